"""What can be said of the recording itself: gaps, unasked questions, refusals. From protected side tables alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from evenhand.findings.monitoring_rules import MonitoringRules, load_monitoring_rules
from evenhand.findings.sums import Split, Sum, split_by
from evenhand.findings.words import capital
from evenhand.foundations import NotProtected, Tally
from evenhand.vocabulary import UNKNOWNS, Vocabulary

_NOT_RECORDED = tuple(code for code in UNKNOWNS if code != "prefer_not_to_say")
"""Answers that say nothing of the person's wish: whoever prefers not to say was asked, and answered."""
_NAMELESS = ("not_known", "other_places")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonitoringFinding:
    """One statement about the recording. `kind` is months, refused, not_recorded, one_answer or without_consent.

    `share` (of 1) is the best figure, None where none is given; `tally` names the table it rests on. Source: C7.
    """

    kind: str
    tally: str
    record: str
    place: str
    characteristic: str
    share: float | None
    sentence: str

    def to_row(self) -> dict[str, Any]:
        """Return the finding as it stands in a file."""
        return asdict(self)


def monitoring_findings(
    tallies: Sequence[Tally], *, vocabulary: Vocabulary, rules: MonitoringRules | None = None
) -> tuple[MonitoringFinding, ...]:
    """Return what holds of the recording for every count that the protection allows, the weightiest kinds first.

    Raises NotProtected for a tally that did not go through disclosure. Source: C7; 004 Newham.
    """
    rules = rules or load_monitoring_rules()
    if any(one.protection is None for one in tallies):
        raise NotProtected("What is said of the recording is made from protected side tables only.")
    rows = {one.id: one.to_rows() for one in tallies}
    found = [
        *_months(rows.get("months-without-rows", []), vocabulary),
        *_without_consent(rows.get("files", []), vocabulary, rules),
        *_not_recorded(rows.get("answers", []), vocabulary, rules),
        *_not_recorded_at(rows.get("answers-by-place", []), vocabulary, rules),
        *_refused(rows.get("test-results", []), vocabulary, rules),
        *_one_answer(rows, vocabulary, rules),
    ]
    return tuple(found[: rules.most_sentences])


def _months(rows: Sequence[Mapping[str, Any]], vocabulary: Vocabulary) -> Iterator[MonitoringFinding]:
    """A sentence for each place with months of which nothing was recorded."""
    missing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row["lower"] > 0 and row["place"] not in _NAMELESS:
            missing[row["record"], row["place"]].append(row["month"])
    for (record, place), months in sorted(missing.items()):
        year, _, number = min(months).partition("-")
        month = f"{vocabulary.speech.month(int(number))} {year}"
        words = {"count": len(months), "month": month, "place": place, "record": _record(record, vocabulary)}
        sentence = vocabulary.speech.say("monitoring.months", **words)
        yield _finding("months", "months-without-rows", sentence, record=record, place=place)


def _without_consent(
    rows: Sequence[Mapping[str, Any]], vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[MonitoringFinding]:
    for file, (without, rest) in sorted(split_by(rows, "file", "what", ("without_consent",)).items()):
        if _enough(without, rest, rules) and without.least_share(rest) >= rules.without_consent_share:
            sentence = _say("without_consent", without, rest, vocabulary, file=file)
            yield _finding("without_consent", "files", sentence, place=file, share=without.share(rest))


def _not_recorded(
    rows: Sequence[Mapping[str, Any]], vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[MonitoringFinding]:
    for record, characteristic, mine in _by_kind(rows):
        lost, rest = split_by(mine, "record", "answer", _NOT_RECORDED)[record]
        if _enough(lost, rest, rules) and lost.least_share(rest) >= rules.not_recorded_share:
            words = {
                "characteristic": _capital(vocabulary, characteristic),
                "record": _record(record, vocabulary),
            }
            yield _finding(
                "not_recorded",
                "answers",
                _say("not_recorded", lost, rest, vocabulary, **words),
                record=record,
                characteristic=characteristic,
                share=lost.share(rest),
            )


def _not_recorded_at(
    rows: Sequence[Mapping[str, Any]], vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[MonitoringFinding]:
    for record, characteristic, mine in _by_kind(rows):
        split = split_by(mine, "place", "answer", _NOT_RECORDED)
        for place, (lost, rest) in _worse(split, rules.not_recorded_share, rules):
            words = {
                "characteristic": _capital(vocabulary, characteristic),
                "record": _record(record, vocabulary),
                "place": place,
            }
            yield _finding(
                "not_recorded",
                "answers-by-place",
                _say("not_recorded_at", lost, rest, vocabulary, times=f"{rules.times_the_rest:g}", **words),
                record=record,
                place=place,
                characteristic=characteristic,
                share=lost.share(rest),
            )


def _refused(
    rows: Sequence[Mapping[str, Any]], vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[MonitoringFinding]:
    split = split_by(rows, "place", "result", ("refused",))
    for place, (refused, rest) in _worse(split, rules.refused_share, rules):
        times = f"{rules.times_the_rest:g}"
        sentence = _say("refused", refused, rest, vocabulary, place=place, times=times)
        yield _finding(
            "refused", "test-results", sentence, record="test", place=place, share=refused.share(rest)
        )


def _one_answer(
    rows: Mapping[str, Sequence[Mapping[str, Any]]], vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[MonitoringFinding]:
    """Places at which one answer stands for nearly all whose answer is known."""
    known = {
        (row["record"], row["place"], row["characteristic"]): Sum().plus(row)
        for row in rows.get("answers-by-place", ())
        if row["answer"] == "known"
    }
    for row in rows.get("commonest-answer", ()):
        key = row["record"], row["place"], row["characteristic"]
        same, total = Sum().plus(row), known.get(key)
        if total is None or row["characteristic"] not in rules.one_answer_of or row["place"] in _NAMELESS:
            continue
        if total.lower >= rules.least_rows and same.lower >= rules.one_answer_share * total.upper:
            share = min(same.value / total.value, 1.0)
            sentence = vocabulary.speech.say(
                "monitoring.one_answer",
                answer=_answer(vocabulary, row["characteristic"], row["answer"]),
                figure=_hundredths(share),
                characteristic=vocabulary.characteristic_title(row["characteristic"]),
                place=row["place"],
                record=_record(row["record"], vocabulary),
            )
            yield _finding(
                "one_answer",
                "commonest-answer",
                sentence,
                record=row["record"],
                place=row["place"],
                characteristic=row["characteristic"],
                share=share,
            )


def _by_kind(
    rows: Sequence[Mapping[str, Any]],
) -> Iterator[tuple[str, str, list[Mapping[str, Any]]]]:
    kinds: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        kinds[row["record"], row["characteristic"]].append(row)
    for (record, characteristic), mine in sorted(kinds.items()):
        yield record, characteristic, mine


def _worse(split: Split, least: float, rules: MonitoringRules) -> Iterator[tuple[str, tuple[Sum, Sum]]]:
    """Places whose share is at least `least`, and surely so many times that of all other places together."""
    for place, (hit, rest) in sorted(split.items()):
        others = [one for name, one in split.items() if name != place]
        hit_elsewhere, rest_elsewhere = Sum(), Sum()
        for one, two in others:
            hit_elsewhere, rest_elsewhere = hit_elsewhere.and_(one), rest_elsewhere.and_(two)
        enough = _enough(hit, rest, rules) and _enough(hit_elsewhere, rest_elsewhere, rules)
        share = hit.least_share(rest)
        if place in _NAMELESS or not enough or share < least:
            continue
        if share > rules.times_the_rest * hit_elsewhere.most_share(rest_elsewhere):
            yield place, (hit, rest)


def _enough(hit: Sum, rest: Sum, rules: MonitoringRules) -> bool:
    return hit.lower + rest.lower >= rules.least_rows


def _say(key: str, hit: Sum, rest: Sum, vocabulary: Vocabulary, **words: str) -> str:
    return vocabulary.speech.say(
        f"monitoring.{key}",
        figure=_hundredths(hit.share(rest)),
        number=_about(hit.value, hit.lower == hit.upper),
        total=_about(hit.value + rest.value, hit.lower + rest.lower == hit.upper + rest.upper),
        **words,
    )


def _about(number: float, is_exact: bool) -> str:
    """A sum as it may be said: to the nearest 5 where it is of rounded and hidden counts, since it is no surer."""
    return f"{number if is_exact else 5 * round(number / 5):,.0f}"


def _finding(
    kind: str,
    tally: str,
    sentence: str,
    *,
    record: str = "",
    place: str = "",
    characteristic: str = "",
    share: float | None = None,
) -> MonitoringFinding:
    return MonitoringFinding(
        kind=kind,
        tally=tally,
        record=record,
        place=place,
        characteristic=characteristic,
        share=share,
        sentence=sentence,
    )


def _record(record: str, vocabulary: Vocabulary) -> str:
    return vocabulary.speech.say(f"monitoring.record.{record}")


def _capital(vocabulary: Vocabulary, characteristic: str) -> str:
    return capital(vocabulary.characteristic_title(characteristic))


def _answer(vocabulary: Vocabulary, characteristic: str, code: str) -> str:
    """The words for an answer, by the first list of the characteristic that knows it; else its code."""
    for listed in vocabulary.code_lists.values():
        if listed.characteristic == characteristic and any(one.code == code for one in listed.values):
            return listed.label(code)
    return code


def _hundredths(share: float) -> str:
    return f"{int(100 * share + 0.5)}"
