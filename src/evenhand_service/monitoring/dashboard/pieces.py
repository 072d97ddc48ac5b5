"""What the area's pages show of a release, drawn: the same for everybody who may see it, so that it can be remembered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.translation import get_language
from markupsafe import Markup

from evenhand_service.monitoring.dashboard import addresses, exploring, picks, presenters, queries, told
from evenhand_service.monitoring.dashboard.forms import ExploreForm
from evenhand_service.monitoring.dashboard.opening import Opened
from evenhand_service.monitoring.releases.settled import Piece

ASKED = ("release", "counts", "place", "stage", "by", "group", "view", "page")
"""The questions of an address that these pages answer."""
LATER_HERE = "eh-said-later-here"
"""Stands in a drawn first page where a note is put in at every reading; letters that need no escaping."""


@dataclass(frozen=True, slots=True)
class _Address:
    """The address of a page, as far as its links to other views of itself need it; nothing about who asked."""

    path: str
    GET: QueryDict


def asked_of(given: Mapping[str, str]) -> dict[str, str]:
    """Return what an address asks of these pages; whatever else it says is not looked at."""
    return {name: given.get(name, "") for name in ASKED}


def first_page(
    opened: Opened, steps: Sequence[Mapping[str, Any]], asked: Mapping[str, str], *, said_later: bool = False
) -> Piece | None:
    """Return the first page of an area below its heading; None where nothing of the release may be read.

    Where people of the groups `said_later`, after it was approved, LATER_HERE stands in place of what they said.
    """
    if opened.words is None or opened.shown is None or opened.release is None:
        return None
    places = [one["code"] for one in presenters.open_places(opened.words)]
    drawn = queries.first_figures(opened.user, opened.shown, opened.language, places)
    exact = opened.shown if opened.look else None
    page = presenters.first_page(opened.area, opened.release, opened.words, drawn, shown=exact)
    more = {
        "next_steps": steps,
        "told_here": told.mark_of,
        "later_here": LATER_HERE if said_later else "",
        "may_ask_exact": opened.may_ask_exact,
        "request": _request(addresses.first_page(opened.area.code), asked),
    }
    return _drawn("first_page", opened, page | more, title=page["title"])


def near(opened: Opened, asked: Mapping[str, str]) -> list[UUID]:
    """Return the releases of other areas that stand beside this one in the view that is asked for."""
    if opened.shown is None:
        return []
    if asked["view"] == "areas":
        return queries.newest_of_programme(opened.user, opened.shown)
    return [] if asked["view"] else queries.with_the_same_place(opened.user, opened.area, opened.shown)


def explore(opened: Opened, asked: Mapping[str, str], near: Sequence[UUID]) -> Piece | None:
    """Return one step by one characteristic in full, or small charts side by side; None where nothing may be read."""
    if opened.words is None or opened.shown is None or opened.release is None:
        return None
    words, keys = opened.words, queries.figure_keys(opened.user, opened.shown, opened.language)
    shown = picks.pick(words, keys, asked)
    pinned = _pinned(opened, shown)
    context = {
        "picked": shown,
        "form": _form(opened, keys, shown),
        "here_again": addresses.explore(opened.area.code, **pinned),
        "nothing": exploring.nothing_words(shown),
        "request": _request(addresses.explore(opened.area.code), asked),
    } | _charts(opened, keys, shown, pinned, near, asked["page"] or "1")
    step = next((one["label"] for one in words["stages"] if one["id"] == shown.stage), "")
    return _drawn("explore", opened, context | {"step": step}, title=step or words["question"])


def _charts(
    opened: Opened,
    keys: Sequence[Any],
    shown: picks.Picked,
    pinned: Mapping[str, Any],
    near: Sequence[UUID],
    page: str,
) -> dict[str, Any]:
    words: Any = opened.words
    if shown.view == "characteristics":
        titles = dict(words["characteristics"])
        return {
            "small_charts": exploring.all_characteristics(
                opened.user, opened.area, keys, shown, pinned, titles
            )
        }
    if shown.view == "areas":
        names = {one["code"]: one["name"] for one in words["areas"]}
        charts, pages = exploring.all_areas(
            opened.user, opened.shown, near, keys, shown, opened.language, names, page
        )
        return {"small_charts": charts, "page": pages}
    return exploring.in_full(
        opened.user, opened.area, opened.shown, opened.release, near, keys, shown, pinned, opened.language
    )


def _pinned(opened: Opened, shown: picks.Picked) -> dict[str, Any]:
    """What stands in the address of the page as it is: nothing depends on what is newest tomorrow."""
    return {
        "release": opened.release.pk if opened.release else "",
        "counts": "exact" if opened.look else "",
        "place": shown.place if opened.words and len(opened.words["areas"]) > 1 else "",
        "stage": shown.stage,
        "by": shown.by,
        "group": shown.group,
        "view": "" if shown.view == "one" else shown.view,
    }


def _form(opened: Opened, keys: Any, shown: picks.Picked) -> ExploreForm:
    names = queries.names_of(opened.user, [one.pk for one in opened.offered])
    releases = presenters.period_choices(opened.offered, names, get_language() or "en")
    offered = picks.offered(opened.words or {}, keys, shown)
    told = {name: getattr(shown, name) for name in ("place", "stage", "by", "group", "view")}
    told["release"] = str(opened.release.pk) if opened.release else ""
    return ExploreForm(told, offered=offered, releases=releases, auto_id="show-%s")


def _request(path: str, asked: Mapping[str, str]) -> _Address:
    given = QueryDict(mutable=True)
    given.update({name: value for name, value in asked.items() if value})
    return _Address(path=path, GET=given)


def _drawn(name: str, opened: Opened, context: Mapping[str, Any], *, title: str) -> Piece:
    frame = {
        "area": opened.area,
        "release": opened.release,
        "lang": opened.language,
        "look": opened.look,
        "rights": opened.rights,
    }
    html = render_to_string(f"monitoring/dashboard/{name}_piece.jinja", {**frame, **context})
    return Piece(title=title, html=Markup(html))  # noqa: S704  (our own template)
