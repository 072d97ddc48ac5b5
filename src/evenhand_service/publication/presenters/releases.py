"""A published release as its public page shows it: words as they were approved, in the reader's language."""

import json
from typing import Any

from django.utils.translation import gettext as _

from evenhand.publish.kept import drawing_svg
from evenhand.vocabulary.speech import speech
from evenhand_service.common.licence import licence
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.publication.presenters.addresses import chart_file, file_address, release_address
from evenhand_service.publication.settled import said_in

_MADE_FOR = ("report.pdf", "tables.ods")


def listed(release: Any, language: str) -> dict[str, Any]:
    """Return a release for lists: its title, places, period, and first statement unless it was withdrawn."""
    words = release.words.get(language) or release.words.get("en") or {}
    stands = release.state == ReleaseState.APPROVED
    return {
        "address": release_address(release),
        "slug": release.slug,
        "language": language if language in release.words else "en",
        "title": words.get("title", release.slug),
        "places": words.get("places") or area_name(release.area, language),
        "period": words.get("period", release.period),
        "headline": words.get("headline", "") if stands else "",
        "protection": words.get("protection", "") if stands else "",
        "area": area_name(release.area, language),
        "programme": release.programme,
        "published_at": release.published_at,
        "withdrawn_at": release.withdrawn_at,
        "because": release.withdrawn_because,
        "stands": stands,
    }


def area_name(area: Any, language: str) -> str:
    """Return an area's name in a language."""
    return (area.name_cy if language == "cy" else "") or area.name


def body_of(text: Any) -> dict[str, Any]:
    """Return a release's words as they are kept."""
    return json.loads(text.body)


def leading_charts(body: dict[str, Any], figures: list[Any]) -> list[str]:
    """Return the slugs of the charts that the first page shows: each place's pathway, then what statements rest on."""
    pathways = [one.slug for one in figures if one.kind == "pathway"]
    rest_on = [one.get("figure", "") for one in body.get("headlines", [])]
    widest = [
        slug
        for area in body.get("areas", [])
        for step in area.get("steps", [])[:1]
        for slug in step["figures"]
    ]
    held = {one.slug for one in figures}
    wanted = dict.fromkeys([*pathways, *rest_on, *widest[:1]])
    return [slug for slug in wanted if slug in held]


def chart(release: Any, figure: Any) -> dict[str, Any]:
    """Return a chart with its drawings, words, table and files, for the macro that draws it."""
    body = json.loads(figure.body)
    table = body["table"]
    numbers = set(table.get("numbers", []))
    return {
        "id": figure.slug,
        "title": figure.title,
        "lead": body.get("lead", ""),
        "words": body["description"],
        "wide": drawing_svg(body, "wide", name=figure.slug),
        "narrow": drawing_svg(body, "narrow", name=figure.slug),
        "table": {
            "caption": table["caption"],
            "head": [{"text": head, "numeric": n in numbers} for n, head in enumerate(table["heads"])],
            "rows": table["rows"],
        },
        "notes": [one for one in (*body.get("notes", []), _facts(body, figure.language)) if one],
        "downloads": [
            {"text": form.upper(), "href": chart_file(release, figure, form)} for form in CHART_FORMS
        ],
        "address": f"{release_address(release)}charts/{figure.slug}/",
    }


def _facts(body: dict[str, Any], language: str) -> str:
    """The line of facts without what it says of a written page: there are no files listed at the end of these."""
    elsewhere = speech(language).say("figures.source")
    return " · ".join(one for one in body.get("facts", "").split(" · ") if one != elsewhere)


CHART_FORMS = ("csv", "ods", "svg", "png")


def files(release: Any, held: list[Any], language: str) -> list[dict[str, Any]]:
    """Return a release's files in a language, what most people want first; metadata stands beside its table."""
    own = [one for one in held if one.language == language] or [one for one in held if one.language == "en"]
    beside = {one.name: one for one in own if one.name.endswith("-metadata.json")}
    rows = [one for one in own if one.name not in beside]
    rows.sort(key=lambda one: (_rank(one.name), one.name))
    return [
        {
            "name": one.name,
            "what": what_it_is(one.name),
            "leads": not one.name.startswith("table-"),
            "address": file_address(release, one),
            "size": one.size,
            "sha256": one.sha256,
            "described": (meta := beside.get(f"{one.name}-metadata.json")) and file_address(release, meta),
        }
        for one in rows
    ]


def _rank(name: str) -> int:
    order = [*_MADE_FOR, "measures.csv", "counts.csv", "findings.json"]
    return order.index(name) if name in order else len(order)


def what_it_is(name: str) -> str:
    """Return in words what a file holds, so that nobody has to open it to know."""
    known = {
        "report.pdf": _("The whole report, to read or print"),
        "tables.ods": _("All tables in one spreadsheet"),
        "measures.csv": _("Every rate and comparison, with its range"),
        "counts.csv": _("The protected counts that everything is made from"),
        "measures.json": _("The same rates and comparisons, for programs"),
        "findings.json": _("The differences that held, with their evidence"),
        "curves.csv": _("How long people stayed, week by week"),
        "stays.csv": _("How long people stayed, in one figure for each group"),
    }
    return known.get(name) or _("A further table: %(name)s") % {
        "name": name.removeprefix("table-").removesuffix(".csv").replace("-", " ")
    }


def licence_words(language: str) -> dict[str, str]:
    """Return the licence as pages name it."""
    one = licence()
    return {"address": one["address"], "name": said_in(one["name"], language)}
