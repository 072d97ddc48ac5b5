"""Writes of a plan and its order: the plan, themes, aims, the yearly look at its scope."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from evenhand_service.organisations.models import Area
from evenhand_service.plan.models import Aim, Plan, ScopeReview, Theme
from evenhand_service.plan.operations.faults import ChangedMeanwhile

_CHANGEABLE = ("title", "lang", "overarching_aim", "financial_year", "cover_date", "as_at_date")
_CHANGEABLE += ("scope_due_date", "organisation")


def make_plan(
    *, area: Area, person: Any, title: str, financial_year: str, now: datetime, **given: Any
) -> Plan:
    """Make a plan of an area; `given` are its other fields (lang, overarching_aim, cover_date, as_at_date ...)."""
    return Plan.objects.create(
        area=area,
        title=title,
        financial_year=financial_year,
        made_by=person,
        made_by_name=person.name,
        made_at=now,
        **given,
    )


def change_plan(*, plan: Plan, version: int, **changes: Any) -> None:
    """Change a plan's own fields, unless somebody did meanwhile."""
    unknown = set(changes) - set(_CHANGEABLE)
    if unknown:
        raise TypeError(f"A plan has no changeable {sorted(unknown)}.")
    if not Plan.objects.filter(pk=plan.pk, version=version).update(**changes, version=version + 1):
        raise ChangedMeanwhile(_("Somebody else changed this plan meanwhile. Nothing was overwritten."))


def end_plan(*, plan: Plan, version: int, now: datetime) -> None:
    """End a plan whose year is over: its actions stay as they are, and nobody is reminded of them. Source: F3."""
    _close(plan, version, now)


def open_plan_again(*, plan: Plan, version: int) -> None:
    """Open a plan that was ended, so that its actions count again."""
    _close(plan, version, None)


def _close(plan: Plan, version: int, closed_at: datetime | None) -> None:
    rows = Plan.objects.filter(pk=plan.pk, version=version, closed_at__isnull=closed_at is not None)
    if not rows.update(closed_at=closed_at, version=version + 1):
        raise ChangedMeanwhile(_("Somebody else changed this plan meanwhile. Nothing was overwritten."))


def add_theme(
    *,
    plan: Plan,
    title: str,
    reference: str = "",
    lang: str = "",
    is_supporting: bool = False,
    note: str = "",
) -> Theme:
    """Add a theme, or a workstream that supports the others, after those there are."""
    return Theme.objects.create(
        plan=plan,
        area_id=plan.area_id,
        reference=reference,
        title=title,
        lang=lang or plan.lang,
        is_supporting=is_supporting,
        note=note,
        position=next_place(plan.themes),
    )


def add_aim(*, theme: Theme, wording: str, mark: str = "", lang: str = "") -> Aim:
    """Add an aim to a theme."""
    return Aim.objects.create(
        theme=theme,
        area_id=theme.area_id,
        mark=mark,
        wording=wording,
        lang=lang or theme.lang,
        position=next_place(theme.aims),
    )


def add_theme_with_aims(*, plan: Plan, aims: Iterable[str], **given: Any) -> Theme:
    """Add a theme and its aims, each as a line: a mark such as 'i)' before the words is kept apart."""
    with transaction.atomic():
        theme = add_theme(plan=plan, **given)
        for line in aims:
            if line.strip():
                mark, words = split_mark(line)
                add_aim(theme=theme, wording=words, mark=mark)
    return theme


def split_mark(line: str) -> tuple[str, str]:
    """Return the mark and the words of an aim: 'ii) Reach more people' is ('ii)', 'Reach more people')."""
    first, _space, rest = line.strip().partition(" ")
    is_mark = bool(rest) and first.endswith((")", ".")) and len(first) <= 6
    return (first, rest.strip()) if is_mark else ("", line.strip())


def next_place(rows: Any) -> int:
    """Return the place after the last one; whoever adds beside it at the same moment waits, so none is given twice."""
    parent = rows.instance
    type(parent).objects.select_for_update(no_key=True).filter(pk=parent.pk).values_list("pk").first()
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def review_scope(
    *,
    plan: Plan,
    person: Any,
    reviewed_date: date,
    words: str,
    lang: str,
    now: datetime,
    feeds: Plan | None = None,
) -> ScopeReview:
    """Write down the yearly look at a plan's scope, and which plan it feeds. Source: F3; 001 4.6."""
    with transaction.atomic():
        following = date(reviewed_date.year + 1, 12, 31)
        Plan.objects.filter(pk=plan.pk).update(scope_due_date=following)
        return ScopeReview.objects.create(
            plan=plan,
            area_id=plan.area_id,
            reviewed_date=reviewed_date,
            words=words,
            lang=lang,
            feeds=feeds,
            made_by=person,
            made_by_name=person.name,
            made_at=now,
        )
