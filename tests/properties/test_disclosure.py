"""Whatever the counts: what is shown is true, rounded, and does not depend on anything that is not shown."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from evenhand.cube import outside_states
from evenhand.disclosure import load_policy, policy_names, protect, show_count
from evenhand.foundations import AT_RISK, REACHED
from tests.unit.disclosure.tables import PROGRAMME, exact, protected, shown

OPEN = load_policy("open-5")
BY_ROUNDING = [name for name in policy_names() if load_policy(name).kind == "rounding"]
STAGES = [stage for stage in PROGRAMME.stages if stage.of is not None]
Cells = dict[tuple[str, str, str], int]


@st.composite
def people(draw: st.DrawFn, largest: int = 60) -> Cells:
    """Draw the counts of two groups and everyone, consistent from stage to stage."""
    cells: Cells = {}
    for group in ("MALE", "FEMALE"):
        came = draw(st.integers(0, largest))
        cells[group, "tested", REACHED] = came
        for stage in STAGES:
            states = [REACHED, *(one.state for one in stage.exits)]
            waiting = ["still_waiting", "too_soon"] if stage.clock else []
            left = came
            counts: dict[str, int] = {}
            for state in [*states[1:], *waiting]:
                counts[state] = draw(st.integers(0, left)) if draw(st.booleans()) else 0
                left -= counts[state]
            counts[REACHED] = left
            outside = [one.state for one in stage.exits if not one.at_risk] + waiting
            for state, count in counts.items():
                cells[group, stage.id, state] = count
            cells[group, stage.id, AT_RISK] = came - sum(counts[state] for state in outside)
            came = left
    for (_, stage_id, state), count in list(cells.items()):
        cells["", stage_id, state] = cells.get(("", stage_id, state), 0) + count
    return cells


@given(people())
def test_the_true_count_lies_within_what_is_shown(cells: Cells) -> None:
    for key, (value, lower, upper, status) in shown(protected(cells)).items():
        assert lower <= cells[key] <= upper
        assert status in {"rounded", "below_threshold", "withheld", "suppressed"}
        if value is not None:
            assert value % 5 == 0
            assert value >= 5
            assert abs(value - cells[key]) <= 2


@given(people(largest=12))
def test_no_cell_alone_tells_a_count_under_5(cells: Cells) -> None:
    for key, (value, lower, upper, status) in shown(protected(cells)).items():
        if cells[key] < 5:
            assert value is None
            assert lower == 0
            assert status in {"below_threshold", "withheld", "suppressed"}
            assert upper >= 4


@given(people(largest=25))
def test_a_state_shared_by_all_of_fewer_than_20_is_never_shown(cells: Cells) -> None:
    table = shown(protected(cells))
    for (group, stage, state), count in cells.items():
        at_risk = cells.get((group, stage, AT_RISK))
        outside = stage != "tested" and state in outside_states(PROGRAMME.stage(stage), PROGRAMME)
        if state != AT_RISK and at_risk is not None and not outside and 5 <= count == at_risk < 20:
            assert table[group, stage, state][3] == "withheld"


@given(people(largest=25))
def test_a_stage_is_withheld_whole_and_so_is_all_that_follows(cells: Cells) -> None:
    table = shown(protected(cells))
    for group in ("MALE", "FEMALE", ""):
        gone = False
        for stage in STAGES:
            here = {one[3] == "withheld" for key, one in table.items() if key[:2] == (group, stage.id)}
            assert len(here) == 1
            assert here == {True} or not gone
            gone = here == {True}


@given(people(largest=25))
def test_withheld_cells_are_not_told_by_the_other_states_of_their_stage(cells: Cells) -> None:
    """Came less the shown states leaves for each withheld cell all that is said of it, and never one number."""
    table = shown(protected(cells))
    for (group, stage, _), (_, lower, upper, status) in table.items():
        if status != "withheld":
            continue
        others = [one for key, one in table.items() if key[:2] == (group, stage)]
        assert all(one == (None, lower, upper, "withheld") for one in others)
        came = table[group, str(PROGRAMME.stage(stage).of), REACHED]
        assert lower == 0
        assert upper >= 4
        assert upper >= came[2]


@given(people(), st.sampled_from(BY_ROUNDING))
def test_the_same_counts_are_protected_alike_every_time(cells: Cells, policy: str) -> None:
    backwards: Mapping[tuple[str, str, str], int] = dict(reversed(cells.items()))
    assert protected(cells, policy).to_rows() == protected(backwards, policy).to_rows()


@given(people(largest=30), st.data())
def test_counts_that_round_alike_are_protected_alike(cells: Cells, data: st.DataObject) -> None:
    """Move every count within its rounding interval: nothing that is shown may change."""
    moved = {}
    for key, count in cells.items():
        low = 0 if count < 5 else max(5, 5 * ((count + 2) // 5) - 2)
        high = 4 if count < 5 else 5 * ((count + 2) // 5) + 2
        moved[key] = data.draw(st.integers(low, high))
    assert shown(protected(moved)) == shown(protected(cells))


@given(people())
def test_entitled_staff_see_every_count_as_it_is(cells: Cells) -> None:
    table = protected(cells, "internal-exact")
    assert table.to_rows() == exact(cells).to_rows()
    assert table.protection is not None
    assert not table.protection.publishable


@given(st.integers(0, 10**6))
def test_a_count_outside_the_table_is_said_as_a_cell_would_be(count: int) -> None:
    (cell,) = shown(
        protect(exact({("", "tested", REACHED): count}), policy=OPEN, programme=PROGRAMME)
    ).values()
    assert show_count(count, OPEN) == ("fewer than 5" if cell[0] is None else f"{cell[0]:,}")
