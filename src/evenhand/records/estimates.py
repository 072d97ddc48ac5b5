"""Estimates of how many people need treatment: of an area and a year, with the range that their makers give.

Some tables print the share of those who are not in treatment, with its range, and the number it is a share of.
Those in treatment are known, so a range of the share is one of the number: of N people T are in treatment and
the share is 1 - T / N, so that N is T / (1 - share). Source: OHID Fingertips, indicators 93517 and 93532.
"""

from collections.abc import Mapping

from evenhand.records.counts import period_words
from evenhand.records.rules import Fault, literal
from evenhand.records.sorter import Sorter

_PERIOD = Fault(
    column="period",
    where="period IS NULL",
    rule="The period can't be understood.",
    mend="Write a year as 2024, or as 2023/24 (April to March).",
)
_APART = Fault(
    column="count",
    where="lower > upper OR count < lower OR count > upper",
    rule="The estimate does not lie between its lower and its upper limit.",
    mend="Correct the three.",
)


def understand(sorter: Sorter) -> tuple[str, Mapping[int, list[str]]]:
    """Make a table with the columns of RECORD_SCHEMAS["estimate"]; return its name, and warnings by file."""
    words = [text for (text,) in sorter.con.execute("SELECT DISTINCT period FROM checked").fetchall()]
    sorter.words("periods", period_words(word for word in words if word))
    targets = {one.target for one in sorter.profile.columns}
    others = [one for one in ("area", "drug_group") if one in targets]
    lower, upper = ("lower", "upper") if "lower" in targets else _limits()
    source = literal(sorter.profile.constants.get("source", ""))
    sorter.con.execute(f"""
        CREATE TABLE understood AS SELECT file_no, line, {", ".join(others)}, periods.code AS period,
            count, {lower} AS lower, {upper} AS upper, {source} AS source
        FROM checked LEFT JOIN periods ON periods.word = checked.period""")
    sorter.add_fault("understood ANTI JOIN faults USING (file_no, line)", _PERIOD)
    sorter.add_fault("understood", _APART)
    return "understood", _without_range(sorter)


def _without_range(sorter: Sorter) -> Mapping[int, list[str]]:
    query = "SELECT file_no, count(*) FROM understood WHERE count > 0 AND (lower IS NULL OR upper IS NULL) GROUP BY file_no"
    words = "Estimates without a range: {n:,}. How far off they may be is not known."
    return {number: [words.format(n=n)] for number, n in sorter.con.execute(query).fetchall()}


def _limits() -> tuple[str, str]:
    """Return the SQL of the range of a number from that of the share of it that is not in treatment."""
    treated = '(try_cast("text count" AS DOUBLE) - try_cast("text untreated" AS DOUBLE))'
    share = {end: f'try_cast("text {end}_percent" AS DOUBLE) / 100' for end in ("lower", "upper")}
    ends = {end: f"{treated} / nullif(1 - {sql}, 0)" for end, sql in share.items()}
    return f"CAST(floor({ends['lower']}) AS BIGINT)", f"CAST(ceil({ends['upper']}) AS BIGINT)"
