"""What people told us, what we did, whether it moved: the release's table, with what the service has been told since.

The release says which findings are of interest, and that nobody was asked yet. What was written down, planned and judged
since changes from day to day, and is read anew at every reading of the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from evenhand_service.common.templating.dates import day
from evenhand_service.monitoring.dashboard import addresses, figures, presenters
from evenhand_service.monitoring.dashboard.opening import Opened
from evenhand_service.monitoring.findings.followed import Came, came_of
from evenhand_service.monitoring.findings.heard import Heard, heard_of
from evenhand_service.monitoring.models import Release
from evenhand_service.monitoring.models.threads import thread_id
from evenhand_service.monitoring.releases.settled import settled

_TOLD_HERE = "eh-told-here-{}-"
"""Stands in a drawn first page where a place's table is put in; letters that need no escaping."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The table of one place as the release has it; `findings` are the keys of the findings of its rows, in order."""

    mark: str
    plain: Mapping[str, Any]
    findings: tuple[str, ...]


def mark_of(place: int) -> str:
    """Return what stands in the drawn page for the table of a place, by its number on the page."""
    return _TOLD_HERE.format(place)


def tables(opened: Opened) -> list[tuple[str, dict[str, Any]]]:
    """Return the tables of a first page's places, each after what stands for it in the drawn page. Source: C8; 004."""
    release = opened.shown
    if release is None:
        return []
    asked: list[Asked] = settled(
        release, f"told in {get_language()}", lambda: _asked(opened), size=lambda one: 2_000 * len(one)
    )
    keys = list(dict.fromkeys(same for one in asked for same in one.findings))
    threads = {same: thread_id(release.area_id, same) for same in keys}
    heard, came = heard_of(opened.user, list(threads.values())), came_of(opened.user, list(threads.values()))
    return [(one.mark, _table(one, release, threads, heard, came)) for one in asked]


def _asked(opened: Opened) -> list[Asked]:
    words = opened.words
    if words is None:
        return []
    return [
        Asked(mark=mark_of(number), plain=place["listening"], findings=_findings(words, place))
        for number, place in enumerate(presenters.open_places(words))
        if place["listening"]
    ]


def _findings(words: Mapping[str, Any], place: Mapping[str, Any]) -> tuple[str, ...]:
    """The findings of a table's rows: an area's headlines, else its first further finding and those at the same step.

    Two editions of a list can have one row; where rows and findings do not match, none is named.
    """
    here = [[one for one in words[kind] if one["area"] == place["code"]] for kind in ("headlines", "further")]
    named = here[0] or [one for one in here[1] if _step(one) == _step(here[1][0])]
    by_row = {presenters.picked(one["same"]): one["same"] for one in reversed(named)}
    keys = tuple(reversed(by_row.values()))
    return keys if len(keys) == len(place["listening"]["rows"]) else ()


def _step(one: Mapping[str, Any]) -> str:
    return presenters.picked(one["same"])[0]


def _table(
    asked: Asked,
    release: Release,
    threads: Mapping[str, UUID],
    heard: Mapping[UUID, Heard],
    came: Mapping[UUID, Came],
) -> dict[str, Any]:
    rows: Sequence[Any] = asked.plain["rows"]
    if asked.findings:
        rows = [
            _row(row, addresses.finding(release, same), heard.get(threads[same]), came.get(threads[same]))
            for row, same in zip(rows, asked.findings, strict=True)
        ]
    return figures.table({**asked.plain, "rows": rows})


def _row(row: Sequence[Any], address: str, heard: Heard | None, came: Came | None) -> list[Any]:
    """A row of the release, each cell with what is known since; what nothing is known of stays as the release has it."""
    about, said, did, moved = row
    language = get_language()
    if heard and heard.noted_at:
        told = _("Written down on %(day)s") % {"day": day(heard.noted_at)}
        said = {"text": told, "href": f"{address}#said", "lang": language}
    if came and came.actions:
        many = ngettext("%(num)s action in the plan", "%(num)s actions in the plan", came.actions)
        did = {"text": many % {"num": came.actions}, "href": f"{address}#actions", "lang": language}
    elif heard and heard.steps:
        many = ngettext("%(num)s next step", "%(num)s next steps", heard.steps)
        did = {"text": many % {"num": heard.steps}, "href": f"{address}#actions", "lang": language}
    if came and came.moved:
        moved = {"text": "; ".join(dict.fromkeys(came.moved)), "href": f"{address}#actions", "lang": language}
    return [about, said, did, moved]
