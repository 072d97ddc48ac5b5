"""A person's own page: what is theirs, the link of their calendar, how often they are written to."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from evenhand_service.accounts.access import anybody, logged_in
from evenhand_service.common.who import acting_as
from evenhand_service.governance.addresses import page_of
from evenhand_service.governance.calendar_file import calendar_of
from evenhand_service.governance.enums import Frequency
from evenhand_service.governance.forms.groups import FrequencyForm
from evenhand_service.governance.limits import limits
from evenhand_service.governance.models import CalendarFeed, DigestSetting
from evenhand_service.governance.operations import diary as operations
from evenhand_service.governance.presenters import diary as shown
from evenhand_service.governance.queries.calendar import diary_of
from evenhand_service.governance.queries.digest import news_for
from evenhand_service.governance.views.opening import language


@logged_in
@never_cache
@require_safe
def show_diary(request: HttpRequest) -> HttpResponse:
    """What is due, overdue or undated of what one answers for, one's meetings, calendar and messages."""
    return _page(request)


def _page(request: HttpRequest, *, link: str = "", form: FrequencyForm | None = None) -> HttpResponse:
    user, now = request.user, timezone.now()
    held = DigestSetting.objects.visible_to(user).filter(user=user).first()
    chosen = held.frequency if held else limits()["digest"]["frequency"]
    news = news_for(user, now=now, today=timezone.localdate(now), language=language())
    context = {
        "parts": shown.parts(news),
        "feed": CalendarFeed.objects.visible_to(user).filter(user=user).first(),
        "link": link,
        "form": form or FrequencyForm(initial={"frequency": chosen}),
        "last_sent_at": held.last_sent_at if held else None,
        "has_errors": form is not None,
    }
    return render(request, "governance/diary.jinja", context, status=422 if form else 200)


@logged_in
@never_cache
@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make the link of one's calendar, or a new one in its place; it is on the answer to this form and nowhere else."""
    user: Any = request.user
    if request.POST.get("end"):
        operations.end_feed(person=user)
        messages.success(request, _("The link no longer works."))
        return redirect("governance:show-diary")
    secret = operations.make_feed(person=user, lang=language(), now=timezone.now())
    return _page(request, link=request.build_absolute_uri(reverse("governance:take-calendar", args=[secret])))


@logged_in
@require_POST
def choose_frequency(request: HttpRequest) -> HttpResponse:
    """Say how often one is written to."""
    form = FrequencyForm(request.POST)
    if not form.is_valid():
        return _page(request, form=form)
    operations.choose_frequency(person=request.user, frequency=form.cleaned_data["frequency"])
    never = form.cleaned_data["frequency"] == Frequency.NEVER
    said = _("You are not written to any more. This page still tells you.") if never else _("It is kept.")
    messages.success(request, said)
    return redirect("governance:show-diary")


@anybody
@never_cache
@require_safe
def take_calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """A person's calendar, for a program that knows the link; whatever is wrong with one, there is nothing here."""
    owner, now = operations.owner_of(secret), timezone.now()
    if owner is None:
        raise Http404
    with acting_as(owner):
        feed = CalendarFeed.objects.select_related("user").filter(user_id=owner).first()
        if feed is None or feed.secret_hash != operations.hash_of(secret) or not feed.user.is_active:
            raise Http404
        operations.remember_use(feed=feed, today=timezone.localdate(now))
        with translation.override(feed.lang):
            diary = diary_of(feed.user, now, timezone.localdate(now))
            made = calendar_of(diary, now=now, address=lambda kind, one: _address(request, kind, one.pk))
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="evenhand.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _address(request: HttpRequest, kind: str, key: Any) -> str:
    page = page_of(kind, key)
    return request.build_absolute_uri(page) if page else ""
