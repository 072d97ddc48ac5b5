"""Places that stopped reporting: many rows a month, then hardly any to the end of what is held."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from evenhand.findings.claims import with_claims
from evenhand.findings.evidence import Evidence
from evenhand.findings.monitoring_rules import MonitoringRules
from evenhand.findings.monitoring_types import MonitoringFinding
from evenhand.findings.sums import NAMELESS
from evenhand.vocabulary import Vocabulary


def stopped(
    rows: Sequence[Mapping[str, Any]], *, vocabulary: Vocabulary, rules: MonitoringRules
) -> Iterator[MonitoringFinding]:
    """Yield the places of which hardly anything, or nothing, was recorded in the last months of what is held.

    `rows` are by record, place and month, protected, with the months of which nothing is recorded. A place counts that
    had `stopped_least_rows` a month or more, on average and for every count allowed; from its last month with more than
    the smallest count that may be hidden, at least `stopped_months` are left. So wide a fall is no chance: with that
    average, so few rows in so many months come once in more than a million times (Poisson).
    """
    places: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = defaultdict(dict)
    last: dict[str, str] = {}
    for row in rows:
        places[row["record"], row["place"]][row["month"]] = row
        last[row["record"]] = max(last.get(row["record"], ""), row["month"])
    for (record, place), months in sorted(places.items()):
        if place in NAMELESS:
            continue
        busy = [month for month in sorted(months) if months[month]["lower"] > rules.stopped_most_rows]
        if not busy:
            continue
        before = [months[month] for month in sorted(months) if month <= busy[-1]]
        after = [months[month] for month in sorted(months) if month > busy[-1]]
        average = sum(row["lower"] for row in before) / len(before)
        if len(after) >= rules.stopped_months and average >= rules.stopped_least_rows:
            yield _finding(record, place, before, after, vocabulary)


def _finding(
    record: str,
    place: str,
    before: Sequence[Mapping[str, Any]],
    after: Sequence[Mapping[str, Any]],
    vocabulary: Vocabulary,
) -> MonitoringFinding:
    most = max(row["upper"] for row in after)
    year, _, number = before[-1]["month"].partition("-")
    speech = vocabulary.speech
    key = "stopped_few" if most else "stopped"
    words = {
        "count": len(after),
        "place": place,
        "record": speech.say(f"monitoring.record.{record}"),
        "month": f"{speech.month(int(number))} {year}",
        "most": most + 1,
    }
    evidence = Evidence(
        kind="recording",
        cell_ids=tuple(f"by-place-and-month;{record};{place};{row['month']}" for row in after),
        measure="rows",
        verdicts={"rows": "stopped"},
    )
    return MonitoringFinding(
        kind="stopped",
        tally="by-place-and-month",
        record=record,
        place=place,
        characteristic="",
        share=None,
        short=speech.say(f"monitoring.short.{key}", **words),
        sentence=speech.say(f"monitoring.{key}", **words),
        evidence=with_claims(evidence),
    )
