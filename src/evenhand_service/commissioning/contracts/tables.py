"""Tables of a contract that reviews show too: its findings, its equality terms, what it covers."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from evenhand_service.commissioning.concerned.queries import Own, stages_of
from evenhand_service.commissioning.words import (
    characteristic_words,
    named,
    stages_of_programme,
    stages_words,
)
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


def findings_title(own: Own) -> str:
    """Return what the findings beside a contract are called: never the provider's own where they are the area's."""
    return _("The provider's own findings") if own.places else _("The area's findings at its steps")


def whose_words(own: Own) -> str:
    """Return whose figures stand beside a contract: the provider's own where a release counts it alone, else the area's."""
    if own.release is None:
        return _("There is no approved release of the area yet.")
    told = {"day": day(own.release.period_ends), "places": ", ".join(own.places)}
    if own.places:
        return (
            _(
                "From the approved release until %(day)s, which counts the provider by itself (%(places)s): the people "
                "counted there alone. Figures are protected, each with its range."
            )
            % told
        )
    return (
        _(
            "From the approved release until %(day)s: the area at these steps, whoever provides there, since the release "
            "does not count the provider by itself. Figures are protected, each with its range."
        )
        % told
    )


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


def _plain(value: float | None, units: str) -> str:
    """A figure without a range: one that was agreed."""
    return figure_words(value, value, value, units).split(" (")[0]


def terms_table(terms: Iterable[tuple[Any, Any]]) -> Table:
    """Return equality terms, each with what it started from and what the newest release says."""
    rows = []
    for term, newest in terms:
        start, target = (_plain(one, term.units) for one in (term.baseline, term.target))
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
                " · ".join(one for one in (target, term.target_words, day(term.target_date)) if one) or "–",
                now,
            ]
        )
    return Table(
        caption=_("Equality terms"),
        head=[_("What is asked"), _("For whom"), _("Starts from"), _("Target"), _("Newest")],
        rows=rows,
        empty=_("None yet. It cannot be let without."),
    )


def coverage_section(contract: Any, release: Any = None) -> Section:
    """Return what a contract covers. Of the steps of its offers those are named that the area's release counts."""
    rows = [
        [
            named(one.service) if one.service else one.site,
            one.site if one.service else "",
            stages_words(one.stages) if one.stages else _("as its offers"),
        ]
        for one in contract.coverage.all()
    ]
    found = stages_of(contract)
    found = (found & stages_of_programme(release.programme) or found) if release else found
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
