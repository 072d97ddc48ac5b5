"""The needs assessment as a page shows it: each section with its words and what stands beside it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.common.templating.dates import day
from evenhand_service.monitoring.dashboard.figures import kept_figure, table
from evenhand_service.monitoring.findings.presenters.page import baseline_words
from evenhand_service.monitoring.findings.presenters.words import language, words_of
from evenhand_service.monitoring.models import NeedsText
from evenhand_service.monitoring.models.threads import thread_id
from evenhand_service.monitoring.needs.queries import Beside, current
from evenhand_service.monitoring.needs.sections import sections

Shown = dict[str, Any]


def shown_sections(texts: Mapping[str, NeedsText], held: Beside | None, code: str) -> list[Shown]:
    """Return the sections in their order."""
    return [
        {
            "id": one.id,
            "title": one.titled(language()),
            "guide": one.guided(language()),
            "text": current(texts, one.id),
            "live": [part for name in one.live for part in (_LIVE[name](held, code) if held else ())],
        }
        for one in sections()
    ]


def _tables(held: Beside, kind: str, group: str = "") -> list[Shown]:
    return [
        {"heading": one.title, "table": table(plain)}
        for one, body in held.sections
        if one.kind == kind and one.group == group
        for plain in body.get("tables", ())
    ]


def _needs(held: Beside, code: str) -> list[Shown]:
    found = _tables(held, "needs")
    nothing = _(
        "The release holds neither residents nor estimated need by group. They can be loaded as aggregate tables."
    )
    return found or [{"sentences": [nothing]}]


def _estimate(held: Beside, code: str) -> list[Shown]:
    told = [body.get("sentences", ()) for one, body in held.sections if one.kind == "needs"]
    said = [line for lines in told for line in lines]
    return [{"sentences": said or [_("The release names no estimate of need.")]}]


def _need_figure(held: Beside, code: str) -> list[Shown]:
    return [{"figure": kept_figure(one, code, held.release, words=True)} for one in held.figures]


def _shares(held: Beside, code: str) -> list[Shown]:
    return _tables(held, "shares")


def _not_held(held: Beside, code: str) -> list[Shown]:
    """What the files do not hold (C14), and what cannot be said of what they hold."""
    said = held.words["cannot_say"] if held.words else ()
    return [
        *_tables(held, "quality", "evidence"),
        {"heading": _("What cannot be said"), "sentences": list(said)},
    ]


def _listening(held: Beside, code: str) -> list[Shown]:
    areas = held.words["areas"] if held.words else ()
    parts: list[Shown] = [{"table": table(one["listening"])} for one in areas if one.get("listening")]
    note = held.release.community_note
    return [
        *parts,
        {"quote": note}
        if note
        else {"sentences": [_("People of the groups named have not been asked yet.")]},
    ]


def _findings(held: Beside, code: str) -> list[Shown]:
    links = [
        (words_of(one)["short"], reverse("monitoring:show-finding", args=[thread_id(one.area_id, one.same)]))
        for one in held.findings
    ]
    nothing = [_("No difference in which a group fares worse held in this release.")]
    return [{"heading": _("The widest gaps"), "links": links, "sentences": [] if links else nothing}]


def _actions(held: Beside, code: str) -> list[Shown]:
    head = [_("Next step"), _("Who leads"), _("By when"), _("From where")]
    rows = [
        [
            {
                "text": one.wording,
                "href": reverse("monitoring:show-finding", args=[one.thread_id]),
                "lang": one.lang,
            },
            one.lead_name,
            day(one.due_date),
            baseline_words(one),
        ]
        for one in held.seeds
    ]
    if not rows:
        return [{"sentences": [_("No next step has been made of a finding yet.")]}]
    return [{"table": {"caption": _("Next steps made of findings"), "head": head, "rows": rows}}]


_LIVE: dict[str, Callable[[Beside, str], list[Shown]]] = {
    "needs": _needs,
    "estimate": _estimate,
    "need-figure": _need_figure,
    "shares": _shares,
    "not-held": _not_held,
    "listening": _listening,
    "findings": _findings,
    "actions": _actions,
}
