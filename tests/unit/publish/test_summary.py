"""The summary for a terminal is short, plain and says what cannot be said."""

from dataclasses import replace

from evenhand.findings import Unsaid
from evenhand.publish import text_summary
from tests.unit.publish.releases import nothing_found, partnership

ONE = {"X1": "Riverside"}


def test_lines_are_short_and_in_order() -> None:
    lines = text_summary(partnership()).splitlines()
    assert max(map(len, lines)) <= 100
    assert lines[0] == "Who gets through, who does not"
    assert any(line.startswith("1. In Riverside, of every 100 Bangladeshi people") for line in lines)
    assert "What we cannot say" in lines


def test_nothing_found_is_said() -> None:
    said = text_summary(nothing_found(partnership(areas=ONE)))
    assert "No difference between groups could be told from chance." in said
    assert "more, on the page" not in said


def test_further_findings_and_sentences_are_counted() -> None:
    release = partnership(areas=ONE)
    many = tuple(Unsaid(reason="note", sentence=f"Sentence {n}.") for n in range(9))
    findings = replace(release.findings, further=release.findings.headlines, cannot_say=many)
    said = text_summary(replace(release, findings=findings))
    assert "Other differences that held: 1, on the page." in said
    assert "and 4 more, on the page." in said


def test_exact_counts_are_marked() -> None:
    assert "EXACT COUNTS" in text_summary(partnership(areas=ONE, policy="internal-exact"))


def test_nothing_that_cannot_be_said_leaves_the_heading_out() -> None:
    release = partnership(areas=ONE)
    silent = replace(release, findings=replace(release.findings, cannot_say=()))
    assert "What we cannot say" not in text_summary(silent)
