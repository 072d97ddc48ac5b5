"""What the reference pages say of columns, requirements and documents, and how a table is written.

Every column of a published file has a meaning here; one without stops the pages from being written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from evenhand.findings import Finding, Findings, Unsaid
from evenhand.foundations import SCHEMA
from evenhand.measures import MEASURE_SCHEMA, Measure, State

PEOPLE = {
    "cell_id": "the one name of the count: area, period, group, stage, state and what is counted",
    "area": "code of the area",
    "period": "first and last day, both included: `2024-04-01/2025-03-31`",
    "characteristic": "what people are divided by, such as `ethnicity`; `everyone` where they are not",
    "code_list": "the code list that gives `group` its meaning; `local` for words of the file's own",
    "edition": "edition of that list",
    "group": "code of the group; `everyone` where people are not divided",
    "stage": "`programme/stage`",
}
COUNTS = PEOPLE | {
    "state": "`reached`; `at_risk` (the denominator); an exit; `still_waiting`; `too_soon` (too recent to count); "
    "`left_otherwise` (deaths and the exits counted with them, where deaths may not be told)",
    "unit": "what one of the count is: people, searches or residents",
    "value": "the count that may be shown; blank where it is hidden",
    "lower": "the least the true count can be",
    "upper": "the most the true count can be",
    "status": "`exact`, `rounded`, `below_threshold` (only known to be under the threshold) or `withheld`; "
    "`rounded_at_source` or `hidden_at_source` where those who published the count did so",
}
MEASURES = PEOPLE | {
    "reference": "code of the group compared with; blank where there is none",
    "denominator_name": "of whom the measure is, in words: people found in need",
    "numerator": "the shown count of those who reached the stage; blank where hidden",
    "denominator": "the shown count of those who could have; for a share, of all groups together; blank where hidden",
    "measure": "which measure: see below",
    "estimate": "the best figure, in `units`; blank where there can be none",
    "lower": "lower end of the 95% interval, over every count that rounding allows; blank: not to be trusted",
    "upper": "upper end of the same; blank too where it has no end",
    "state": "how far the row holds: see below",
    "units": "`share` and `share_difference` are of 1 (0.41 is 41 of every 100), `per_1000` for every 1,000 "
    "residents in the period, `ratio` a pure number",
    "within": "the characteristic within which like was compared with like; blank: the crude figure",
    "area_name": "name of the area",
    "group_label": "the group in words",
    "stage_label": "the stage in words",
}
MEASURE_NAMES = {
    "proportion": "the share of those who could have, who reached the stage",
    "rate": "events for every so many residents in the period",
    "share": "the group's part of all people at the stage whose group is known",
    "difference": "the group's proportion or rate less the reference's",
    "ratio": "the group's proportion or rate divided by the reference's",
    "relative_rate": "the same at a service step, under the name the field knows it by",
    "difference_within": "the same difference among people alike in what `within` names (Mantel-Haenszel)",
    "ratio_within": "the same ratio among people alike in what `within` names (Mantel-Haenszel)",
    "waterfall_part": "this step's part of the difference at the end of the service steps; parts add up",
    "waterfall_total": "the difference at the end of the service steps",
    "smallest_gap": "the smallest difference that would have been seen with four chances in five",
}
STATES = {
    "ok": "the interval holds",
    "no_interval": "a figure that has no interval by its nature",
    "below_threshold": "a count is known only to lie under the threshold; the interval allows for it",
    "too_few": "too few people for an interval",
    "no_reference": "nobody to compare with",
    "no_one": "nobody at the stage before",
    "withheld": "hidden to protect people",
}
FINDING = PEOPLE | {
    "rank": "place in the order, from 1",
    "area_name": "name of the area",
    "group_label": "the group in words",
    "reference": "code of the group compared with",
    "reference_label": "the same in words",
    "measure": "always `difference`",
    "units": "`share_difference` (of 1) or `per_1000`",
    "estimate": "the difference",
    "lower": "lower end of its interval",
    "upper": "upper end of its interval",
    "ratio": "the group's figure divided by the reference's",
    "ratio_lower": "lower end of its interval",
    "ratio_upper": "upper end of its interval",
    "people": "from how many to how many people (or searches) the difference comes to",
    "adjusted_p": "probability by chance, after allowing for all comparisons made",
    "standing": "0: the group fares worse than the reference; 1: the step is neither good nor bad; 2: it fares better",
    "lead": "the part of the sentence that stands out",
    "rest": "what follows it",
    "sentence": "both together",
    "cell_ids": "the counts on which it rests",
}
UNSAID = {
    "reason": "why it can't be said, as one word: `smallest_gap`, `too_few`, `not_recorded`, `not_held`, "
    "`no_population` or `note`",
    "sentence": "what can't be said, in words",
    "area": "code of the area; blank where it holds for all",
    "characteristic": "the characteristic it speaks of; blank where it speaks of none",
}
FINDINGS = {
    "findings": "the headlines, at most three: see below",
    "further": "the other differences that held, in the same form",
    "cannot_say": "what can't be said: see below",
    "comparisons": "how many comparisons were made",
    "error_rate": "the chance of any false alarm among them, if no group differed",
    "rule": "how that is kept, in words",
}
RUN = {
    "run_id": "name of the run, made from what is shown: the same figures, versions and day give the same one",
    "as_at": "the day as of which people are followed",
    "periods": "the periods counted",
    "area_level": "the level to which areas were put together; null: as in the files",
    "inputs": "each file: its name, fingerprint (SHA-256), profile, and rows read = accepted + rejected + duplicates",
    "inputs_shown": "the same files with their numbers of rows as the policy allows them on the page",
    "skipped": "files of a folder that were not read, with the reason",
    "warnings": "what is worth a look",
    "repeats": "further records of people who are counted once, protected like any count",
    "excluded": "who was left out and why, protected like any count",
    "unlinked": "records that belong to nobody on the pathway, protected like any count",
    "versions": "version of Evenhand; version and fingerprint of vocabulary, programme and policy",
    "ledger": "how many earlier releases the ledger holds, and how many figures one of them showed otherwise",
}
"""Keys of run.json. A test holds them against a run."""

REQUIREMENTS = {
    "C2": "compare those who test positive with those found in the programme, identifying nobody",
    "C3": "follow each person from test to aftercare, and give every step's rate by group, area and period",
    "C4": "a group's share among those tested against its share among those engaged; need and population apart",
    "C7": "gaps in monitoring itself are seen: what is not known, categories that are too coarse",
    "C8": "findings in plain words, ranked, with their uncertainty",
    "C9": "nothing published identifies anyone",
    "C12": "scrutiny of stop and search: rates, outcomes, by group, area and period",
    "C14": "characteristics that the records don't hold are not left out of sight",
}
DOCUMENTS = {
    "001": "Home Office, Drug Interventions Programme: Race Equality and Diversity Action Plan, September 2006",
    "004": "University of Central Lancashire for the Home Office: what was learnt from engaging with Black and "
    "minority ethnic communities, 2006",
}


def outputs() -> Iterator[str]:
    """Yield the page of the files that a report writes."""
    yield "# Files of a report\n"
    yield "`evenhand report` writes six files. The same inputs, versions and options give the same bytes."
    yield "No file holds a person or a count that was not protected.\n"
    files = (
        (
            "`index.html`",
            "the page: charts, tables and words in one file, with nothing fetched from elsewhere",
        ),
        ("`measures.json`", "every measure, one object a line"),
        ("`measures.csv`", "the same as a table"),
        ("`counts.csv`", "the protected counts from which all else is made"),
        ("`findings.json`", "what is said and what can't be said"),
        (
            "`run.json`",
            "for your own records, not for publication: what went in, and by which versions it was judged",
        ),
    )
    yield from table(("file", "what it holds"), files)
    yield "\nA blank cell of a CSV file and a `null` of a JSON file mean the same: nothing is given. A text that a"
    yield "spreadsheet could take for a formula has an apostrophe before it.\n"
    yield "## counts.csv\n"
    yield from meanings(SCHEMA.names, COUNTS)
    yield "\n## measures.json and measures.csv\n"
    yield from meanings([*MEASURE_SCHEMA.names, "area_name", "group_label", "stage_label"], MEASURES)
    yield "\nThe measures, with their formulas in [Measures](measures.md):\n"
    yield from meanings([str(one) for one in Measure], MEASURE_NAMES)
    yield "\nHow far a row holds:\n"
    yield from meanings([str(one) for one in State], STATES)
    yield "\n## findings.json\n"
    empty = Findings(
        headlines=(), further=(), cannot_say=(), comparisons=0, error_rate=0.0, rule="", protection=None
    )
    yield from meanings(list(empty.to_row()), FINDINGS)
    yield "\nA finding:\n"
    yield from meanings([*(one.name for one in fields(Finding)), "sentence"], FINDING)
    yield "\nWhat can't be said:\n"
    yield from meanings([one.name for one in fields(Unsaid)], UNSAID)
    yield "\n## run.json\n"
    yield from meanings(list(RUN), RUN)


def meanings(names: Sequence[str], said: Mapping[str, str]) -> Iterator[str]:
    """Yield a table of names and meanings; raise KeyError for a name that has none."""
    yield from table(("name", "meaning"), [(f"`{name}`", said[name]) for name in names])


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield _row(heads)
    yield "|" + "---|" * len(heads)
    yield from (_row(row) for row in rows)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Return a list as it is said: 'a, b and c'."""
    named = list(parts)
    return "".join(named) if len(named) < 2 else f"{', '.join(named[:-1])} {last} {named[-1]}"


def names(text: str, key: str) -> bool:
    """Return whether a text names a requirement or document as a word of its own."""
    return re.search(rf"(?<![\w.]){re.escape(key)}(?![\w])", text) is not None
