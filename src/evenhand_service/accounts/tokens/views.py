"""Pages of one's own tokens."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from evenhand_service.accounts.access import needs
from evenhand_service.accounts.models import ApiToken
from evenhand_service.accounts.queries import permissions_of
from evenhand_service.accounts.tokens.forms import NewToken
from evenhand_service.accounts.tokens.operations import TokenRefused, make_token, revoke_token
from evenhand_service.accounts.words import permission_words
from evenhand_service.common.templating.dates import day


@require_safe
@needs("use-api")
def list_tokens(request: HttpRequest) -> HttpResponse:
    """What exists, what was used when, and what has ended."""
    now = timezone.now()
    kept = ApiToken.objects.visible_to(request.user).filter(user=request.user).order_by("-created_at")
    return render(request, "accounts/tokens/list.jinja", {"rows": [_row(one, now) for one in kept]})


def _row(one: ApiToken, now: Any) -> list[Any]:
    works = one.works_at(now)
    end = {"text": _("End it"), "href": reverse("accounts:revoke-token", args=[one.pk])}
    return [
        one.name,
        "; ".join(permission_words(each) for each in one.scopes),
        day(one.expires_at),
        day(one.last_used_day) or _("not yet"),
        end if works else _("ended"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@needs("use-api")
def make(request: HttpRequest) -> HttpResponse:
    """Make a token; its secret is on the answer to this form and nowhere else."""
    by: Any = request.user
    form = NewToken(request.POST if request.method == "POST" else None, may=permissions_of(by))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        lasts = timedelta(days=told["days"])
        try:
            token, secret = make_token(
                by=by, name=told["name"], scopes=told["scopes"], lasts=lasts, now=timezone.now()
            )
        except TokenRefused as refused:
            form.add_error(None, str(refused))
        else:
            return render(request, "accounts/tokens/made.jinja", {"token": token, "secret": secret})
    return render(request, "accounts/tokens/make.jinja", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@needs("use-api")
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """End a token, after asking."""
    token = ApiToken.objects.for_change(request.user).filter(pk=token_id, user=request.user).first()
    if token is None:
        raise Http404
    if request.method == "POST":
        revoke_token(by=request.user, token=token, now=timezone.now())  # type: ignore[arg-type]
        messages.success(request, _("The token no longer works."))
        return HttpResponseRedirect(reverse("accounts:list-tokens"))
    return render(request, "accounts/tokens/revoke.jinja", {"token": token})
