"""Finding: from protected counts and their measures to what is said and what cannot be said."""

from datetime import date

from evenhand.findings.candidates import test_all
from evenhand.findings.evidence import Control
from evenhand.findings.gaps import make_finding, rows_by_cell
from evenhand.findings.outliers import areas_that_stand_out
from evenhand.findings.rank import rank
from evenhand.findings.trend import held_trends, with_trend
from evenhand.findings.types import Findings
from evenhand.findings.unknown_groups import bounds_rows, with_unknowns
from evenhand.findings.unsaid import what_cannot_be_said
from evenhand.findings.within import with_within, within_of, within_rows
from evenhand.foundations import CountTable
from evenhand.measures import MeasureRules, MeasureTable, family_of, load_rules
from evenhand.vocabulary import Programme, Vocabulary
from evenhand.vocabulary.speech import Speech


def find(
    counts: CountTable,
    measures: MeasureTable,
    *,
    programme: Programme,
    vocabulary: Vocabulary,
    rules: MeasureRules | None = None,
    as_at: date | None = None,
) -> Findings:
    """Return what can be said of the differences between groups, at most three headlines, and what cannot.

    `measures` must have been made from `counts`, and for the same day. A finding is of one period: the latest of its
    area that is complete on the day `as_at`, or the years put together that end with it. If no group differed
    anywhere, a report would hold any finding with a probability of `rules.test_level` at most. Source: C8.
    """
    rules = rules or load_rules()
    family = family_of(counts, programme=programme, vocabulary=vocabulary, rules=rules, as_at=as_at)
    tested = test_all(family)
    rows = rows_by_cell(measures)
    kept_by = counts.protection.policy if counts.protection else ""
    test = Control(comparisons=tested.made, error_rate=rules.test_level, protection=kept_by)
    several = len(counts.cells.column("period").unique()) > 1
    made = [
        make_finding(one, test, rows=rows, programme=programme, vocabulary=vocabulary, says_when=several)
        for one in tested.held
    ]
    strata = within_rows(measures)
    made = [
        with_within(one, within_of(one, strata, programme=programme, vocabulary=vocabulary)) for one in made
    ]
    bounds = bounds_rows(measures)
    made = [with_unknowns(one, bounds, vocabulary.speech) for one in made]
    trends = held_trends(measures, rules)
    made = [with_trend(one, trends, vocabulary.speech) for one in made]
    headlines, further = rank(made, most=rules.most_headlines)
    unsaid = what_cannot_be_said(
        counts, measures, (*headlines, *further), programme=programme, vocabulary=vocabulary, family=family
    )
    return Findings(
        headlines=headlines,
        further=further,
        cannot_say=unsaid,
        comparisons=tested.made,
        error_rate=rules.test_level,
        rule=_rule(vocabulary.speech, tested.made, rules),
        control=rules.control,
        power=rules.power,
        areas=areas_that_stand_out(measures, test, programme=programme, vocabulary=vocabulary, rules=rules),
        protection=counts.protection,
        certificate=counts.certificate,
    )


def _rule(speech: Speech, made: int, rules: MeasureRules) -> str:
    """How the error rate is kept, in words."""
    if not made:
        return speech.say("findings.rule_none")
    return speech.say(f"findings.rule.{rules.control}", count=made, level=f"{rules.test_level:.0%}")
