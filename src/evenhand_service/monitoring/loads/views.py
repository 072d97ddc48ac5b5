"""Pages of loads: the list, upload, one load with its account, approval, withdrawal."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.queries import may, permissions_of
from evenhand_service.monitoring.loads import operations, presenters, queries
from evenhand_service.monitoring.loads.enums import LoadState
from evenhand_service.monitoring.loads.finding import found_load
from evenhand_service.monitoring.loads.forms import LoadFilters, ReasonForm, UploadForm
from evenhand_service.monitoring.loads.rules import why_not_approve, why_not_withdraw
from evenhand_service.monitoring.loads.settings import load_settings
from evenhand_service.monitoring.models import Load
from evenhand_service.monitoring.said import said
from evenhand_service.monitoring.states import NotAllowedNow

_PAGE = 25


@needs("see-loads")
@require_safe
def list_loads(request: HttpRequest) -> HttpResponse:
    """Every load that the person may see, filtered by what stands in the address."""
    form = LoadFilters(request.GET, areas=queries.areas_with_loads(request.user))
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.loads_of(request.user, **asked), _PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": [presenters.row(one) for one in page],
        "filtered": any(asked.values()),
        "may_upload": "upload" in permissions_of(request.user),
    }
    return render(request, "monitoring/loads/list.jinja", context)


@needs("upload")
@require_http_methods(["GET", "HEAD", "POST"])
def upload_loads(request: HttpRequest) -> HttpResponse:
    """Take files in. Each is told of by itself: those that are refused are kept in no way."""
    places = queries.places_to_upload(request.user, today=timezone.localdate())
    first = {"place": queries.last_place(request.user)}
    form = UploadForm(request.POST or None, request.FILES or None, places=places, initial=first)
    context: dict[str, Any] = {"form": form, "limit": load_settings().file_bytes >> 20}
    if request.method == "POST" and form.is_valid():
        taken, refused = _receive(request, form, places)
        if not refused:
            return _after_upload(request, taken)
        context |= {"taken": taken, "refused": refused}
    failed = bool(form.errors or context.get("refused"))
    return render(
        request,
        "monitoring/loads/upload.jinja",
        context | {"has_errors": failed},
        status=422 if failed else 200,
    )


def _receive(request: HttpRequest, form: UploadForm, places: Any) -> tuple[list[Load], list[dict[str, str]]]:
    held = next(one for one in places if one.value == form.cleaned_data["place"])
    taken, refused = [], []
    for file in form.cleaned_data["files"]:
        try:
            if getattr(file, "too_large", False):
                raise operations.FileRefused(operations.too_large(), _("Split it, for example by year."))
            load = operations.receive_file(
                content=file.read(),
                given_name=file.name,
                area=held.area,
                organisation=held.organisation,
                by=request.user,
                now=timezone.now(),
                label=form.cleaned_data["label"],
            )
        except operations.FileRefused as error:
            refused.append({"file": _as_given(file.name), "what": error.what, "mend": error.mend})
        else:
            taken.append(load)
    return taken, refused


def _as_given(name: str) -> str:
    """Return a file's name as its owner knows it: browsers write a quotation mark as %22. Source: HTML, form data."""
    return name.replace("%22", '"')


def _after_upload(request: HttpRequest, taken: list[Load]) -> HttpResponse:
    if len(taken) == 1:
        return redirect("monitoring:show-load", taken[0].pk)
    messages.success(
        request, _("%(number)s files were taken and are being checked.") % {"number": len(taken)}
    )
    return redirect("monitoring:list-loads")


@needs("see-loads")
@require_safe
def show_load(request: HttpRequest, load: UUID) -> HttpResponse:
    """How far checking is; then what became of each row, and what can be done."""
    found = found_load(request, load)
    if found.state in (LoadState.RECEIVED, LoadState.CHECKING):
        context = {"load": found, "title": presenters.title(found), "progress": presenters.progress(found)}
        return render(request, "monitoring/loads/checking.jinja", context)
    return render(request, "monitoring/loads/show.jinja", _shown(request, found))


def _shown(request: HttpRequest, load: Load) -> dict[str, Any]:
    approves = may(request.user, "approve-load", area=load.area_id)
    why_not = why_not_approve(load, request.user.pk, load_settings())
    waits = load.state == LoadState.CHECKED
    return {
        "load": load,
        "title": presenters.title(load),
        "state": presenters.state(load),
        "what_next": presenters.what_next(load),
        "account": presenters.account(load),
        "facts": presenters.facts(load),
        "refused": [said(one) for one in (load.refused_what, load.refused_mend) if one],
        "notes": [said(one) for one in load.notes],
        "rules": [presenters.rule(one) for one in queries.rules_broken(request.user, load)]
        if load.problems_found
        else [],
        "runs": queries.runs_with(load, request.user),
        "may_approve": waits and approves and not why_not,
        "why_not": why_not if waits and approves else None,
        "nobody_here": waits and not approves,
        "may_withdraw": not why_not_withdraw(load)
        and (approves or (load.uploaded_by_id == request.user.pk and waits)),
    }


@needs("approve-load")
@require_POST
def approve_load(request: HttpRequest, load: UUID) -> HttpResponse:
    """Say that runs may use a load."""
    try:
        operations.approve_load(load_id=found_load(request, load).pk, by=request.user, now=timezone.now())
    except NotAllowedNow as error:
        messages.warning(request, error.words)
    else:
        messages.success(request, _("Approved. Runs of this area use it from now on."))
    return redirect("monitoring:show-load", load)


@needs("upload")
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_load(request: HttpRequest, load: UUID) -> HttpResponse:
    """Take a load out of use, with the reason."""
    found = found_load(request, load)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.withdraw_load(
                load_id=found.pk, by=request.user, because=form.cleaned_data["because"], now=timezone.now()
            )
        except NotAllowedNow as error:
            messages.warning(request, error.words)
        else:
            messages.success(request, _("Withdrawn. Runs that used it are marked to be redone."))
        return redirect("monitoring:show-load", found.pk)
    context = {"form": form, "load": found, "what": presenters.title(found), "has_errors": bool(form.errors),
               "runs": queries.runs_with(found, request.user)}  # fmt: skip
    return render(request, "monitoring/loads/withdraw.jinja", context, status=422 if form.errors else 200)
