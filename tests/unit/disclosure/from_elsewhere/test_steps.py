"""Steps in tables: when a column is one, in which order, what sums they make, and what is protected for their sake."""

import numpy as np
import pytest

from evenhand.disclosure.tables import Protected, Reading, UnusableTable, gather, policy_for, protect_tables
from evenhand.disclosure.tables.hierarchy import from_rows
from evenhand.disclosure.tables.steps import steps_of, sums_of_steps
from tests.unit.disclosure.from_elsewhere.given import given

STAGES = ("tested", "assessed", "started")
READING = Reading(count="count")


def table(
    *lines: tuple[int, ...], codes: tuple[str, ...] = STAGES, column: str = "stage", name: str = "t.csv"
):  # type: ignore[no-untyped-def]
    rows = [
        f"a{at},{code},{count}"
        for at, line in enumerate(lines)
        for code, count in zip(codes, line, strict=True)
    ]
    return given("\n".join([f"area,{column},count", *rows]), name)


def found(
    *lines: tuple[float, ...], codes: tuple[str, ...] = STAGES, column: str = "stage", **more: object
) -> dict[str, tuple[str, ...]]:
    """The steps of a table with a line for each area; a count that is not a number is one of which nothing is known."""
    counts = np.array(lines, np.float64).ravel()
    told = {
        "area": np.repeat([f"a{at}" for at in range(len(lines))], len(codes)),
        column: np.tile(codes, len(lines)),
    }
    hidden = np.isnan(counts)
    least, most = np.where(hidden, 0.0, counts), np.where(hidden, np.inf, counts)
    return steps_of(told, least, most, total="Total", **more)  # type: ignore[arg-type]


def protected(*tables: object, policy: str = "suppress", **more: object) -> Protected:
    return protect_tables(
        tables,  # type: ignore[arg-type]
        Reading(count="count", **more),  # type: ignore[arg-type]
        policy_for(policy),
        key=b"a key for tests alone, 32 bytes.",
    )


def test_steps_stand_in_the_order_of_their_counts() -> None:
    assert found((40, 38, 20), (50, 31, 21)) == {"stage": STAGES}
    shuffled = ("started", "tested", "assessed")
    assert found((20, 40, 38), (21, 50, 31), codes=shuffled) == {"stage": STAGES}


def test_hidden_counts_leave_the_order_to_others() -> None:
    nothing = float("nan")
    assert found((nothing, 38, 40), (21, nothing, 50), codes=("started", "assessed", "tested")) == {
        "stage": STAGES
    }


@pytest.mark.parametrize("column", ["area_type", "ethnicity", "region", "sex", "outcome"])
def test_codes_that_happen_to_decrease_are_no_steps(column: str) -> None:
    assert found((400, 38, 20), (500, 31, 21), (300, 30, 2), column=column) == {}


@pytest.mark.parametrize(
    ("codes", "lines"),
    [
        (("seen", "met"), ((40, 38), (31, 33))),  # the order changes
        (("1", "2"), ((40, 38), (33, 31))),  # numbers: stages of a disease, weeks
        (("16-24", "25-34"), ((40, 38), (33, 31))),
        (("seen", "met", "Total"), ((40, 38, 78), (33, 31, 64))),  # parts of a total
        (("seen", "met", "Total"), ((40, 38, 50), (33, 31, 64), (9, 8, 17))),  # parts, and one mistake
        (("seen", "met", "Total"), ((40, 38, 30), (33, 31, 30))),  # more than all
        (("seen", "All", "Total"), ((40, 78, 78), (33, 70, 70))),  # two words for all
        (("seen",), ((40,), (33,))),
        (tuple(f"step {at:02}" for at in range(41)), (tuple(range(141, 100, -1)),)),  # too many
    ],
)
def test_columns_with_the_name_of_steps_that_are_none(
    codes: tuple[str, ...], lines: tuple[tuple[int, ...], ...]
) -> None:
    assert found(*lines, codes=codes) == {}


def test_a_total_that_the_codes_exceed_stands_before_the_steps() -> None:
    assert found((40, 38, 50), (33, 31, 33), codes=("seen", "met", "Total")) == {
        "stage": ("Total", "seen", "met")
    }


def test_those_who_reached_a_step_are_among_those_at_risk() -> None:
    codes = ("reached", "at_risk", "waiting")
    assert found((36, 36, 90), (30, 50, 4), codes=codes, column="state") == {"state": ("at_risk", "reached")}
    assert found((60, 50, 4), (30, 50, 4), codes=codes, column="state") == {}


def test_codes_known_for_parts_are_no_steps() -> None:
    assert found((40, 38, 20), parts=("stage",)) == {}


def test_each_step_is_the_next_and_a_rest() -> None:
    sums = sums_of_steps("stage", STAGES, [{"tested", "started"}])
    assert [(one.whole, one.parts) for one in sums] == [
        ("tested", ("assessed", "tested, not assessed")),
        ("assessed", ("started", "assessed, not started")),
        ("tested", ("started", "tested, not started")),
    ]
    named = sums_of_steps("stage", ("a", "b", "a, not b"))
    assert named[0].parts == ("b", "a, not b'")


def test_a_small_rest_is_protected() -> None:
    made = protected(table((40, 37, 20), (50, 31, 12)))
    hidden = {
        (area, code)
        for area, code, hide in zip(
            made.tables.codes["area"], made.tables.codes["stage"], made.shown.hidden, strict=True
        )
        if hide and "not" not in code
    }
    assert hidden in ({("a0", "tested")}, {("a0", "assessed")})
    assert made.certificate["steps"] == {"stage": list(STAGES)}
    assert {"dimension": "stage", "whole": "tested", "parts": ["assessed", "tested, not assessed"]} in (
        made.certificate["sums"]
    )
    assert "stage is taken for steps (tested, assessed, started)" in made.notes[0]


def test_parts_that_look_like_steps_are_left_when_it_is_said() -> None:
    made = protected(table((40, 37, 20), (50, 31, 12)), incomplete=("stage",))
    assert made.certificate["steps"] == {}
    assert (made.files[0].suppressed, made.notes) == (0, ())


def test_a_hierarchy_says_that_codes_are_parts() -> None:
    parents = from_rows(
        "stages.csv", {"dimension": ["stage"] * 3, "code": list(STAGES), "parent": ["any", "any", "any"]}
    )
    tables = gather([table((40, 37, 20))], Reading(count="count", hierarchies=parents))
    assert tables.steps == {}


def test_steps_of_another_name_are_named() -> None:
    rows = table((40, 37, 20), (50, 31, 12), column="cascade")
    assert protected(rows).files[0].suppressed == 0
    made = protected(rows, steps=("cascade",))
    assert made.certificate["steps"] == {"cascade": list(STAGES)}
    assert (made.files[0].suppressed, made.notes) == (1, ())


def test_of_equal_counts_the_file_gives_the_order() -> None:
    codes = ("seen", "met")
    tables = gather(
        [table((40, 40), (30, 30), codes=codes, column="way")], Reading(count="count", steps=("way",))
    )
    assert tables.steps == {"way": codes}


def test_everybody_in_another_table_stands_before_the_first_step() -> None:
    everybody = given("area,count\na0,43\na1,80", "all.csv")
    made = protected(table((40, 30, 20), (50, 31, 12)), everybody, steps=("stage",))
    assert made.certificate["steps"] == {"stage": ["Total", *STAGES]}
    assert sum(one.suppressed for one in made.files) == 1  # 43 less 40


def test_named_steps_that_grow_are_refused() -> None:
    with pytest.raises(UnusableTable, match=r"'met' has more people than 'seen' \(area=a1, way=met\)"):
        gather(
            [table((40, 38), (10, 30), (9, 39), codes=("seen", "met"), column="way")],
            Reading(count="count", steps=("way",)),
        )


def test_a_column_is_not_steps_and_parts() -> None:
    with pytest.raises(UnusableTable, match="two ways"):
        gather([table((40, 37, 20))], Reading(count="count", steps=("stage",), incomplete=("stage",)))
    with pytest.raises(UnusableTable, match=r"No table has a column 'way' \(--steps\)"):
        gather([table((40, 37, 20))], Reading(count="count", steps=("way",)))


def test_steps_that_may_overlap_are_steps_all_the_same() -> None:
    made = protected(table((40, 37, 20)), overlapping=("stage",))
    assert made.certificate["steps"] == {"stage": list(STAGES)}
    assert made.certificate["overlapping"] == []


def test_whoever_may_have_steps_under_another_name_is_asked() -> None:
    lines = [(40 + at, 37 + at, 20 + at) for at in range(5)]
    (note,) = protected(table(*lines, column="cascade")).notes
    assert "add --steps cascade" in note
    assert protected(table(*lines[:4], column="cascade")).notes == ()
    assert protected(table(*lines[:4], (20, 30, 40), column="cascade")).notes == ()


def test_of_hidden_counts_nobody_is_asked() -> None:
    rows = [f"a{at},{code},,suppressed" for at in range(5) for code in STAGES]
    made = protected(given("\n".join(["area,cascade,count,status", *rows])))
    assert made.notes == ()
