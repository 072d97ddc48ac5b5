"""A breakdown held against the number of all people: who is in no group of it, and years in which nobody was asked."""

from evenhand.records.blocks import Block
from evenhand.records.profiles import heading_key
from evenhand.records.rules import literal
from evenhand.records.sorter import Sorter


def compare_with_all(sorter: Sorter, number: int, block: Block) -> None:
    """Add who is in no group of the block; take out the rows of the block that were not collected."""
    whole_block = f"""
        SELECT p.file_no, p.line, any_value(a.count) AS n_all, any_value(a.lower) AS low_all,
            any_value(a.upper) AS high_all, sum(p.count) AS n, sum(p.lower) AS low, sum(p.upper) AS high,
            count(*) = count(p.lower) AS told
        FROM placed AS p JOIN bounded AS a ON (a.file_no, a.line) = (p.file_no, p.line)
            AND a.heading = {literal(heading_key(block.of))}
        WHERE p.block = {number} AND NOT summed GROUP BY p.file_no, p.line"""
    sorter.con.execute(f"CREATE OR REPLACE TEMP TABLE whole AS {whole_block}")
    if block.zeros_mean_gap:
        _take_out_zeros(sorter, number)
    if block.rest:
        sorter.con.execute(f"""
            INSERT INTO beyond SELECT file_no, line, {number} FROM whole WHERE told AND high_all < low;
            INSERT INTO placed BY NAME
            SELECT DISTINCT ON (file_no, line) p.* REPLACE ({literal("not_known")} AS "group",
                greatest(low_all - high, 0) AS lower, greatest(high_all - low, 0) AS upper,
                least(greatest(n_all - n, low_all - high, 0), greatest(high_all - low, 0)) AS count)
            FROM placed AS p JOIN whole USING (file_no, line)
            WHERE p.block = {number} AND told AND high_all > low AND NOT summed""")


def _take_out_zeros(sorter: Sorter, number: int) -> None:
    """Make gaps of a block in the years in which nobody of all people in the area is in any of its groups."""
    sorter.con.execute(f"""
        CREATE OR REPLACE TEMP TABLE empty AS SELECT file_no, line FROM (
            SELECT rows.*, bool_and(n = 0) OVER same AND max(low_all) OVER same > max(high) OVER same AS none
            FROM whole JOIN rows USING (file_no, line)
            WINDOW same AS (PARTITION BY file_no, period, area)) WHERE none;
        INSERT INTO zeros SELECT file_no, line, {number} FROM empty;
        UPDATE placed SET count = NULL, lower = NULL, upper = NULL FROM empty
        WHERE (placed.file_no, placed.line, placed.block) = (empty.file_no, empty.line, {number});
        DELETE FROM whole USING empty WHERE (whole.file_no, whole.line) = (empty.file_no, empty.line)""")
