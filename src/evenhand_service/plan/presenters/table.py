"""The plan as a table: rows under their themes, filters with what they offer, how many stand where."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.plan.answering import words_of
from evenhand_service.plan.enums import NONE_NAMED, ActionStatus, LinkKind, Standing
from evenhand_service.plan.models import Action, Progress, Theme
from evenhand_service.plan.presenters.words import about, colour_of, leads_words, when_words
from evenhand_service.plan.queries.offered import Choices
from evenhand_service.plan.queries.tracked import Stands


def row(action: Action, stands: Stands, progress: Progress | None) -> dict[str, Any]:
    """Return an action as a row shows it."""
    waits = [link for link in action.waits_for.all() if link.kind == LinkKind.DEPENDS and not link.settled_at]
    return {
        "id": action.pk,
        "reference": action.reference,
        "text": action.wording,
        "lang": action.lang,
        "href": reverse("plan:show-action", args=[action.pk]),
        "leads": leads_words(action),
        "when": when_words(action),
        "standing": stands.state.label,
        "colour": colour_of(stands.state),
        "why": why_of(action, stands, stands.brief),
        "inferred": stands.inferred,
        "waits": [
            {"text": link.on.reference or _("an action"), "id": link.on_id} for link in waits if link.on
        ],
        "progress": progress,
        "review": action.review_date,
        "area": area_name(action.area),
    }


def why_of(action: Action, stands: Stands, told: str = "") -> str:
    """Return why an action stands where it does, in the library's words unless others are told."""
    if stands.state == Standing.UNCONFIRMED and not stands.why and action.status == ActionStatus.OPEN:
        return _("Every stage was reached. Say that it is complete, so that somebody can confirm it.")
    if stands.state == Standing.UNCONFIRMED and not stands.why:
        return _("Somebody else than who leads it has to confirm it.")
    if stands.state == Standing.CLOSED and action.closing_note:
        return f"{stands.why} {action.closing_note}"
    return told or stands.why


def groups(
    actions: Sequence[Action],
    stands: Mapping[UUID, Stands],
    said: Mapping[UUID, Progress],
    themes: Iterable[Theme],
) -> list[dict[str, Any]]:
    """Return rows under their themes, in the plan's order; a theme without a row on this page is left out."""
    rows: dict[UUID, list[dict[str, Any]]] = {}
    for one in actions:
        rows.setdefault(one.theme_id, []).append(row(one, stands[one.pk], said.get(one.pk)))
    return [{**heading(theme), "rows": rows[theme.pk]} for theme in themes if theme.pk in rows]


def heading(theme: Theme) -> dict[str, Any]:
    """Return a theme as it stands over its rows; aims have been fetched."""
    return {
        "id": theme.pk,
        "text": f"{theme.reference}. {theme.title}" if theme.reference else theme.title,
        "lang": theme.lang,
        "is_supporting": theme.is_supporting,
        "note": theme.note,
        "aims": [{"text": f"{one.mark} {one.wording}".strip(), "lang": one.lang} for one in theme.aims.all()],
    }


def choices(
    found: Choices, themes: Sequence[Theme] = (), areas: Sequence[Any] = ()
) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter offers."""
    none = (NONE_NAMED, _("None named"))
    return {
        "area": [(str(one.pk), area_name(one)) for one in areas] if len(areas) > 1 else [],
        "theme": [(str(one.pk), heading(one)["text"]) for one in themes],
        "lead": [(str(pk), words_of(name, agency)) for pk, name, agency in found.leads],
        "agency": [(one, one) for one in found.agencies],
        "characteristic": [(one, about(one)) for one in found.characteristics] + [none],
        "stage": [(one, about(one)) for one in found.stages] + [none],
    }


def counted(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return how many actions stand where, what presses most first."""
    return [
        {"state": one.value, "text": one.label, "colour": colour_of(one), "number": counts[one.value]}
        for one in Standing
        if counts.get(one.value)
    ]


def by_theme(rows: Iterable[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the rows of an edition under their themes, in the order of the edition."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in rows:
        groups.setdefault(one.get("theme", ""), []).append(one)
    return list(groups.items())
