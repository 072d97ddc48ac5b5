"""The action table of a meeting as a page shows it."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from evenhand_service.common.templating.dates import day
from evenhand_service.governance.addresses import page_of
from evenhand_service.governance.models import Meeting
from evenhand_service.governance.queries.reviewing import Reviewed
from evenhand_service.monitoring.findings.areas import area_name
from evenhand_service.monitoring.findings.presenters.words import period, since_words, words_of
from evenhand_service.plan.presenters.words import colour_of, leads_words, when_words


def rows(table: Sequence[Reviewed]) -> list[dict[str, Any]]:
    """Return the actions with where they stand, who leads, what was last said, and what the report says."""
    return [_row(one) for one in table]


def _row(one: Reviewed) -> dict[str, Any]:
    action, stands = one.matter.action, one.matter.stands
    return {
        "pk": action.pk,
        "reference": action.reference,
        "wording": action.wording,
        "lang": action.lang,
        "href": page_of("action", action.pk),
        "standing": stands.state.label,
        "colour": colour_of(stands.state),
        "why": stands.why,
        "leads": leads_words(action),
        "when": when_words(action)["text"],
        "last": one.last,
        "report": _says(one),
        "here": one.here,
    }


def _says(one: Reviewed) -> dict[str, Any] | None:
    """What the newest report says of the finding that the action came from."""
    if one.matter.action.thread_id is None:
        return None
    if one.found is None or one.finding is None:
        return {"text": _("The newest report does not have this finding."), "since": "", "colour": "grey"}
    word, colour = since_words(one.found.since)
    return {
        "text": words_of(one.finding)["short"],
        "since": word,
        "colour": colour,
        "href": page_of("finding", one.found.thread),
    }


def report(release: Any, meeting: Meeting) -> dict[str, str] | None:
    """Return the data report that lies beside the table."""
    if release is None:
        return None
    return {
        "text": _("Data report of %(area)s, %(period)s")
        % {"area": area_name(meeting.group.area), "period": period(release.period)},
        "approved": day(release.approved_at),
        "href": reverse("monitoring:show-area", args=[meeting.group.area.code]),
    }
