"""What the reference pages say of columns, requirements and documents, and how a table is written.

Every column of a published file has a meaning here; one without stops the pages from being written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields

from evenhand.findings import Finding, Findings, Unsaid
from evenhand.foundations import SCHEMA
from evenhand.measures import MEASURE_SCHEMA, Measure, State
from evenhand.publish.columns import columns_of
from evenhand.publish.columns import meanings as meanings_of
from evenhand.publish.stays import COLUMNS


def _says(file: str) -> dict[str, str]:
    return {name: one.says for name, one in columns_of(file).items()}


COUNTS = {name: one.says for name, one in columns_of("counts").items()}
MEASURES = {name: one.says for name, one in columns_of("measures").items()}
PEOPLE = {name: COUNTS[name] for name in COUNTS if name in MEASURES and COUNTS[name] == MEASURES[name]}
MEASURE_NAMES, STATES = meanings_of("measure"), meanings_of("held")
FINDING = {name: COUNTS[name] for name in (*PEOPLE, "area", "group")} | {
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
    "short": "the statement in one line, for a list",
    "evidence": "what the words are made from: cells, figures with ranges, number of comparisons, the claims supported",
    "lead": "the part of the sentence that stands out",
    "rest": "what follows it",
    "sentence": "both together",
    "cell_ids": "the counts on which it rests",
    "pooled": "the years put together, in words; blank where the figures are of one period",
    "trend": "how the ratio changed over the periods held; null where no trend holds",
    "unknowns": "what becomes of the difference whatever the group of those not recorded; null where that is not known",
    "within": "for each of drug group, age and suite that is held: what becomes of the difference among people alike in it",
}
UNSAID = {
    "reason": "why it can't be said, as one word: `smallest_gap`, `too_few`, `not_recorded`, `not_held`, "
    "`no_population`, `no_reference`, `borrowed` (said with the help of peers), `pooled` (one year is too small) or `note`",
    "sentence": "what can't be said, in words",
    "area": "code of the area; blank where it holds for all",
    "characteristic": "the characteristic it speaks of; blank where it speaks of none",
    "evidence": "what the words are made from, where it is `borrowed`",
}
FINDINGS = {
    "findings": "the headlines, at most three: see below",
    "further": "the other differences that held, in the same form",
    "cannot_say": "what can't be said: see below",
    "comparisons": "how many comparisons were made",
    "error_rate": "the chance of any finding if no group differed, and the share of false ones if some do, at most",
    "control": "the method that keeps it: `hierarchical` or `holm`",
    "areas": "areas whose figure for everyone stands out from those beside them",
    "power": "how often a difference of the smallest size named would have been stated",
    "false_alarms": "how many of the findings are to be expected false, at most",
    "by_chance_alone": "how many comparisons would look like differences if no group differed and nothing were controlled",
    "rule": "how that is kept, in words",
}
FILES = (
    ("`index.html` and the pages behind it", "charts, tables and words, with nothing fetched from elsewhere"),
    ("`measures.json`", "every measure, one object a line"),
    ("`measures.csv`", "the same as a table"),
    ("`counts.csv`", "the protected counts from which all else is made"),
    ("`curves.csv`", "curves of how long people stay, where the programme follows them"),
    ("`stays.csv`", "those curves read after some weeks, and mean stays, each with its interval"),
    ("`table-….csv`", "side tables: the data's own quality, need"),
    ("`….csv-metadata.json`", "what every column of the CSV file of that name means, for machines"),
    ("`tables.ods`", "every table as a spreadsheet"),
    ("`report.pdf`", "the report to print or send, readable by screen readers"),
    ("`charts/….svg`, `.png`, `.csv`", "every chart of the first page, and the table behind it"),
    ("`findings.json`", "what is said and what can't be said"),
    (
        "`run.json`",
        "for your own records, not for publication: what went in, and by which versions it was judged",
    ),
)
BESIDE = (
    "## The pages\n",
    "`index.html` is what a meeting reads; each page behind it is there where there is something to show. Every page",
    "stands by itself: no script, no request, styles and charts inside it.\n",
    "| page | what it answers |",
    "|---|---|",
    "| `index.html` | what matters most, what can't be said, the pathway of three areas at most, how far to trust it |",
    "| `area-….html` | for analysts: every step by every characteristic, where gaps arise, who is at each stage |",
    "| `areas.html` | areas in order, with the places that each could hold; not those that are no place |",
    "| `over-time.html` | each step over the periods, breaks marked, gaps left open, the ratio below |",
    "| `needs.html` | residents, estimated need and the people at each step, by group |",
    "| `quality.html` | what stands out in the recording, what changed, what is held, then every table of the recording |",
    "| `tables.html` | every file of the release with what it is for |",
    "",
    "‘Fewer than 5’ stands for any count from 0 to 4 under the policy open-5: a nought isn't told apart from a small",
    "count. Codes stand in words on the pages; the CSV files keep the codes.\n",
    "## tables.ods\n",
    "Written by the Government Analysis Function's guidance on statistics in spreadsheets: a cover, contents with",
    "links, notes, shorthand, then one table a worksheet, from column A, its title in A1. The row of headings is marked",
    "(header row, named range and database range), so a program finds the table. No cell is merged or empty, nothing is",
    "hidden, there are no formulas; units stand in the headings. A symbol stands where there is no number: `[c]` hidden",
    "to protect people, `[low]` shown as 0 and perhaps more, `[u]` too few people, `[x]` not available, `[z]` not",
    "applicable.\n",
    "## report.pdf\n",
    "PDF/UA-1 (ISO 14289-1), set by typst, which refuses to write a file that breaks a rule it can check: tagged, with",
    "title, language, headings in order, table headings, and a text alternative for every chart. It bears the day as of",
    "which people are followed, not the day it was made. Not checked by us: veraPDF, and a person with a screen reader.\n",
    "## charts\n",
    "A chart that stands alone has its title above it and notes, period, protection and run below. The SVG is for",
    "browsers and drawing programs. The PNG (some 1,440 pixels wide) is made only where installed fonts hold all its",
    "letters, and after each of its words was seen to leave ink; otherwise the command says which font to install.",
    "English and Welsh need `fonts-liberation`, Arabic, Bengali and most other scripts `fonts-noto-core` (Debian).\n",
    "## Metadata of CSV files\n",
    "CSV on the Web (W3C, 2015): for every column its titles, datatype, meaning, what an empty cell is and whether one",
    "may be empty; which columns name a row; source, protection, licence.\n",
)
RUN = {
    "without_curve": "the groups that have no curve of how long people stay: whom, and why (`few`, `tells`)",
    "run_id": "name of the run, made from what is shown: the same figures, versions and day give the same one",
    "as_at": "the day as of which people are followed",
    "periods": "the periods counted",
    "area_level": "the level to which areas were put together; null: as in the files",
    "area_of": "which of a record's areas people are counted by: `residence`, `happened` or `provided`",
    "home": "the areas of this partnership, where they were named: people of others are counted as living elsewhere",
    "period": "how time is divided: `whole`, `year`, `financial-year`, `quarter` or `month`",
    "inputs": "each file: its name, fingerprint (SHA-256), profile, and rows read = accepted + rejected + duplicates + "
    "folded into an earlier row + without consent",
    "inputs_shown": "the same files with their numbers of rows as the policy allows them on the page",
    "skipped": "files of a folder that were not read, with the reason",
    "rows": "rows of all files together: read, rejected and without consent, as the policy allows them on the page",
    "warnings": "what is worth a look, in words",
    "notes": "the same without words: the key of each message, and what it is filled with",
    "counting_notes": "those that counting gave",
    "evidence": "what other evidence is held on a characteristic, as the files of evidence say",
    "repeats": "further records of people who are counted once, protected like any count",
    "joined": "episodes of treatment that were put together: rows and what they became, protected like any count",
    "excluded": "who was left out and why, protected like any count",
    "unlinked": "records that belong to nobody on the pathway, protected like any count",
    "versions": "version of Evenhand; version and fingerprint of vocabulary, programme and policy",
    "ledger": "how many earlier releases the ledger holds, and how many figures one of them showed otherwise",
}
"""Keys of run.json. A test holds them against a run."""

REQUIREMENTS = {
    "B17": "alcohol throughout, alone or with drugs, with pathways of its own",
    "C1": "read what partnerships hold; say which rows are wrong and why; lose none",
    "C2": "compare those who test positive with those found in the programme, identifying nobody",
    "C3": "follow each person from test to aftercare, and give every step's rate by group, area and period",
    "C4": "a group's share among those tested against its share among those engaged; need and population apart",
    "C5": "trends and what stands out, by region and area and never by person",
    "C6": "people belong to several groups at once; small numbers handled honestly",
    "C7": "gaps in monitoring itself are seen: what is not known, categories that are too coarse",
    "C8": "findings in plain words, ranked, with their uncertainty",
    "C9": "nothing published identifies anyone",
    "C11": "needs assessment of a partnership: population, need and need that is met, by group",
    "C12": "scrutiny of stop and search: rates, outcomes, by group, area and period",
    "C14": "characteristics that the records don't hold are not left out of sight",
    "I4": "retention and completion by group over time",
    "F5": "every action says which finding it answers, which figure should move, and whether it did",
}
DOCUMENTS = {
    "000": "UK Drug Policy Commission: areas for action on drugs and diversity, last page of a briefing",
    "001": "Home Office, Drug Interventions Programme: Race Equality and Diversity Action Plan, September 2006",
    "003": "House of Commons Health and Social Care Committee: Drugs policy, conclusions and recommendations, October 2019",
    "004": "University of Central Lancashire for the Home Office: what was learnt from engaging with Black and "
    "minority ethnic communities, 2006",
}


def outputs() -> Iterator[str]:
    """Yield the page of the files that a report writes."""
    yield "# Files of a report\n"
    yield "`evenhand report` writes these. The same inputs, versions and options give the same bytes; the PDF and the"
    yield "pictures (PNG) do so with the same fonts installed. No file holds a person or a count that was not protected.\n"
    yield from table(("file", "what it holds"), FILES)
    yield "\nA blank cell of a CSV file and a `null` of a JSON file mean the same: nothing is given. A text that a"
    yield "spreadsheet could take for a formula has an apostrophe before it; in the ODS file it's text as it stands.\n"
    yield from BESIDE
    yield "## counts.csv\n"
    yield from meanings(SCHEMA.names, COUNTS)
    yield "\n## measures.json and measures.csv\n"
    yield from meanings([*MEASURE_SCHEMA.names, "area_name", "group_label", "stage_label"], MEASURES)
    yield "\nThe measures, with their formulas in [Measures](measures.md):\n"
    yield from meanings([str(one) for one in Measure], MEASURE_NAMES)
    yield "\nHow far a row holds:\n"
    yield from meanings([str(one) for one in State], STATES)
    yield "\n## curves.csv and stays.csv\n"
    yield from meanings([*COLUMNS["curves"], "area_name", "group_label"], _says("curves"))
    yield "\nstays.csv:\n"
    yield from meanings([*COLUMNS["stays"], "area_name", "group_label"], _says("stays"))
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


def verified(is_verified: bool) -> str:
    """Return whether somebody compared a data file with its source, in words."""
    return "verified" if is_verified else "not verified yet"


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Return a list as it is said: 'a, b and c'."""
    named = list(parts)
    return "".join(named) if len(named) < 2 else f"{', '.join(named[:-1])} {last} {named[-1]}"


def names(text: str, key: str) -> bool:
    """Return whether a text names a requirement or document as a word of its own."""
    return re.search(rf"(?<![\w.]){re.escape(key)}(?![\w])", text) is not None
