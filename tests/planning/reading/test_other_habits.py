"""Habits of plans beyond one tidy table: paragraphs, bullets, merged and split cells, nested headings, several tables."""

from pathlib import Path

import docx
import pytest

from evenhand.planning.reading import PlanRead, letters_of, open_document, place
from tests.planning.reading.workbooks import write_xlsx


def read(text: str, folder: Path, name: str = "plan.txt") -> PlanRead:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_file(path)


def read_file(path: Path) -> PlanRead:
    document = open_document(path)
    found = place(document)
    assert found.letters == letters_of(document.blocks)
    return found


def told(found: PlanRead) -> list[tuple]:
    return [
        (
            row.reference,
            row.action,
            [(one.name, one.agency) for one in row.leads],
            str(row.kind),
            str(row.latest),
        )
        for row in found.rows
    ]


def test_labelled_lines(tmp_path: Path) -> None:
    found = read(
        """# Plan for 2026

## Theme 1: Access

### Action 1.1: Open a second door
Lead: Ann Field (Public Health)
By when: March 2026
Progress: Builder found.

### Action 1.2: Print a map
Lead: Ben Hill
Deadline: by 30 June 2026
""",
        tmp_path,
        "plan.md",
    )
    assert told(found) == [
        ("Action 1.1", "Open a second door", [("Ann Field", "Public Health")], "deadline", "2026-03-31"),
        ("Action 1.2", "Print a map", [("Ben Hill", "")], "deadline", "2026-06-30"),
    ]
    assert [row.theme for row in found.rows] == ["Access", "Access"]
    assert found.rows[0].progress == "Builder found."


def test_bullets_with_names_and_dates_in_brackets(tmp_path: Path) -> None:
    found = read(
        """Getting in

Aim: Shorter waits

- A1 Open on Saturdays (Ann Field, Council; June 2026)
- A2 Text people the day before by September 2026 (Ben Hill)
- A3 Share the figures every month. Lead: all partners. Timescale: ongoing

This plan was agreed by the board.
""",
        tmp_path,
    )
    assert told(found) == [
        ("A1", "Open on Saturdays", [("Ann Field", "Council")], "unmarked", "2026-06-30"),
        ("A2", "Text people the day before", [("Ben Hill", "")], "deadline", "2026-09-30"),
        ("A3", "Share the figures every month.", [("all partners", "")], "ongoing", "None"),
    ]
    assert {row.aim for row in found.rows} == {"Shorter waits"}
    assert [one.verbatim for one in found.unplaced] == ["This plan was agreed by the board."]


def test_one_paragraph_an_action(tmp_path: Path) -> None:
    found = read(
        """1. Recruit four community researchers. Lead: Cara Lowe (University). Target date: Autumn 2026.

2. Publish what they find. Lead: Cara Lowe (University); Ben Hill (Council). Target date: after action 1. Status: not begun.
""",
        tmp_path,
    )
    assert [row.reference for row in found.rows] == ["1", "2"]
    assert [str(row.kind) for row in found.rows] == ["deadline", "dependent"]
    assert found.rows[1].depends_on == ("1",)
    assert [one.name for one in found.rows[1].leads] == ["Cara Lowe", "Ben Hill"]
    assert found.rows[1].progress == "not begun."


def test_numbered_prose_is_no_plan(tmp_path: Path) -> None:
    found = read(
        "1. Introduction\n\n1.1 The duty has three parts.\n\n1.2 It began in April 2011.\n\n- fairness\n- openness\n",
        tmp_path,
    )
    assert found.rows == ()
    assert len(found.unplaced) == 5


def test_tables_with_different_headings_and_columns(tmp_path: Path) -> None:
    found = read(
        """## Part one

| Ref | Action | Lead | Deadline |
|---|---|---|---|
| 1 | First thing | Ann Field | May 2026 |

Some words between.

## Part two

| By whom | Task | Review date |
|---|---|---|
| Ben Hill | Second thing | June 2026 |

| Year | Number in treatment |
|---|---|
| 2024 | 310 |
""",
        tmp_path,
        "plan.md",
    )
    assert told(found) == [
        ("1", "First thing", [("Ann Field", "")], "deadline", "2026-05-31"),
        ("", "Second thing", [("Ben Hill", "")], "review", "2026-06-30"),
    ]
    assert [one.code for one in found.unplaced if "2024" in one.verbatim] == ["table_not_understood"]


def test_headings_over_headings_and_merged_cells(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Priority 1: Records", 1)
    table = made.add_table(rows=5, cols=6)
    table.cell(0, 2).merge(table.cell(0, 3)).text = "Responsibility"
    table.cell(0, 4).merge(table.cell(0, 5)).text = "Timescale"
    for column, text in enumerate(("Ref", "Action", "Lead", "Partners", "Start", "End")):
        table.cell(1, column).text = text
    for line, row in enumerate(
        (
            ("1.1", "Map the forms", "Ann Field", "Police", "April 2026", "May 2026"),
            ("1.2", "Change them", "Ben Hill", "", "June 2026", "July 2026"),
        ),
        start=2,
    ):
        for column, text in enumerate(row):
            table.cell(line, column).text = text
    table.cell(4, 0).merge(table.cell(4, 5)).text = "Agreed by the board."
    path = tmp_path / "nested.docx"
    made.save(str(path))
    found = read_file(path)
    assert told(found) == [
        ("1.1", "Map the forms", [("Ann Field", "")], "unmarked", "2026-05-31"),
        ("1.2", "Change them", [("Ben Hill", "")], "unmarked", "2026-07-31"),
    ]
    assert str(found.rows[0].earliest) == "2026-04-01"
    assert found.rows[0].further == {"Responsibility Partners": "Police"}
    assert found.rows[0].theme == "Records"
    assert [one.code for one in found.unplaced] == ["across"]


def test_a_row_split_by_the_end_of_a_page(tmp_path: Path) -> None:
    found = read(
        "Ref\tAction\tProgress\tWhen\tLead\n"
        "1/1\tCollect the views of\tBegun in the north,\tJune 2026\tAnn Field\n"
        "\nCity plan, version 2\n\f\n"
        "Ref\tAction\tProgress\tWhen\tLead\n"
        "\tpeople who left.\tthen the south.\t\t\n"
        "1/3\tTell them what came of it.\t\tJuly 2026\tBen Hill\n",
        tmp_path,
    )
    assert [row.reference for row in found.rows] == ["1/1", "1/3"]
    assert found.rows[0].action == "Collect the views of people who left."
    assert found.rows[0].progress == "Begun in the north, then the south."
    assert "joined" in [one.code for one in found.rows[0].doubts]
    assert [one.code for one in found.unplaced] == ["between_rows", "repeated_header"]


def test_columns_known_by_where_words_stand(tmp_path: Path) -> None:
    found = read(
        """Ref   Action                      Lead officer     Target date
A1    Open the door to everybody  Ann Field        March 2026
      who asks for help           (Council)
A2    Print a map                 Ben Hill         TBC
""",
        tmp_path,
    )
    assert told(found) == [
        (
            "A1",
            "Open the door to everybody who asks for help",
            [("Ann Field", "Council")],
            "deadline",
            "2026-03-31",
        ),
        ("A2", "Print a map", [("Ben Hill", "")], "unmarked", "None"),
    ]


def test_a_table_without_headings_is_read_with_less_confidence(tmp_path: Path) -> None:
    found = read(
        "1,Open the door to everybody,Ann Field,March 2026\n2,Print a map of the town,Ben Hill,May 2026\n",
        tmp_path,
        "plan.csv",
    )
    assert told(found) == [
        ("1", "Open the door to everybody", [("Ann Field", "")], "unmarked", "2026-03-31"),
        ("2", "Print a map of the town", [("Ben Hill", "")], "unmarked", "2026-05-31"),
    ]
    assert all(row.confidence <= 0.7 for row in found.rows)


@pytest.mark.parametrize(
    ("shown", "latest", "earliest"),
    [("mmm-yy", "2026-03-31", "2026-03-01"), ("dd/mm/yyyy", "2026-03-01", "2026-03-01")],
)
def test_a_date_is_read_as_the_sheet_shows_it(tmp_path: Path, shown: str, latest: str, earliest: str) -> None:
    from datetime import date

    path = tmp_path / "plan.xlsx"
    rows = [["Ref", "Action", "Lead", "Deadline"], [1, "Open the door", "Ann Field", date(2026, 3, 1)]]
    write_xlsx(path, rows, date_format=shown)
    row = read_file(path).rows[0]
    assert (row.reference, str(row.earliest), str(row.latest)) == ("1", earliest, latest)


def test_merged_cells_of_a_sheet(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    rows = [
        ["Equality plan 2026", "", "", "", ""],
        ["Theme", "Ref", "Action", "Lead", "Deadline"],
        ["Access", "1", "Open the door", "Ann Field", "May 2026"],
        ["", "2", "Print a map", "Ben Hill", "June 2026"],
    ]
    write_xlsx(path, rows, merged=["A1:E1", "A3:A4"])
    found = read_file(path)
    assert [(row.theme, row.reference) for row in found.rows] == [("Access", "1"), ("Access", "2")]


def test_a_deadline_and_a_review_side_by_side(tmp_path: Path) -> None:
    found = read(
        "Ref,Action,Lead,Deadline,Review date\n1,Open the door,Ann Field,May 2026,March 2026\n",
        tmp_path,
        "plan.csv",
    )
    row = found.rows[0]
    assert (str(row.kind), str(row.latest)) == ("deadline", "2026-05-31")
    assert [(one.label, str(one.kind), str(one.latest)) for one in row.stages] == [
        ("Deadline", "deadline", "2026-05-31"),
        ("Review date", "review", "2026-03-31"),
    ]


def test_a_small_table_for_each_action(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Theme 1: Access", 2)
    for row in ("A1|Open the door|Ann Field (Council)|May 2026", "A2|Print a map|Ben Hill|Spring 2027"):
        table = made.add_table(rows=4, cols=2)
        for line, (label, value) in enumerate(
            zip(("Ref", "Action", "Lead officer", "Target date"), row.split("|"), strict=True)
        ):
            table.cell(line, 0).text, table.cell(line, 1).text = label, value
        made.add_paragraph("")
    path = tmp_path / "small.docx"
    made.save(str(path))
    assert told(read_file(path)) == [
        ("A1", "Open the door", [("Ann Field", "Council")], "deadline", "2026-05-31"),
        ("A2", "Print a map", [("Ben Hill", "")], "deadline", "2027-05-31"),
    ]


def test_actions_numbered_by_word_itself(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=3, cols=4)
    for column, text in enumerate(("No", "Action", "Lead", "When")):
        table.cell(0, column).text = text
    for line, row in enumerate(
        (("Open the door", "Ann Field", "May 2026"), ("Print a map", "Ben Hill", "TBC")), start=1
    ):
        table.cell(line, 0).paragraphs[0].style = made.styles["List Number"]
        for column, text in enumerate(row, start=1):
            table.cell(line, column).text = text
    path = tmp_path / "numbered.docx"
    made.save(str(path))
    assert [row.reference for row in read_file(path).rows] == ["1", "2"]


def test_words_struck_out_and_text_in_a_content_control(tmp_path: Path) -> None:
    from docx.oxml import parse_xml

    made = docx.Document()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    made.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>A1 Open the door (Ann Field; </w:t></w:r>"
            "<w:del><w:r><w:delText>April</w:delText></w:r></w:del><w:ins><w:r><w:t>May</w:t></w:r></w:ins>"
            "<w:r><w:t> 2026)</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    path = tmp_path / "tracked.docx"
    made.save(str(path))
    found = read_file(path)
    assert told(found) == [("A1", "Open the door", [("Ann Field", "")], "unmarked", "2026-05-31")]
    assert [(one.verbatim, one.why) for one in found.unplaced] == [
        ("April", "Words struck out as a tracked change.")
    ]


@pytest.mark.parametrize(
    ("aim", "several"),
    [
        ("i) to shorten waits; ii) to reach people who do not come", True),
        ("(a) shorter waits (b) more people", True),
        ("1) Shorter waits, and 2) more people", True),
        ("i) to shorten waits", False),
        ("shorter waits (see annex b) and more people", False),
    ],
)
def test_several_aims_under_one_are_a_doubt_and_stay_together(
    tmp_path: Path, aim: str, several: bool
) -> None:
    found = read(
        f"Theme 1: Access\nAim: {aim}\nRef\tAction\tLead\tDeadline\n1/1\tOpen\tAnn Field\tMay 2026\n",
        tmp_path,
    )
    (row,) = found.rows
    assert row.aim == aim
    assert ("several_aims" in [one.code for one in row.doubts]) is several
