"""Findings about the recording: each kind in words, from protected tables only, and nothing where it may not hold."""

from collections.abc import Mapping

import pyarrow as pa
import pytest

from evenhand.disclosure import load_policy, protect_tally
from evenhand.findings.monitoring import MonitoringFinding, monitoring_findings
from evenhand.findings.monitoring_rules import load_monitoring_rules
from evenhand.foundations import NotProtected, Tally, exact_tally
from evenhand.vocabulary import load_vocabulary

VOCABULARY = load_vocabulary()
X, Y = "Bridge Street", "Castle Road"
ANSWERS = ("record", "place", "characteristic", "answer")


def tally(
    id_: str, keys: tuple[str, ...], counts: Mapping[tuple[str, ...], int], unit: str = "rows"
) -> Tally:
    """Return an exact tally of the counts by their keys."""
    columns = {key: pa.array([one[n] for one in counts], pa.string()) for n, key in enumerate(keys)}
    return exact_tally(id_, id_, keys, keys, unit, columns, pa.array(list(counts.values()), pa.int64()))


def said(*tallies: Tally, policy: str = "open-5") -> tuple[MonitoringFinding, ...]:
    """Return what is said of the tallies, protected under the policy."""
    protected = [protect_tally(one, load_policy(policy)) for one in tallies]
    return monitoring_findings(protected, vocabulary=VOCABULARY)


def answers(place: str, known: int, lost: int, chosen: int = 0) -> dict[tuple[str, ...], int]:
    """Return the counts of answers on ethnic group at a suite; `chosen` preferred not to say."""
    numbers = {"known": known, "not_known": lost, "prefer_not_to_say": chosen}
    return {("test", place, "ethnicity", answer): number for answer, number in numbers.items()}


def test_a_place_that_records_less_than_the_others_is_named() -> None:
    counts = answers(X, 100, 45) | answers(Y, 480, 20)
    (found,) = said(tally("answers-by-place", ANSWERS, counts))
    assert found.sentence == (
        "Ethnic group is not recorded for about 31 of every 100 at Bridge Street (drug tests: about 45 of 145): more "
        "than 2 times as often as at the other places together."
    )
    assert (found.kind, found.place, found.characteristic) == ("not_recorded", X, "ethnicity")


def test_what_need_not_hold_is_not_said() -> None:
    counts = answers(X, 100, 22) | answers(Y, 480, 50)
    assert said(tally("answers-by-place", ANSWERS, counts), policy="internal-exact") == ()
    few = answers(X, 20, 15) | answers(Y, 480, 20)
    assert said(tally("answers-by-place", ANSWERS, few)) == ()


def test_who_prefers_not_to_say_was_asked() -> None:
    counts = answers(X, 100, 0, chosen=45) | answers(Y, 480, 20)
    assert said(tally("answers-by-place", ANSWERS, counts)) == ()


def test_places_without_a_name_are_not_named() -> None:
    counts = answers("other_places", 100, 45) | answers(Y, 480, 20)
    assert said(tally("answers-by-place", ANSWERS, counts)) == ()


def test_what_is_seldom_recorded_anywhere_is_said() -> None:
    counts = {("test", "religion", "known"): 100, ("test", "religion", "not_asked"): 300}
    (found,) = said(tally("answers", ("record", "characteristic", "answer"), counts))
    assert found.sentence.endswith(
        "is not recorded for about 75 of every 100 (drug tests: about 300 of 400)."
    )


def test_months_without_rows_are_said_once_for_each_place() -> None:
    counts = {("test", X, "2024-03"): 1, ("test", X, "2024-05"): 1, ("test", Y, "2024-03"): 1}
    first, second = said(tally("months-without-rows", ("record", "place", "month"), counts, unit="months"))
    assert first.sentence == (
        "Nothing is recorded for 2 months at Bridge Street (drug tests), the first March 2024, between months of "
        "which something is."
    )
    assert second.sentence.startswith("Nothing is recorded for March 2024 at Castle Road")


def by_month(place: str, *counts: int) -> dict[tuple[str, ...], int]:
    """Return the rows of a suite by month of 2024, from January."""
    return {("test", place, f"2024-{month:02d}"): count for month, count in enumerate(counts, start=1)}


def test_a_place_that_stopped_reporting_is_named() -> None:
    counts = by_month(X, *[40] * 6, 0, 0, 0) | by_month(Y, *[30] * 9)
    monthly = tally("by-place-and-month", ("record", "place", "month"), counts)
    (found,) = said(monthly, policy="internal-exact")
    assert found.sentence == (
        "Nothing is recorded after June 2024 at Bridge Street (drug tests): 3 months to the end of what is held, after "
        "months of which much is."
    )
    assert found.short == "Bridge Street (drug tests): nothing is recorded after June 2024"
    assert (found.kind, found.place, found.evidence.claims) == ("stopped", X, ("stopped",))


def test_where_small_counts_are_hidden_it_says_hardly_anything() -> None:
    counts = by_month(X, *[40] * 6, 1, 0, 3) | by_month(Y, *[30] * 9)
    (found,) = said(tally("by-place-and-month", ("record", "place", "month"), counts))
    assert found.sentence.startswith(
        "Hardly anything is recorded after June 2024 at Bridge Street (drug tests): fewer than 5 in each of 3 months"
    )


@pytest.mark.parametrize(
    "counts", [(40, 40, 40, 0, 0), (8, 7, 9, 6, 8, 0, 0, 0), (40, 40, 0, 0, 0, 40), (0, 0, 0, 0, 0)]
)
def test_a_short_rest_a_small_place_and_one_that_came_back_did_not_stop(counts: tuple[int, ...]) -> None:
    both = by_month(X, *counts) | by_month(Y, *[30] * len(counts))
    assert said(tally("by-place-and-month", ("record", "place", "month"), both)) == ()


def test_a_place_with_many_refusals_is_named() -> None:
    counts = {(X, "refused"): 30, (X, "negative"): 170, (Y, "refused"): 10, (Y, "negative"): 490}
    (found,) = said(tally("test-results", ("place", "result"), counts))
    assert found.sentence.startswith(
        "About 15 of every 100 tests at Bridge Street were refused (about 30 of 200)"
    )


def test_one_answer_for_nearly_all_is_worth_a_look() -> None:
    same = {("test", X, "ethnicity", "WHITE_BRITISH"): 490, ("test", Y, "ethnicity", "WHITE_BRITISH"): 300}
    tallies = (
        tally("answers-by-place", ANSWERS, answers(X, 500, 0) | answers(Y, 500, 0)),
        tally("commonest-answer", ANSWERS, same),
    )
    (found,) = said(*tallies)
    assert found.sentence.startswith("One answer, ‘")
    assert "98 of every 100 whose ethnic group is recorded at Bridge Street" in found.sentence


def test_a_file_with_many_who_did_not_consent_is_named() -> None:
    counts = {("a.csv", "accepted"): 100, ("a.csv", "without_consent"): 25, ("b.csv", "accepted"): 100}
    (found,) = said(tally("files", ("file", "what"), counts))
    assert found.sentence.startswith("About 20 of every 100 rows of a.csv hold nothing but")


def test_there_are_never_more_sentences_than_can_be_read() -> None:
    counts = {("test", f"Suite {n}", "2024-03"): 1 for n in range(40)}
    found = said(tally("months-without-rows", ("record", "place", "month"), counts, unit="months"))
    assert len(found) == load_monitoring_rules().most_sentences


def test_exact_tables_are_refused() -> None:
    with pytest.raises(NotProtected, match="protected side tables only"):
        monitoring_findings([tally("files", ("file", "what"), {("a", "accepted"): 1})], vocabulary=VOCABULARY)
