"""Tables of a contract that reviews show too: its findings, its equality terms, what it covers."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from evenhand_service.commissioning.concerned.queries import Own, stages_of
from evenhand_service.commissioning.words import characteristic_words, named, stages_words
from evenhand_service.common.templating.dates import day
from evenhand_service.monitoring.findings.presenters.listing import address as finding_address
from evenhand_service.monitoring.findings.presenters.words import (
    figure_words,
    period,
    since_words,
    standing_words,
    words_of,
)
from evenhand_service.organisations.page_parts import Section, Table


def findings_table(own: Own) -> Table:
    """Return findings with their figures as a release has them."""
    rows = []
    for one in own.findings:
        held = own.words[one.id]
        said = words_of(held)
        rows.append(
            [
                {"text": said["short"], "href": finding_address(one)},
                said["stage_label"],
                standing_words(one.standing),
                figure_words(held.estimate, held.lower, held.upper, held.units),
                since_words(one.since)[0],
            ]
        )
    return Table(
        caption=_("Findings of the steps that the contract covers"),
        head=[_("Finding"), _("Step"), _("Fares"), _("Difference"), _("Since the release before")],
        rows=rows,
        empty=_("The newest approved release has no finding at these steps."),
    )


def _group(term: Any, newest: Any) -> str:
    """The group's name as the release has it; of a group that no release names, its code as words."""
    if newest is not None:
        return str(words_of(newest)["group_label"])
    return term.group.replace("_", " ").capitalize() if term.thread_id else term.group


def terms_table(terms: Iterable[tuple[Any, Any]]) -> Table:
    """Return equality terms, each with what it started from and what the newest release says."""
    rows = []
    for term, newest in terms:
        start = figure_words(term.baseline, term.baseline, term.baseline, term.units).split(" (")[0]
        when = f" · {period(term.baseline_period)}" if term.baseline_period else ""
        now = (
            f"{figure_words(newest.estimate, newest.lower, newest.upper, newest.units)}"
            f" · {period(newest.period)}"
            if newest
            else _("No finding in the newest releases")
            if term.thread_id
            else _("Seen by hand")
        )
        about = [
            characteristic_words(term.characteristic) if term.characteristic else "",
            _group(term, newest),
        ]
        rows.append(
            [
                {"text": term.wording, "lang": term.lang},
                ": ".join(one for one in about if one),
                term.measure or (f"{start}{when}" if start else "–"),
                " · ".join(one for one in (term.target_words, day(term.target_date)) if one) or "–",
                now,
            ]
        )
    return Table(
        caption=_("Equality terms"),
        head=[_("What is asked"), _("For whom"), _("Starts from"), _("Target"), _("Newest")],
        rows=rows,
        empty=_("None yet. It cannot be let without."),
    )


def coverage_section(contract: Any) -> Section:
    """Return what a contract covers."""
    rows = [
        [
            named(one.service) if one.service else one.site,
            one.site if one.service else "",
            stages_words(one.stages) if one.stages else _("as its offers"),
        ]
        for one in contract.coverage.all()
    ]
    found = stages_of(contract)
    return Section(
        title=_("What it covers"),
        lead=_("It answers for: %(steps)s.") % {"steps": stages_words(found)}
        if found
        else _("No step follows from what it covers: choose steps."),
        table=Table(
            caption=_("What it covers"),
            head=[_("Service"), _("Place"), _("Steps")],
            rows=rows,
            empty=_("Nothing yet. It cannot be let without."),
        ),
    )
