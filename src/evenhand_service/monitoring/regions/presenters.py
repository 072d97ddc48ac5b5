"""The review of a region as a page and as a file: the same rows in words and numbers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand_service.common.rows_sent import csv_text
from evenhand_service.common.templating.dates import day
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.monitoring.findings.presenters.words import language
from evenhand_service.monitoring.regions.queries import Reviewed

_MONTH = 30.44


def age(ends: date, today: date) -> str:
    """Return how long ago a release's period ended, in months."""
    months = int((today - ends).days / _MONTH)
    if months < 1:
        return _("less than a month")
    return ngettext("%(months)s month", "%(months)s months", months) % {"months": months}


def places_words(one: Reviewed, funnels: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """Return at which steps an area lies outside what chance would do, by the words of the region's funnels."""
    told = [
        f"{labels.get(stage, stage)}: {places[one.area.name]}"
        for stage, places in (funnels.get(language()) or funnels.get("en") or {}).items()
        if one.area.name in places
    ]
    return "; ".join(told) or _("not known")


def recording(one: Reviewed) -> str:
    """Return what stands out in an area's recording: how many things, and the first in words."""
    if one.release is None:
        return "–"
    if one.recording is None:
        return _("not known")
    lines = one.recording.get(language()) or one.recording.get("en") or []
    if not lines:
        return _("nothing stands out")
    more = len(lines) - 1
    rest = ngettext("(and %(more)s more)", "(and %(more)s more)", more) % {"more": more} if more else ""
    return f"{lines[0]} {rest}".strip()


def head(*, with_funnels: bool) -> list[Any]:
    """Return the columns of the review."""
    words = [_("Area"), _("Release until"), _("Age")]
    counts = [_("Fares worse"), _("New"), _("Gone"), _("Without a next step")]
    last = [_("Recording"), *([_("Among areas of its size")] if with_funnels else [])]
    return [*words, *({"text": one, "numeric": True} for one in counts), *last]


def row(one: Reviewed, funnels: Mapping[str, Any], labels: Mapping[str, str], *, today: date) -> list[Any]:
    """Return one area's cells; an area without a release says so."""
    address = reverse("monitoring:list-area-findings", args=[one.area.code])
    cells: list[Any] = [{"text": area_name(one.area), "href": address}]
    if one.release is None:
        cells += [_("no approved release"), "–", "–", "–", "–", "–", "–"]
    else:
        first = one.release.before is None
        cells += [
            day(one.release.period_ends),
            age(one.release.period_ends, today),
            str(sum(one.worse.values())),
            _("first release") if first else str(one.new),
            "–" if first else str(one.gone),
            str(one.without_step),
            recording(one),
        ]
    return [*cells, places_words(one, funnels, labels)] if funnels else cells


def heat(
    rows: Sequence[Reviewed], names: Mapping[tuple[str, str], str], labels: Mapping[str, str]
) -> dict[str, Any]:
    """Return in how many areas a group fares worse, by characteristic and step; a number and a word in each cell.

    No colour: how many areas of how many says it. Source: F7.
    """
    areas: Counter[tuple[str, str]] = Counter()
    for one in rows:
        areas.update(one.worse.keys())
    of = sum(one.release is not None for one in rows)
    steps = [stage for stage in labels if any(key[1] == stage for key in areas)]
    titles = dict.fromkeys(key[0] for key in areas)
    told = [
        [
            _capital(names.get(("characteristic", one), one)),
            *(_cell(areas[one, stage], of) for stage in steps),
        ]
        for one in titles
    ]
    return {"head": [_("Characteristic"), *(labels[one] for one in steps)], "rows": told}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(count: int, of: int) -> str:
    if not count:
        return _("none")
    told = {"count": count, "of": of}
    if count * 2 >= of:
        return _("%(count)s of %(of)s: in half of the areas or more") % told
    return _("%(count)s of %(of)s") % told


def as_csv(columns: Sequence[Any], rows: Sequence[Sequence[Any]]) -> str:
    """Return the review as CSV; a cell that a spreadsheet would run begins with an apostrophe."""
    return csv_text([[_text(one) for one in line] for line in (columns, *rows)])


def _text(cell: Any) -> str:
    return str(cell["text"] if isinstance(cell, dict) else cell)
