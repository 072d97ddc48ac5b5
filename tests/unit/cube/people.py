"""Inputs made by hand for counting: records, aggregate rows and residents, as reading would give them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from evenhand.cube import Counted, count
from evenhand.foundations import EVERYONE, CountTable
from evenhand.records import REJECT_SCHEMA, InputFile, Inputs
from evenhand.vocabulary import Area, Areas, Programme, Vocabulary, load_vocabulary
from tests.unit.pathway.people import Row, table

VOCABULARY = load_vocabulary()
PROGRAMME = VOCABULARY.programme("arrest-to-treatment")
SEARCHES = VOCABULARY.programme("stop-and-search")
AS_AT = date(2026, 3, 31)
LISTS = {
    ("test", "ethnicity"): "ethnicity-18+1:2011",
    ("test", "sex"): "sex:2021",
    ("test", "age_band"): "age-band-adult:2026",
    ("search", "ethnicity"): "ethnicity-19+1:2021",
}
DURHAM, CLEVELAND, NORTH_EAST = "E23000008", "E23000013", "E12000001"
IN_DURHAM = ("E06000005", "E06000047")


def inputs(**rows: Iterable[Row]) -> Inputs:
    """Return rows by record type as inputs; each record type stands in one file of its own name."""
    tables = {name: table(name, given) for name, given in rows.items()}
    files = tuple(account(name, one.num_rows, record=name) for name, one in tables.items())
    return Inputs(files=files, records=tables, code_lists=LISTS, rejected=REJECT_SCHEMA.empty_table())


def account(file: str, accepted: int, *, record: str, profile: str = "") -> InputFile:
    """Return the account of a file all of whose rows were accepted."""
    return InputFile(
        file=file,
        sha256=file,
        profile=profile or f"native-{record}s",
        record=record,
        read=accepted,
        accepted=accepted,
        rejected=0,
        duplicates=0,
    )


def aggregate(stage: str, number: int, *, state: str = "reached", **more: str) -> Row:
    """Return a row of counts of everyone in area A in 2024, unless told otherwise."""
    group = more.get("group", EVERYONE)
    listed = {} if group == EVERYONE else {"characteristic": "sex", "code_list": "sex", "edition": "2021"}
    return (
        {
            "area": "A",
            "period": "2024-01-01/2024-12-31",
            "characteristic": EVERYONE,
            "code_list": "",
            "edition": "",
            "group": group,
            "stage": f"arrest-to-treatment/{stage}",
            "state": state,
            "count": number,
        }
        | listed
        | more
    )


def residents(area: str, group: str, number: int, *, listed: str = "ethnicity-19+1:2021") -> Row:
    """Return a row of residents by ethnic group."""
    code_list, _, edition = listed.partition(":")
    return {
        "area": area,
        "characteristic": VOCABULARY.code_list(listed).characteristic,
        "code_list": code_list,
        "edition": edition,
        "group": group,
        "count": number,
        "source": "",
    }


def search(area: str = DURHAM, on: str = "2024-04-01", **more: object) -> Row:
    """Return a stop and search of a White British person who was let go."""
    return {
        "search_date": date.fromisoformat(on),
        "area": area,
        "kind": "person",
        "ethnicity": "WHITE_BRITISH",
        "ethnicity_officer": None,
        "gender": None,
        "age_band": None,
        "object": "controlled_drugs",
        "outcome": "no_further_action",
    } | more


def known(*areas: tuple[str, str, str | None]) -> Vocabulary:
    """Return the vocabulary with areas (code, level, within) of one's own."""
    more = {code: Area(code=code, name=code, level=level, within=within) for code, level, within in areas}
    return replace(VOCABULARY, areas=Areas({**VOCABULARY.areas.by_code, **more}))


def counted(
    given: Inputs,
    *,
    programme: Programme = PROGRAMME,
    vocabulary: Vocabulary = VOCABULARY,
    as_at: date = AS_AT,
    area_level: str | None = None,
) -> Counted:
    """Return the exact counts of the inputs."""
    return count(given, programme=programme, vocabulary=vocabulary, as_at=as_at, area_level=area_level)


def cells(counts: CountTable, **equal: str) -> dict[tuple[Any, ...], int]:
    """Return the counts by area, group, stage and state, of the cells whose columns have the values given."""
    rows = counts.where(**equal).to_rows()
    return {(r["area"], r["group"], r["stage"].split("/")[1], r["state"]): r["value"] for r in rows}
