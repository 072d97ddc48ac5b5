"""The first page of an area as a plain dictionary: what matters most, what cannot be said, the pathway, how sure."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from evenhand.vocabulary.speech import speech
from evenhand_service.monitoring.dashboard import addresses, figures
from evenhand_service.monitoring.dashboard.queries import ReleaseOffered
from evenhand_service.monitoring.dashboard.settings import dashboard
from evenhand_service.monitoring.enums import ReleaseState
from evenhand_service.monitoring.models.kept import KeptFigure
from evenhand_service.monitoring.models.releases import Release
from evenhand_service.organisations.models import Area

Words = Mapping[str, Any]


def open_places(words: Words) -> list[Words]:
    """Return the places of a release that stand in full: what is no place alone where there is nothing else."""
    real = [one for one in words["areas"] if not one["is_apart"]] or list(words["areas"])
    return real[: dashboard()["places_open"]]


def first_page(
    area: Area,
    release: Release,
    words: Words,
    drawn: Mapping[str, KeptFigure],
    *,
    shown: Release | None = None,
) -> dict[str, Any]:
    """Return all that the page shows. `shown` is the release of exact counts, where those are looked at."""
    places = open_places(words)
    pinned = {"release": release.pk, "counts": "exact" if shown else ""}
    unsaid, most = words["cannot_say"], dashboard()["unsaid_open"]
    return {
        "title": words["question"],
        "meta": meta(release, words),
        "words": words,
        "statements": [statement(area, release, one, pinned) for one in words["headlines"]],
        "further": [statement(area, release, one, pinned) for one in words["further"]],
        "unsaid": unsaid[:most],
        "unsaid_more": unsaid[most:],
        "places": [_place(area, release, one, drawn, pinned) for one in places],
        "several": len(places) > 1,
        "other_places": other_places(area, words, places, pinned),
        "trust": words["trust"],
        "inputs_head": figures.table(words["inputs"])["head"],
        "community": community(release),
        "explore": addresses.explore(area.code, **pinned),
        "trace": [*words["trace"], _("release %(name)s") % {"name": release.slug}],
    }


def meta(release: Release, words: Words) -> list[str]:
    """Return where, when, released by whom, and how protected, as pieces of one line."""
    *pieces, protection = words["meta"]
    if release.state == ReleaseState.APPROVED and release.approved_at:
        day = speech(words["language"]).day(localtime(release.approved_at).date())
        said = {"day": day, "name": release.approver_name or _("somebody whose account was removed")}
        pieces.append(_("approved %(day)s by %(name)s") % said)
    elif release.state == ReleaseState.DRAFT:
        pieces.append(_("a draft, not yet approved"))
    return [*pieces, protection]


def statement(area: Area, release: Release, one: Words, pinned: Mapping[str, Any]) -> dict[str, Any]:
    """Return one statement with its links: the pathway, what might explain it, the evidence."""
    stage, by, group = picked(one["same"])
    links = []
    if one["figure"]:
        links.append((_("along the pathway"), "#pathway"))
    if address := addresses.finding(release, one["same"]):
        links.append((_("what might explain it"), address))
    evidence = addresses.explore(area.code, **pinned, place=one["area"], stage=stage, by=by, group=group)
    links.append((_("the evidence"), evidence))
    return {"strong": one["lead"], "rest": one["rest"], "within": one["within"], "links": links}


def picked(same: str) -> tuple[str, str, str]:
    """Return the step, the characteristic with its list, and the group of a finding's key."""
    _area, _programme, stage, characteristic, code_list, group, *_rest = same.split("|")
    return stage, f"{characteristic}:{code_list}" if code_list else characteristic, group


def _place(
    area: Area, release: Release, place: Words, drawn: Mapping[str, KeptFigure], pinned: Mapping[str, Any]
) -> dict[str, Any]:
    pathway = next(
        (one for one in drawn.values() if (one.kind, one.place) == ("pathway", place["code"])), None
    )

    def ready(slug: str) -> dict[str, Any]:
        return figures.figure(drawn[slug], area.code, release)

    steps = [
        {
            "id": f"step-{_slug(place['code'])}-{one['stage']}",
            "title": one["title"],
            "lead": one["lead"],
            "figures": [ready(slug) for slug in one["figures"] if slug in drawn],
            "more": addresses.explore(
                area.code, **pinned, place=place["code"], stage=one["stage"], view="characteristics"
            ),
            "more_words": one["more_words"],
        }
        for one in place["steps"]
    ]
    return {
        "name": place["name"],
        "id": _slug(place["code"]),
        "pathway": ready(pathway.slug) if pathway else None,
        "steps": steps,
        "need": ready(place["need"]) if place["need"] in drawn else None,
        "listening": figures.table(place["listening"]) if place["listening"] else None,
        "sentences": place["share_sentences"],
        "explore": addresses.explore(area.code, **pinned, place=place["code"]),
    }


def _slug(code: str) -> str:
    return "".join(one if one.isalnum() else "-" for one in code.lower()).strip("-")


def other_places(
    area: Area, words: Words, shown: Sequence[Words], pinned: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """Return the places of a release that do not stand on the page, with links to theirs."""
    codes = {one["code"] for one in shown}
    return [
        (one["name"], addresses.explore(area.code, **pinned, place=one["code"]))
        for one in words["areas"]
        if one["code"] not in codes
    ]


def community(release: Release) -> str:
    """Return what people of the groups that a release names say of it; '' where nobody has been asked."""
    return release.community_note if release.names_groups else ""


def list_words(release: Release, language: str) -> Mapping[str, Any]:
    """Return what a list says of a release, in a language that it has."""
    return in_language(release.words, language)


def in_language(words: Words, language: str) -> Words:
    """Return words in a language, else in English, else in whichever there is."""
    return words.get(language) or words.get("en") or next(iter(words.values()), {})


def period_choices(
    releases: Sequence[ReleaseOffered], names: Mapping[UUID, Words], language: str
) -> list[tuple[str, str]]:
    """Return the releases of an area as periods to choose from: drafts and withdrawn ones say so."""
    said = ((one, in_language(names.get(one.pk, {}), language).get("period", one.period)) for one in releases)
    return [
        (
            str(one.pk),
            words if one.state == ReleaseState.APPROVED else f"{words} · {ReleaseState(one.state).label}",
        )
        for one, words in said
    ]


def listed_release(release: Release, code: str, language: str) -> dict[str, Any]:
    """Return a release as a list shows it."""
    said = list_words(release, language)
    return {
        "id": str(release.pk),
        "title": said.get("title", release.programme),
        "period": said.get("period", release.period),
        "headline": said.get("headline", ""),
        "state": release.state,
        "state_words": release.get_state_display(),
        "approver": release.approver_name,
        "approved_at": release.approved_at,
        "made_at": release.made_at,
        "withdrawn_because": release.withdrawn_because,
        "is_published": release.is_published,
        "address": addresses.first_page(code, release=release.pk),
    }
