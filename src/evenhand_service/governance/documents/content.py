"""What an agenda or minutes say, in the language of the meeting: headings, paragraphs and a table, without any format."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evenhand_service.governance.enums import Capacity, DecisionKind, ItemKind, MeetingState
from evenhand_service.governance.words import named, presence_words
from evenhand_service.monitoring.findings.presenters.words import period

Block = dict[str, Any]


def language_of(body: Mapping[str, Any]) -> str:
    """Return the language in which a document is headed: Welsh where the meeting is in Welsh, else English."""
    return "cy" if str(body["lang"]).startswith("cy") else "en"


def content_of(body: Mapping[str, Any], *, agenda: bool = False) -> Block:
    """Return a document as plain values; what people wrote keeps the language that they wrote it in. Source: D12."""
    language = language_of(body)
    with translation.override(language):
        day = date_format(date.fromisoformat(body["day"]), "j F Y")
        area = body.get("area_cy") or body["area"] if language == "cy" else body["area"]
        head = _("Agenda") if agenda else _("Minutes")
        return {
            "lang": language,
            "title": f"{body['group']}: {head}",
            "day": body["day"],
            "line": " · ".join(one for one in (area, f"{day}, {body['time']}", body["place"]) if one),
            "banner": _banner(body["state"], agenda=agenda),
            "facts": list(_facts(body, agenda=agenda)),
            "sections": [_section(n, one, language, agenda=agenda) for n, one in enumerate(body["items"], 1)],
            "alone": None if agenda else _alone(body["alone"], language),
            "table": None if agenda else _table(body["looks"], language),
            "page": _("Page"),
            "of": _("of"),
        }


def _banner(state: str, *, agenda: bool) -> str:
    if state == MeetingState.CALLED_OFF:
        return _("This meeting was called off.")
    return (
        "" if agenda or state == MeetingState.AGREED else _("Draft: these minutes have not been agreed yet.")
    )


def _facts(body: Mapping[str, Any], *, agenda: bool) -> Iterator[tuple[str, str]]:
    """Who was there and what lay on the table, as pairs of a word and what it says."""
    if not agenda:
        if body["present"]:
            yield _("Present"), named(body["present"])
        if body["apologies"]:
            yield _("Apologies"), named(body["apologies"])
        if body["presence"]:
            yield _("Seats filled"), "; ".join(presence_words(body["presence"]))
    if body["papers"]:
        yield _("Papers"), "; ".join(one["title"] for one in body["papers"])
    if body["release"]:
        yield _("Data report"), period(body["release"])


def _section(number: int, item: Mapping[str, Any], language: str, *, agenda: bool) -> Block:
    parts: list[Block] = []
    if item["kind"] != ItemKind.FREE:
        label = str(ItemKind(item["kind"]).label)
        if item["why"] or label != item["title"]:
            text = item["why"] or label
            parts.append({"label": label if item["why"] else "", "text": text, "lang": language})
    if not agenda:
        parts += _written(item["minutes"], item["lang"])
        parts += _outcomes(item)
    return {"heading": f"{number}. {item['title']}", "lang": item["lang"] or language, "parts": parts}


def _alone(held: Mapping[str, Any], language: str) -> Block | None:
    parts = _outcomes(held)
    return (
        {"heading": _("Without an item of the agenda"), "lang": language, "parts": parts} if parts else None
    )


def _outcomes(held: Mapping[str, Any]) -> list[Block]:
    parts = [
        {
            "label": _("Raised (%(capacity)s)") % {"capacity": str(Capacity(one["capacity"]).label).lower()},
            "text": one["words"],
            "lang": one["lang"],
        }
        for one in held["raised"]
    ]
    for one in held["decisions"]:
        text = one["words"]
        if one["action"] and (one["action"]["reference"] or one["action"]["when"]):
            about = " · ".join(part for part in (one["action"]["reference"], one["action"]["when"]) if part)
            text = f"{text} ({about})"
        parts.append({"label": str(DecisionKind(one["kind"]).label), "text": text, "lang": one["lang"]})
    return parts


def _written(text: str, lang: str) -> list[Block]:
    return [{"label": "", "text": one.strip(), "lang": lang} for one in text.splitlines() if one.strip()]


def _table(looks: list[Mapping[str, Any]], language: str) -> Block | None:
    if not looks:
        return None
    rows = [
        [
            {"text": one["action"]["reference"] or "–", "lang": language},
            {"text": one["action"]["wording"], "lang": one["action"]["lang"] or language},
            {"text": one["words"], "lang": one["lang"] or language},
        ]
        for one in looks
    ]
    heads = [_("Reference"), _("Action"), _("What the meeting heard")]
    return {"caption": _("Actions looked at"), "heads": heads, "rows": rows}
