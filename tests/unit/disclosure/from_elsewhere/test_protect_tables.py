"""Protected tables: what is hidden, what is carried along, and what is told beside them."""

import json
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from evenhand.disclosure.suppress import Attacker
from evenhand.disclosure.tables import (
    Protected,
    Reading,
    UnusableTable,
    load_settings,
    policy_for,
    protect_tables,
    published_of,
)
from evenhand.disclosure.tables.read_table import is_figure
from evenhand.disclosure.tables.written import file_name
from evenhand.foundations import EvenhandError, NotProtected
from tests.unit.disclosure.from_elsewhere.given import given, zeros_shown

KEY = b"k" * 32
TABLE = """
| area  | sex   | count |
|-------|-------|-------|
| Leeds | M     | 10    |
| Leeds | F     | 3     |
| Leeds | Total | 13    |
| York  | M     | 27    |
| York  | F     | 22    |
| York  | Total | 49    |
| Total | M     | 37    |
| Total | F     | 25    |
| Total | Total | 62    |
"""


def protected(*texts: str, policy: str = "suppress", **reading: object) -> Protected:
    tables = [given(text, f"t{number}.csv") for number, text in enumerate(texts)]
    return protect_tables(tables, Reading(count="count", **reading), policy_for(policy), key=KEY)  # type: ignore[arg-type]


def shown(made: Protected, table: int = 0) -> list[str]:
    text = made.files[table].data.decode()
    header, *rows = [line.split(",") for line in text.splitlines()]
    return [row[header.index("count")] for row in rows]


def test_secondary_suppression_protects_the_small_count() -> None:
    assert shown(protected(TABLE)) == ["", "", "13", "", "", "49", "37", "25", "62"]


def test_shifted_bands_are_protected_together() -> None:
    one = "age,count\n16-24,15\n25-34,21\nTotal,36"
    other = "age,count\n16-25,17\n26-34,19\nTotal,36"
    assert "" not in shown(protected(one)) + shown(protected(other))
    together = protected(one, other)
    assert "" in shown(together, 0) + shown(together, 1)  # for the two people of 25 would be left over


def test_rounding_hides_more_where_sums_tell() -> None:
    # Four times 8 to 12 are 48 to 52 together: each would be 12.
    made = protected("area,count\nA,12\nB,12\nC,12\nD,12\nTotal,48", policy="round")
    assert shown(made) == ["", "10", "10", "10", "50"]
    assert made.certificate["attackers"][0]["passed"]


def test_keys_keep_the_count_of_a_cell_in_every_table() -> None:
    whole, alone = protected(TABLE, policy="cellkey"), protected("area,count\nYork,49", policy="cellkey")
    assert shown(whole)[5] == shown(alone)[0]


def test_hidden_counts_cannot_be_changed_by_keys() -> None:
    with pytest.raises(UnusableTable, match="hidden in these tables already"):
        protected("sex,count,status\nM,,suppressed\nF,9,published", policy="cellkey")


def test_protected_tables_with_a_small_count_are_refused() -> None:
    with pytest.raises(NotProtected, match="hide some counts and show 1 small"):
        protected("sex,count,status\nM,,suppressed\nF,3,published")


def test_protected_tables_that_tell_are_refused() -> None:
    with pytest.raises(NotProtected, match="knows the policy"):
        protected("sex,count,status\nM,,suppressed\nF,9,published\nTotal,11,published")


def test_where_nothing_else_can_be_hidden(tmp_path: Path) -> None:
    policy = str(zeros_shown(tmp_path))
    made = protected("area,sex,count\nA,M,3\nA,F,0\nA,Total,3", policy=policy)
    assert shown(made) == ["", "0", ""]
    with pytest.raises(EvenhandError, match="Or take --policy round"):
        protected("area,sex,count\nA,M,1\nA,F,1\nA,Total,2\nB,M,0\nB,F,0\nB,Total,0", policy=policy)


def test_a_zero_is_hidden_where_another_count_needs_it() -> None:
    made = protected("area,sex,count\nA,M,3\nA,F,0\nA,Total,3\nB,M,9\nB,F,8\nB,Total,17")
    assert shown(made)[:2] == ["", ""] or shown(made)[0] == shown(made)[2] == ""


def test_events_need_a_policy_with_a_rule() -> None:
    with pytest.raises(UnusableTable, match="no rule for counts of events"):
        protected("area,count,most\nA,50,45\nB,40,4", policy="round", largest=("most",))


def test_names_of_codes_are_carried_and_figures_left_blank() -> None:
    text = "area,name,rate,remark,count\nE1,Leeds,12.5%,many,50\nE2,York,3.0%,few,20\nE1x,Leeds,8%,few,30"
    made = protected(text, policy="round", other=("name", "rate", "remark"))
    assert made.files[0].blanked == ("rate",)
    assert "left blank, because it could tell a hidden count: rate" in made.notes[0]
    assert made.files[0].data.decode().splitlines()[1] == "E1,Leeds,,many,50,published"


def test_a_remark_that_is_no_name_is_left_blank() -> None:
    text = "area,sex,remark,count\nA,M,many,50\nA,F,few,20\nB,M,few,30\nB,F,few,40"
    assert protected(text, policy="round", other=("remark",)).files[0].blanked == ("remark",)
    same = text.replace("few", "many")
    assert protected(same, policy="round", other=("remark", "absent")).files[0].blanked == ()


@pytest.mark.parametrize("text", ["12", "12.5%", "£3", "9.1 (8.2 to 10.3)", "1-2", "3 of 12", "n=3"])
def test_figures(text: str) -> None:
    assert is_figure(pa.chunked_array([["Leeds", text]]))


@pytest.mark.parametrize("text", ["Leeds", "Ward 7", "E06000001", ""])
def test_no_figures(text: str) -> None:
    assert not is_figure(pa.chunked_array([[text]]))


def test_rows_in_the_order_of_their_counts_are_told_of() -> None:
    rows = [f"{code},{count}" for code, count in zip("fbadcge", (90, 80, 70, 60, 50, 40, 30), strict=True)]
    made = protected("\n".join(["area,count", *rows, "Total,420"]), policy="round")
    assert "in the order of their counts" in made.notes[0]
    assert protected("\n".join(["area,count", *sorted(rows)]), policy="round").notes == ()


def test_certificate_holds_what_anybody_may_know() -> None:
    made = protected(TABLE)
    told = made.certificate
    assert set(told) == {
        *(
            "format",
            "policy",
            "count",
            "dimensions",
            "total",
            "as_at",
            "overlapping",
            "steps",
            "sums",
            "tables",
        ),
        *("equations", "joint_cells", "joint_cells_left_out", "programmes", "attackers", "evenhand"),
    }
    assert {one["cells"] for one in told["attackers"]} == {4}  # the hidden ones, and not how many are small
    assert told["tables"][0]["sha256"] == made.files[0].sha256
    assert json.loads(json.dumps(told)) == told
    assert "most_change" in protected(TABLE, policy="cellkey").certificate["policy"]


def test_published_as_a_reader_holds_it() -> None:
    made = protected("age,count\n16-24,15\n25-34,21", "age,count\n16-25,17\n26-34,19")
    published = published_of(made.tables, made.shown, name="2024", as_at="2024-03-31")
    assert len(published) == 4
    assert published.codes["age"].tolist() == ["16-24", "16-25", "25-34", "26-34"]
    assert (published.least[~published.hidden] == published.most[~published.hidden]).all()
    assert (published.width[published.hidden] == 5).all()
    assert len(published.linked()) == 4


def test_nothing_is_shown_that_an_attacker_narrows() -> None:
    made = protected(TABLE)
    attacker = Attacker(knowledge="guesses", cells=1, failing=np.array([0]))
    with pytest.raises(NotProtected, match="somebody who guesses could narrow 1 counts"):
        replace(made.shown, attackers=(attacker,)).checked(made.tables)


def test_policies_with_changes_say_so() -> None:
    assert policy_for("suppress", width=5) == policy_for("suppress-5")
    assert policy_for("suppress", width=9).words.endswith("; here with width 9")


def test_no_table() -> None:
    with pytest.raises(UnusableTable, match="There is no table"):
        protect_tables([], Reading(count="count"), policy_for("round"))


def test_files_are_written_as_csv() -> None:
    assert [file_name(one) for one in ("a.CSV", "a.xlsx", "a")] == ["a.CSV", "a.csv", "a.csv"]


@pytest.mark.parametrize("policy", ["round", "suppress", "cellkey"])
def test_what_is_mostly_one_persons_is_hidden(policy: str, tmp_path: Path) -> None:
    text = (files("evenhand.disclosure") / "policies" / f"{load_settings().policies[policy]}.toml").read_text(
        "utf-8"
    )
    own = tmp_path / "own.toml"
    own.write_text(f"{text}\ndominance_n = 1\ndominance_share = 80\n", encoding="utf-8")
    made = protect_tables(
        [given("area,count,most\nA,50,45\nB,40,4\nC,30,\nTotal,120,45")],
        Reading(count="count", largest=("most",)),
        policy_for(str(own)),
        key=KEY,
    )
    assert shown(made)[0] == ""
    assert b"most" not in made.files[0].data


def test_a_contribution_that_is_no_number() -> None:
    policy = replace(policy_for("round"), dominance_n=1, dominance_share=80)
    with pytest.raises(UnusableTable, match="column most is not a whole number in line 2"):
        protect_tables([given("area,count,most\nA,50,x")], Reading(count="count", largest=("most",)), policy)
    with pytest.raises(UnusableTable, match="no column 'top'"):
        protect_tables([given("area,count\nA,50")], Reading(count="count", largest=("top",)), policy)


def test_too_large_a_joint_table_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    few = replace(load_settings(), unpublished=10)
    monkeypatch.setattr("evenhand.disclosure.tables.completed.load_settings", lambda: few)
    ring = [
        "a,b,count\na0,b0,9\na0,b1,8\na1,b0,7\na1,b1,6\nTotal,Total,30",
        "a,c,count\na0,c0,9\na0,c1,8\na1,c0,7\na1,c1,6\nTotal,Total,30",
        "b,c,count\nb0,c0,9\nb0,c1,7\nb1,c0,7\nb1,c1,7\nTotal,Total,30",
    ]
    made = protected(*ring, policy="round")
    assert made.certificate["joint_cells_left_out"]
    assert "too large to be held against them" in made.notes[0]


def test_too_many_left_out_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    none = replace(load_settings(), pieces=0)
    monkeypatch.setattr("evenhand.disclosure.tables.completed.load_settings", lambda: none)
    with pytest.raises(UnusableTable, match="leave out too many parts"):
        protected("age,count\n16-24,15\n25-34,21", "age,count\n16-25,17\n26-34,19")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    one = "area,count\nA,50\nB,40"
    for module, rows in (("read_table", 1), ("joined", 3)):
        with monkeypatch.context() as patched:
            few = replace(load_settings(), rows=rows)
            patched.setattr(f"evenhand.disclosure.tables.{module}.load_settings", lambda few=few: few)
            with pytest.raises(UnusableTable, match="is the most"):
                protected(one, "area,count\nA,50\nB,40")


def test_small_counts_that_no_table_shows_are_kept_from_all_but_insiders() -> None:
    # One of A came in January, and none in February: who knows the one of A knows of the month too.
    by_sex = "area,sex,count\nA,M,1\nA,F,0\nB,M,20\nB,F,30\nC,M,25\nC,F,35"
    by_month = (
        "area,month,count\nA,2024-01,1\nA,2024-02,0\nB,2024-01,22\nB,2024-02,28\nC,2024-01,40\nC,2024-02,20"
    )
    crossed = "sex,month,count\nM,2024-01,30\nM,2024-02,16\nF,2024-01,33\nF,2024-02,32"
    made = protected(by_sex, by_month, crossed)
    assert (shown(made, 0)[0], shown(made, 1)[0]) == ("", "")
    assert made.certificate["joint_cells"] > 0
