"""What always holds of counts: they add up, along the pathway and across groups, in whatever order people come."""

from datetime import date

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.cube import build_count_table, count_journeys, stage_states
from evenhand.foundations import AT_RISK, EVERYONE, REACHED, CountTable
from evenhand.pathway import Journeys
from evenhand.vocabulary import UNKNOWNS, load_vocabulary

VOCABULARY = load_vocabulary()
PROGRAMME = VOCABULARY.programme("arrest-to-treatment")
LISTS = {"ethnicity": "ethnicity-18+1:2011", "sex": "sex:2021"}
FEWER = settings(max_examples=max(6, settings().max_examples // 4))
COARSER = VOCABULARY.code_list(LISTS["ethnicity"]).to_coarser()


@st.composite
def person(draw: st.DrawFn) -> dict[str, object]:
    """Draw one journey: how far it went and how it ended."""
    row: dict[str, object] = {
        "area": draw(st.sampled_from(["A", "B"])),
        "period": "2024-01-01/2024-12-31",
        "date": date(2024, draw(st.sampled_from([1, 12])), 3),
        "ethnicity": draw(
            st.sampled_from(["WHITE_BRITISH", "WHITE_IRISH", "ASIAN_INDIAN", "not_stated", None])
        ),
        "sex": draw(st.sampled_from(["MALE", "FEMALE", None])),
    }
    came = True
    for stage in PROGRAMME.stages:
        options = [one for one in stage_states(stage, PROGRAMME) if one != AT_RISK]
        state = draw(st.sampled_from([REACHED, *options])) if came else None
        outside = {one.state for one in stage.exits if not one.at_risk} | {"still_waiting", "too_soon"}
        row[f"state.{stage.id}"] = state
        row[f"at_risk.{stage.id}"] = came and state not in outside
        came = state == REACHED
    return row


people = st.lists(person(), min_size=1, max_size=30)
COLUMNS = [("area", pa.string()), ("period", pa.string()), ("date", pa.date32())]
COLUMNS += [("ethnicity", pa.string()), ("sex", pa.string())]
for _stage in PROGRAMME.stages:
    COLUMNS += [(f"state.{_stage.id}", pa.string()), (f"at_risk.{_stage.id}", pa.bool_())]


def part(rows: list[dict[str, object]]) -> pa.Table:
    """Return the counts of the people; the period is always the year."""
    table = pa.Table.from_pylist(rows, schema=pa.schema(COLUMNS))
    year = Journeys(rows=table, repeats=0, excluded=(), first=date(2024, 1, 1), last=date(2024, 12, 31))
    return count_journeys(journeys=year, programme=PROGRAMME, code_lists=LISTS)


def whole(*parts: pa.Table) -> CountTable:
    return build_count_table(parts, programme=PROGRAMME, code_lists=VOCABULARY.code_lists)


def by_place(counts: CountTable) -> dict[tuple[str, str, str], dict[tuple[str, str], int]]:
    found: dict[tuple[str, str, str], dict[tuple[str, str], int]] = {}
    for row in counts.to_rows():
        place = row["area"], row["characteristic"], row["group"]
        found.setdefault(place, {})[row["stage"].split("/")[1], row["state"]] = row["value"]
    return found


@FEWER
@given(people)
def test_those_who_came_to_a_stage_are_in_one_of_its_states(rows: list[dict[str, object]]) -> None:
    for cells in by_place(whole(part(rows))).values():
        for stage in PROGRAMME.stages[1:]:
            states = [one for one in stage_states(stage, PROGRAMME) if one != AT_RISK]
            came = cells[str(stage.of), REACHED]
            assert sum(cells[stage.id, state] for state in states) == came
            assert cells[stage.id, REACHED] <= cells[stage.id, AT_RISK] <= came


@FEWER
@given(people)
def test_groups_add_up_to_everyone_and_fine_ones_to_coarse_ones(rows: list[dict[str, object]]) -> None:
    places = by_place(whole(part(rows)))
    for (area, characteristic, _), cells in places.items():
        if characteristic != EVERYONE:
            continue
        for key, number in cells.items():
            for divided in ("ethnicity", "ethnicity_broad", "sex"):
                of = [one for place, one in places.items() if place[:2] == (area, divided)]
                assert sum(one[key] for one in of) == number
    for (area, characteristic, group), cells in places.items():
        if characteristic == "ethnicity_broad":
            fine = [
                one
                for place, one in places.items()
                if place[:2] == (area, "ethnicity") and COARSER[place[2]] == group
            ]
            assert cells == {key: sum(one[key] for one in fine) for key in cells}
    assert COARSER.keys() >= UNKNOWNS.keys()


@FEWER
@given(people, st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(rows: list[dict[str, object]], chance: object) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert whole(part(rows)).to_rows() == whole(part(mixed)).to_rows()


@FEWER
@given(people, st.integers(0, 30))
def test_two_halves_added_are_the_whole(rows: list[dict[str, object]], cut: int) -> None:
    halves = [half for half in (rows[:cut], rows[cut:]) if half]
    assert whole(*(part(half) for half in halves)).to_rows() == whole(part(rows)).to_rows()


@FEWER
@given(people)
def test_every_group_that_is_seen_has_every_cell_and_none_has_a_cell_twice(
    rows: list[dict[str, object]],
) -> None:
    counts = whole(part(rows))
    names = counts.cells.column("cell_id").to_pylist()
    assert len(set(names)) == len(names)
    assert names == sorted(names)
    expected = {(stage.id, state) for stage in PROGRAMME.stages for state in stage_states(stage, PROGRAMME)}
    for cells in by_place(counts).values():
        assert set(cells) == expected
        assert cells["tested", REACHED] > 0
