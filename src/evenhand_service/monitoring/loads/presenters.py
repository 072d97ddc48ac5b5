"""Loads as pages show them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evenhand_service.common.templating.dates import day
from evenhand_service.common.templating.numbers import number
from evenhand_service.monitoring.loads.enums import DataClass, LoadState
from evenhand_service.monitoring.said import said
from evenhand_service.monitoring.words import area_name, kind_words

_COLOURS = {
    LoadState.RECEIVED: "grey",
    LoadState.CHECKING: "blue",
    LoadState.CHECKED: "yellow",
    LoadState.REFUSED: "red",
    LoadState.APPROVED: "green",
    LoadState.WITHDRAWN: "grey",
}


def title(load: Any) -> str:
    """Return what a load is: its kind and the days it is of."""
    if load.first_date and load.last_date:
        return _("%(kind)s, %(first)s to %(last)s") % {
            "kind": kind_words(load.kind),
            "first": day(load.first_date),
            "last": day(load.last_date),
        }
    return kind_words(load.kind)


def state(load: Any) -> dict[str, str]:
    """Return the state in a word, and its colour."""
    return {"text": str(LoadState(load.state).label), "colour": _COLOURS[LoadState(load.state)]}


def row(load: Any) -> list[Any]:
    """Return a row of the list."""
    return [
        {"text": title(load), "href": reverse("monitoring:show-load", args=[load.pk])},
        load.label,
        f"{load.organisation.name}, {area_name(load.area)}",
        day(load.uploaded_at),
        number(load.rows_accepted) if load.checked_at else "",
        number(load.rows_rejected) if load.checked_at else "",
        state(load)["text"],
    ]


def account(load: Any) -> list[list[Any]]:
    """Return what became of the rows: lines that add up to those that were read."""
    lines = [
        (_("Can be used"), load.rows_accepted),
        (_("Cannot be used"), load.rows_rejected),
        (_("Given twice, counted once"), load.rows_duplicate),
        (_("Say more of a record that is counted above"), load.rows_folded),
        (_("Of people who do not agree to be counted"), load.rows_without_consent),
    ]
    kept = [[words, number(rows)] for words, rows in lines if rows or words == lines[0][0]]
    return [*kept, [_("Rows read"), number(load.rows_read)]]


def facts(load: Any) -> list[tuple[str, str]]:
    """Return what is known of a load, as pairs of words."""
    pairs = [
        (_("From"), load.organisation.name),
        (_("Area"), area_name(load.area)),
        (_("In your own words"), load.label),
        (_("Format"), load.profile),
        (_("Whose data"), ", ".join(str(DataClass(one).label) for one in load.data_classes)),
        (
            _("Taken for"),
            load.purpose.title if load.purpose else _("No purpose needed: it is a table of counts"),
        ),
        (_("Given"), _who(load.uploaded_by, load.uploaded_at)),
        (_("Approved"), _who(load.approved_by, load.approved_at)),
        (_("Rows in their stores since"), day(load.stored_at)),
        (_("Withdrawn"), _who(load.withdrawn_by, load.withdrawn_at)),
        # What the housekeeping wrote stands in English and is read in the reader's language; what somebody typed, as typed.
        (_("Why withdrawn"), _(load.withdrawn_because) if load.withdrawn_because else ""),
        (_("Fingerprint (SHA-256)"), load.sha256),
    ]
    return [(words, value) for words, value in pairs if value]


def _who(person: Any, at: Any) -> str:
    if at is None:
        return ""
    return f"{day(at)}, {person.name}" if person else day(at)


def progress(load: Any) -> dict[str, Any]:
    """Return how far checking is, for the page that waits."""
    done = load.state not in (LoadState.RECEIVED, LoadState.CHECKING)
    reading = load.state == LoadState.CHECKING
    return {
        "finished": done,
        "words": _("Reading the rows") if reading else _("Waiting for its turn"),
        "steps": [
            {"text": _("Received"), "state": "done"},
            {"text": _("Every row is read"), "state": "now" if reading else "later"},
            {"text": _("What can be used, and what cannot, is written down"), "state": "later"},
        ],
    }


def what_next(load: Any) -> str:
    """Return in a sentence what the reader can do."""
    return {
        LoadState.CHECKED: _("Nothing is used until somebody approves it."),
        LoadState.APPROVED: _("Runs of this area use it from now on.")
        if load.stored_at
        else _("No run uses it. Withdraw it, mend what stands above, and give it again.")
        if load.refused_what
        else _("Its rows are being put into their stores. Runs use it after that."),
        LoadState.REFUSED: _("Nothing of it is used. Mend it and give it again."),
        LoadState.WITHDRAWN: _("No run uses it any more."),
    }.get(LoadState(load.state), "")


def problem_row(problem: Any) -> list[Any]:
    """Return a row of the list of problems."""
    return [
        number(problem.line),
        problem.column,
        said(problem.rule),
        said(problem.mend),
    ]


def rule(broken: Mapping[str, Any]) -> dict[str, Any]:
    """Return a rule that rows broke, with what would mend it."""
    return {**broken, "rule": said(broken["rule"]), "mend": said(broken["mend"])}


def how_many_problems(load: Any, kept: int) -> str:
    """Return in words how many problems there are, and whether all are listed."""
    said = ngettext("%(number)s problem", "%(number)s problems", load.problems_found) % {
        "number": number(load.problems_found)
    }
    if kept < load.problems_found:
        more = _(
            "The first %(kept)s are listed: so many often come from one slip, and mending it mends them all."
        )
        return f"{said}. {more % {'kept': number(kept)}}"
    return said
