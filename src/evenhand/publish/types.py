"""What is published: protected counts, the measures and findings made from them, and how to trace them."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from evenhand.findings import Findings
from evenhand.foundations import CountTable, NotProtected, Tally
from evenhand.foundations.checked_result import CheckedResult
from evenhand.measures import MeasureTable
from evenhand.vocabulary import Programme, Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """One run's result, ready to be written: nothing in it was made from counts that were not protected.

    `run` is the content of run.json: run_id, inputs, skipped, as_at, period, excluded, warnings, versions and
    hashes of vocabulary, programme and policy. `about` says how far to trust the figures, as pairs of words.
    `tallies` and `needs` are protected side tables; `monitoring` says what they show of the recording, a sentence
    each; `breaks` when law, forms or lists changed (day, what changed); `evidence` what is held on each protected
    characteristic (its name, what is held); `curves` how long people stay, made from records and checked one by one.
    The language of all words is that of the vocabulary.
    """

    run: Mapping[str, Any]
    programme: Programme
    vocabulary: Vocabulary
    counts: CountTable
    measures: MeasureTable
    findings: Findings
    about: tuple[tuple[str, str], ...] = ()
    tallies: tuple[Tally, ...] = ()
    needs: tuple[Tally, ...] = ()
    monitoring: tuple[str, ...] = ()
    breaks: tuple[tuple[str, str], ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()
    curves: tuple[CheckedResult, ...] = ()

    @property
    def language(self) -> str:
        """The language of all words (en, cy)."""
        return self.vocabulary.language

    def __post_init__(self) -> None:
        parts = (self.counts.protection, self.measures.protection, self.findings.protection)
        passed = (self.counts.certificate, self.measures.certificate, self.findings.certificate)
        if (
            parts[0] is None
            or any(one != parts[0] for one in parts)
            or any(one is not passed[0] for one in passed)
        ):
            raise NotProtected("A release takes counts, measures and findings from one protected table only.")
        if any(one.protection != parts[0] for one in (*self.tallies, *self.needs)):
            raise NotProtected("A release takes side tables under the policy of its counts only.")
        if any(type(one) is not CheckedResult or not one.protection.publishable for one in self.curves):
            raise NotProtected("A release takes curves that were checked for publication only.")

    def _repr_html_(self) -> str:
        lines = "".join(f"<li>{escape(one.sentence)}</li>" for one in self.findings.headlines)
        unsaid = "".join(f"<li>{escape(one.sentence)}</li>" for one in self.findings.cannot_say)
        return (
            f"<ol>{lines}</ol><p><b>What we cannot say</b></p><ul>{unsaid}</ul>{self.measures._repr_html_()}"
        )
