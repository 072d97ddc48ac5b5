"""What is wrong with rows of a wide published table, and what of it was not counted, in sentences."""

from collections.abc import Mapping

from evenhand.records.blocks import headings, missing_in
from evenhand.records.intervals import is_hidden
from evenhand.records.profiles import heading_key
from evenhand.records.rounding import together
from evenhand.records.rules import Fault, literal
from evenhand.records.sorter import Sorter

PASSED_OVER = "passed over"
"""What a profile writes for a step or an area whose rows are not to be counted: sums of other rows."""

KEY = 'period, area, characteristic, code_list, edition, "group", stage, state'
"""The columns of a count that say what is counted."""

_TWICE = "The same count stands in another row or file, and differs."
_NO_PERIOD = "The period can't be understood."
_PERIODS = (
    "Write a period as 2024, 2024-03, 2024-Q1 or 2023/24 (April to March). Where no column holds it, the file's "
    "name does: table-2018-19.csv."
)
_NO_NUMBER = "The cell is neither a count nor a sign that there is none."
_NUMBERS = (
    "Write a whole number; or <5 or * for a hidden one; or leave the cell blank where nothing was collected."
)
_HIDDEN = "A count is hidden, and the profile doesn't say how large a hidden one can be."
_RANGES = "Add hidden_means to the profile's count column: the least and the most that a hidden count can be."


def notes(sorter: Sorter) -> Mapping[int, list[str]]:
    """Return what was passed over, is missing or does not add up, as sentences by number of the file."""
    return together(_passed_over(sorter), _gaps(sorter), _beyond(sorter), _not_read(sorter))


def note_faults(sorter: Sorter) -> None:
    """Note the rows of which a period or count can't be understood, or that stand twice and differ."""
    period = "file_no, line FROM rows WHERE period IS NULL"
    sorter.add_fault(
        f"(SELECT {period})", Fault(column="period", where="true", rule=_NO_PERIOD, mend=_PERIODS)
    )
    unclear = f"count IS NULL AND NOT {is_hidden('t')}"
    found = sorter.con.execute(f"SELECT DISTINCT heading FROM bounded WHERE {unclear} ORDER BY 1").fetchall()
    for (heading,) in found:
        where = f"{unclear} AND heading = {literal(heading)}"
        sorter.add_fault(
            "bounded", Fault(column=_as_written(sorter, heading), where=where, rule=_NO_NUMBER, mend=_NUMBERS)
        )
    unbounded = "count IS NULL AND lower IS NULL"
    sorter.add_fault(
        "bounded", Fault(column="", where=f"{unbounded} AND {is_hidden('t')}", rule=_HIDDEN, mend=_RANGES)
    )
    sorter.add_fault(
        f"""(SELECT facts.file_no, facts.line FROM facts JOIN (SELECT {KEY} FROM facts ANTI JOIN faults
            USING (file_no, line) GROUP BY {KEY} HAVING max(lower) > min(upper)) USING ({KEY}))""",
        Fault(column="", where="true", rule=_TWICE, mend="Keep the one that is right."),
    )


def _as_written(sorter: Sorter, heading: str) -> str:
    """Return a heading as a file writes it."""
    headers = (one for opened in sorter.files for one in opened.raw.header)
    return next(one for one in headers if heading_key(one) == heading)


def _passed_over(sorter: Sorter) -> Mapping[int, list[str]]:
    """Say how many rows were not counted, since they are parts or sums of others."""
    crossed = "SELECT file_no, count(*) FROM rows WHERE divided > 1 GROUP BY file_no"
    sums = f"""SELECT file_no, count(*) FROM rows WHERE divided <= 1 AND (area = '{PASSED_OVER}' OR stage = '{PASSED_OVER}')
        GROUP BY file_no"""
    return together(
        _told(sorter, crossed, "{n} of crossed groups (women aged 18 to 29) passed over: the same people stand in the "
              "rows of one group."),
        _told(sorter, sums, "{n} of sums over other rows, or of something else, passed over."),
    )  # fmt: skip


def _gaps(sorter: Sorter) -> Mapping[int, list[str]]:
    """Say how many breakdowns of how many rows were not collected."""
    zeros = "SELECT file_no, count(DISTINCT line) FROM zeros GROUP BY file_no"
    blank = """SELECT file_no, count(DISTINCT line) FROM (
        SELECT file_no, line, block FROM placed WHERE NOT summed GROUP BY ALL HAVING count(lower) < count(*)
        EXCEPT SELECT file_no, line, block FROM zeros) GROUP BY file_no"""
    return together(
        _told(sorter, blank, "{n} without a count under headings that are read: gaps, not noughts."),
        _told(sorter, zeros, "{n} with noughts under every heading of a breakdown, though people are counted: it was "
              "not collected, so they are gaps, not noughts."),
    )  # fmt: skip


def _beyond(sorter: Sorter) -> Mapping[int, list[str]]:
    query = "SELECT file_no, count(DISTINCT line) FROM beyond GROUP BY file_no"
    return _told(sorter, query, "{n} with groups that add to more people than their total; both are kept.")


def _not_read(sorter: Sorter) -> Mapping[int, list[str]]:
    """Say how many headings no block reads, and which blocks lack one."""
    known = set(headings(sorter.profile))
    own = {heading_key(name) for one in sorter.profile.columns for name in (one.name, *one.also)}
    found: dict[int, list[str]] = {}
    for number, opened in enumerate(sorter.files):
        unread = [one for one in map(heading_key, opened.raw.header) if one not in known | own]
        if unread:
            words = f"{len(unread)} of {len(opened.raw.header)} headings are of other breakdowns and are not read."
            found.setdefault(number, []).append(words)
        for _, lost, size in missing_in(sorter.profile, opened.raw.header):
            if lost * 2 < size:
                words = f"A breakdown is not read: {lost} of its {size} headings are missing."
                found.setdefault(number, []).append(words)
    return found


def _told(sorter: Sorter, query: str, words: str) -> dict[int, list[str]]:
    rows = sorter.con.execute(query).fetchall()
    return {number: [words.format(n="1 row" if n == 1 else f"{n:,} rows")] for number, n in rows}
