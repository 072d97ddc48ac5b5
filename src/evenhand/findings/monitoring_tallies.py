"""What protected side tables show of the recording: gaps, unasked questions, refusals, answers all alike."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evenhand.findings.claims import with_claims
from evenhand.findings.evidence import Ends, Evidence
from evenhand.findings.monitoring_rules import MonitoringRules
from evenhand.findings.monitoring_types import MonitoringFinding
from evenhand.findings.sums import NAMELESS, NOT_RECORDED, Split, Sum, split_by
from evenhand.findings.words import capital, of_every_100
from evenhand.vocabulary import Vocabulary

Rows = Sequence[Mapping[str, Any]]


def of_tallies(
    rows: Mapping[str, Rows], *, vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[MonitoringFinding]:
    """Yield what the rows of side tables, by the table's id, show for every count that the protection allows."""
    yield from _months(rows.get("months-without-rows", []), vocabulary)
    yield from _without_consent(rows.get("files", []), vocabulary, rules)
    yield from _not_recorded(rows.get("answers", []), vocabulary, rules)
    yield from _not_recorded_at(rows.get("answers-by-place", []), vocabulary, rules)
    yield from _refused(rows.get("test-results", []), vocabulary, rules)
    yield from _one_answer(rows, vocabulary, rules)


def _months(rows: Rows, vocabulary: Vocabulary) -> Iterator[MonitoringFinding]:
    """A sentence for each place with months of which nothing was recorded."""
    missing: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row["lower"] > 0 and row["place"] not in NAMELESS:
            missing[row["record"], row["place"]].append(row["month"])
    for (record, place), months in sorted(missing.items()):
        year, _, number = min(months).partition("-")
        month = f"{vocabulary.speech.month(int(number))} {year}"
        words = {"count": len(months), "month": month, "place": place, "record": _record(record, vocabulary)}
        where = {"record": record, "place": place}
        yield _finding(vocabulary, "months", "months-without-rows", words, where)


def _without_consent(
    rows: Rows, vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[MonitoringFinding]:
    for file, (without, rest) in sorted(split_by(rows, "file", "what", ("without_consent",)).items()):
        if _enough(without, rest, rules) and without.least_share(rest) >= rules.without_consent_share:
            words = {"file": file, **_numbers(without, rest)}
            own = without.ends(rest)
            yield _finding(vocabulary, "without_consent", "files", words, {"place": file}, own=own)


def _not_recorded(rows: Rows, vocabulary: Vocabulary, rules: MonitoringRules) -> Iterator[MonitoringFinding]:
    for record, characteristic, mine in _by_kind(rows):
        lost, rest = split_by(mine, "record", "answer", NOT_RECORDED)[record]
        if _enough(lost, rest, rules) and lost.least_share(rest) >= rules.not_recorded_share:
            words, own = _named(record, characteristic, vocabulary) | _numbers(lost, rest), lost.ends(rest)
            where = {"record": record, "characteristic": characteristic}
            yield _finding(vocabulary, "not_recorded", "answers", words, where, own=own)


def _not_recorded_at(
    rows: Rows, vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[MonitoringFinding]:
    for record, characteristic, mine in _by_kind(rows):
        split = split_by(mine, "place", "answer", NOT_RECORDED)
        for place, (lost, rest), base in _worse(split, rules.not_recorded_share, rules):
            words = _named(record, characteristic, vocabulary) | _numbers(lost, rest)
            words |= {"place": place, "times": f"{rules.times_the_rest:g}"}
            where = {"record": record, "characteristic": characteristic, "place": place}
            own = lost.ends(rest)
            yield _finding(
                vocabulary, "not_recorded_at", "answers-by-place", words, where, own=own, base=base
            )


def _refused(rows: Rows, vocabulary: Vocabulary, rules: MonitoringRules) -> Iterator[MonitoringFinding]:
    split = split_by(rows, "place", "result", ("refused",))
    for place, (refused, rest), base in _worse(split, rules.refused_share, rules):
        words = _numbers(refused, rest) | {"place": place, "times": f"{rules.times_the_rest:g}"}
        own = refused.ends(rest)
        where = {"record": "test", "place": place}
        yield _finding(vocabulary, "refused", "test-results", words, where, own=own, base=base)


def _one_answer(
    rows: Mapping[str, Rows], vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[MonitoringFinding]:
    """Places at which one answer stands for nearly all whose answer is known."""
    known = {
        (row["record"], row["place"], row["characteristic"]): Sum().plus(row)
        for row in rows.get("answers-by-place", ())
        if row["answer"] == "known"
    }
    for row in rows.get("commonest-answer", ()):
        where = {name: row[name] for name in ("record", "place", "characteristic")}
        same, total = Sum().plus(row), known.get((row["record"], row["place"], row["characteristic"]))
        if total is None or row["characteristic"] not in rules.one_answer_of or row["place"] in NAMELESS:
            continue
        if total.lower >= rules.least_rows and same.lower >= rules.one_answer_share * total.upper:
            own = same.ends(total.without(same))
            words = {
                "answer": _answer(vocabulary, row["characteristic"], row["answer"]),
                "figure": of_every_100(min(own[1], 1.0), vocabulary.speech),
                "characteristic": vocabulary.characteristic_title(row["characteristic"]),
                "place": row["place"],
                "record": _record(row["record"], vocabulary),
            }
            yield _finding(vocabulary, "one_answer", "commonest-answer", words, where, own=own)


def _by_kind(rows: Rows) -> Iterator[tuple[str, str, list[Mapping[str, Any]]]]:
    kinds: dict[tuple[str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        kinds[row["record"], row["characteristic"]].append(row)
    for (record, characteristic), mine in sorted(kinds.items()):
        yield record, characteristic, mine


def _worse(split: Split, least: float, rules: MonitoringRules) -> Iterator[tuple[str, tuple[Sum, Sum], Ends]]:
    """Places whose share is at least `least`, and surely so many times that of all other places together."""
    for place, (hit, rest) in sorted(split.items()):
        others = [one for name, one in split.items() if name != place]
        hit_elsewhere, rest_elsewhere = Sum(), Sum()
        for one, two in others:
            hit_elsewhere, rest_elsewhere = hit_elsewhere.and_(one), rest_elsewhere.and_(two)
        enough = _enough(hit, rest, rules) and _enough(hit_elsewhere, rest_elsewhere, rules)
        share = hit.least_share(rest) if enough and place not in NAMELESS else 0.0
        if share >= least and share > rules.times_the_rest * hit_elsewhere.most_share(rest_elsewhere):
            yield place, (hit, rest), hit_elsewhere.ends(rest_elsewhere)


def _enough(hit: Sum, rest: Sum, rules: MonitoringRules) -> bool:
    return hit.lower + rest.lower >= rules.least_rows


def _numbers(hit: Sum, rest: Sum) -> dict[str, str]:
    """How many of 100, how many, and of how many."""
    return {
        "figure": f"{int(100 * hit.share(rest) + 0.5)}",
        "number": _about(hit.value, hit.lower == hit.upper),
        "total": _about(hit.value + rest.value, hit.lower + rest.lower == hit.upper + rest.upper),
    }


def _about(number: float, is_exact: bool) -> str:
    """A sum as it may be said: to the nearest 5 where it is of rounded and hidden counts, since it is no surer."""
    return f"{number if is_exact else 5 * round(number / 5):,.0f}"


def _named(record: str, characteristic: str, vocabulary: Vocabulary) -> dict[str, str]:
    title = vocabulary.characteristic_title(characteristic)
    return {"characteristic": capital(title), "record": _record(record, vocabulary)}


def _finding(
    vocabulary: Vocabulary,
    key: str,
    tally: str,
    words: Mapping[str, Any],
    where: Mapping[str, str],
    *,
    own: Ends | None = None,
    base: Ends | None = None,
) -> MonitoringFinding:
    """The statement of that key in both its forms; `base` are the other places, which it is surely apart from."""
    named = {name: where.get(name, "") for name in ("record", "place", "characteristic")}
    evidence = Evidence(
        kind="recording",
        cell_ids=(";".join([tally, *(one for one in named.values() if one)]),),
        measure="rows",
        units="share",
        own=own,
        base=base,
        gap=(own[0] - base[2], own[1] - base[1], own[2] - base[0]) if own and base else None,
        verdicts={"surely": "apart"} if base else None,
    )
    return MonitoringFinding(
        kind=key.removesuffix("_at"),
        tally=tally,
        share=own[1] if own else None,
        short=vocabulary.speech.say(f"monitoring.short.{key}", **words),
        sentence=vocabulary.speech.say(f"monitoring.{key}", **words),
        evidence=with_claims(evidence),
        **named,
    )


def _record(record: str, vocabulary: Vocabulary) -> str:
    return vocabulary.speech.say(f"monitoring.record.{record}")


def _answer(vocabulary: Vocabulary, characteristic: str, code: str) -> str:
    """The words for an answer, by the first list of the characteristic that knows it; else its code."""
    for listed in vocabulary.code_lists.values():
        if listed.characteristic == characteristic and any(one.code == code for one in listed.values):
            return listed.label(code)
    return code
