"""What a statement may claim from which evidence: claims known by their phrases, and the conditions each needs."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any

from evenhand.findings.evidence import Evidence

Condition = Callable[[Evidence], bool]


def _verdict(name: str, *wanted: str) -> Condition:
    """Whether a further look of that name, or one beneath it, gave one of these verdicts."""

    def met(evidence: Evidence) -> bool:
        found = evidence.verdicts or {}
        return any(value in wanted and key.split(".")[0] == name for key, value in found.items())

    return met


def _held(evidence: Evidence) -> bool:
    return (
        evidence.adjusted_p is not None
        and evidence.error_rate is not None
        and evidence.adjusted_p < evidence.error_rate
    )


def _gap(evidence: Evidence, sign: int) -> bool:
    return evidence.gap is not None and sign * evidence.gap[0] > 0 and sign * evidence.gap[2] > 0


def _fares_worse(evidence: Evidence) -> bool:
    """The gap is to the group's loss; where nothing else is declared, a higher rate is the one that is told."""
    return _gap(evidence, -1 if evidence.polarity == "favourable" else 1)


CONDITIONS: Mapping[str, Condition] = {
    "held": _held,
    "excludes_none": lambda one: _gap(one, 1) or _gap(one, -1),
    "gap_above": lambda one: _gap(one, 1),
    "gap_below": lambda one: _gap(one, -1),
    "polarity": lambda one: one.polarity in ("favourable", "adverse"),
    "fares_worse": _fares_worse,
    "within_same": _verdict("within", "same"),
    "within_smaller": _verdict("within", "smaller"),
    "within_wider": _verdict("within", "wider"),
    "within_reversed": _verdict("within", "reversed"),
    "nothing_said": lambda one: one.kind == "unsaid" or _verdict("within", "cannot_say")(one),
    "unknowns_stays": _verdict("unknowns", "stays"),
    "unknowns_could_vanish": _verdict("unknowns", "could_vanish"),
    "trend_held": _verdict("trend", "narrowed", "widened"),
    "recording": lambda one: one.kind == "recording",
    "apart": lambda one: _held(one) or _verdict("surely", "apart")(one),
    "marked": _verdict("mark", "form", "law", "list"),
    "no_rows_since": _verdict("rows", "stopped"),
    "outlier": _verdict("funnel", "above", "below"),
    "borrowed": _verdict("borrowed", "region", "peers"),
}
"""The conditions by the name that stands in the data; each looks at the evidence alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One kind of claim: what it means, the conditions it needs, and by language the phrases that make it."""

    id: str
    means: str
    needs: tuple[str, ...]
    messages: tuple[str, ...]
    phrases: Mapping[str, tuple[str, ...]]

    def is_supported(self, evidence: Evidence) -> bool:
        """Return whether the evidence meets every condition."""
        return all(CONDITIONS[one](evidence) for one in self.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRules:
    """All kinds of claim, and by language the phrases that no evidence here can carry."""

    version: str
    claims: tuple[Claim, ...]
    never: Mapping[str, tuple[str, ...]]

    def made_in(self, text: str, language: str) -> Iterator[Claim]:
        """Yield the claims whose phrases stand in a text."""
        for one in self.claims:
            if _stands(text, one.phrases[language]):
                yield one

    def never_in(self, text: str, language: str) -> Iterator[str]:
        """Yield the phrases of a text that may never be said."""
        for phrase in self.never[language]:
            if _stands(text, (phrase,)):
                yield phrase


@cache
def load_claims() -> ClaimRules:
    """Return the claims that come with Evenhand."""
    text = (resources.files("evenhand.findings") / "data" / "claims-2026-11.toml").read_text("utf-8")
    data = tomllib.loads(text)
    claims = tuple(_claim(name, one) for name, one in data["claim"].items())
    never = {language: tuple(phrases) for language, phrases in data["never"].items()}
    return ClaimRules(version=data["version"], claims=claims, never=never)


def with_claims(evidence: Evidence) -> Evidence:
    """Return the evidence with the claims that it supports."""
    supported = (one.id for one in load_claims().claims if one.is_supported(evidence))
    return replace(evidence, claims=tuple(supported))


def faults_of(text: str, evidence: Evidence, language: str) -> list[str]:
    """Return what a sentence claims beyond its evidence, in words; none where it keeps to it."""
    rules = load_claims()
    beyond = [
        f"claims '{one.id}' ({one.means}) without its evidence"
        for one in rules.made_in(text, language)
        if not one.is_supported(evidence)
    ]
    return beyond + [f"says '{phrase}', which may never be said" for phrase in rules.never_in(text, language)]


def template_faults(key: str, text: str, language: str) -> list[str]:
    """Return which claims a message makes that are not its own, and what it says that may never be said."""
    rules = load_claims()
    beyond = [
        f"{key} makes the claim '{one.id}'"
        for one in rules.made_in(text, language)
        if not key.startswith(one.messages or ("\0",))
    ]
    return beyond + [f"{key} says '{phrase}'" for phrase in rules.never_in(text, language)]


def _claim(name: str, data: Mapping[str, Any]) -> Claim:
    phrases = {language: tuple(data[language]) for language in ("en", "cy")}
    return Claim(
        id=name,
        means=data["means"],
        needs=tuple(data["needs"]),
        messages=tuple(data["messages"]),
        phrases=phrases,
    )


def _stands(text: str, phrases: Sequence[str]) -> bool:
    """Whether a phrase begins at the start of a word; without '*' it ends at the end of one."""
    return any(_pattern(one).search(text) for one in phrases)


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    parts = [re.escape(one) for one in phrase.split("*")]
    end = "" if phrase.endswith("*") else r"(?!\w)"
    return re.compile(r"(?<!\w)" + ".*".join(parts) + end, re.IGNORECASE)
