"""Asking for exact counts: only where one is entitled to them, with a reason that is kept."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods

from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.dashboard import addresses, queries
from evenhand_service.monitoring.dashboard.forms import ExactForm
from evenhand_service.monitoring.dashboard.opening import open_release
from evenhand_service.monitoring.dashboard.settings import dashboard
from evenhand_service.monitoring.releases.operations import look_at_exact


@needs("see-exact")
@require_http_methods(["GET", "HEAD", "POST"])
def ask_exact(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why; with a reason, show the exact counts of the release for an hour."""
    opened = open_release(request, code, now=now())
    if opened.release is None or "see-exact" not in opened.rights:
        raise Http404
    exact = queries.exact_release(request.user, opened.release)
    form = ExactForm(request.POST or None)
    if request.method == "POST" and exact and form.is_valid():
        look_at_exact(
            user=request.user,
            release=exact,
            reason=form.cleaned_data["reason"],
            minutes=dashboard()["exact"]["minutes"],
            now=now(),
        )
        return HttpResponseRedirect(addresses.first_page(code, release=opened.release.pk, counts="exact"))
    context = {
        "form": form,
        "area": opened.area,
        "release": opened.release,
        "there": exact is not None,
        "minutes": dashboard()["exact"]["minutes"],
        "has_errors": bool(form.errors),
        "breadcrumbs": [(opened.area.name, addresses.first_page(code))],
    }
    return render(request, "monitoring/dashboard/ask_exact.jinja", context)
