"""What an area's page says before and beside its results: smallness, one figure for all groups, borrowed strength."""

from dataclasses import replace

import pyarrow as pa
import pytest

from evenhand.measures import MEASURE_SCHEMA, Measure
from evenhand.publish import Release
from evenhand.publish.borrowed_figure import borrowed_figure
from evenhand.publish.funnel_figure import funnel_figure
from evenhand.publish.pages.area import area_page
from evenhand.publish.pages.smallest import smallest_section
from evenhand.publish.pages.unequal import ABSOLUTE, RELATIVE, unequal_section
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.side_by_side import side_by_side
from tests.unit.publish.releases import ETHNICITY, PERIOD, stop_and_search

DIVISION = Division(*ETHNICITY)


def with_rows(release: Release, rows: list[dict[str, object]]) -> Release:
    """Return the release with further rows of measures; columns that are not named are null."""
    blank = dict.fromkeys(MEASURE_SCHEMA.names)
    table = pa.Table.from_pylist([blank | row for row in rows], schema=MEASURE_SCHEMA)
    both = pa.concat_tables([release.measures.rows, table])
    return replace(release, measures=replace(release.measures, rows=both))


def without(release: Release, *measures: str) -> Release:
    """Return the release without its own rows of these measures."""
    kept = [row for row in release.measures.to_rows() if row["measure"] not in measures]
    table = pa.Table.from_pylist(kept, schema=MEASURE_SCHEMA)
    return replace(release, measures=replace(release.measures, rows=table))


def summary(stage: str, measure: str, **more: object) -> dict[str, object]:
    """Return a row of all groups together at a step."""
    return {
        "cell_id": f"X1 {stage} {measure}",
        "area": "X1",
        "period": PERIOD,
        "characteristic": "ethnicity",
        "code_list": "ethnicity-18+1",
        "edition": "2011",
        "group": "",
        "stage": f"arrest-to-treatment/{stage}",
        "measure": measure,
        "estimate": 0.08,
        "lower": 0.05,
        "upper": 0.12,
        "state": "ok",
        "units": "share",
        **more,
    }


def test_the_smallest_gap_stands_before_any_result(release: Release) -> None:
    page = area_page(Shelf(release), 1, "X1")
    assert page is not None
    assert page.sections[0].id == "smallest"
    assert any("points per 100" in one for one in page.sections[0].sentences)
    assert next(table.caption for table in page.sections[0].more).endswith("Riverside")


def test_years_together_stand_beside_the_single_year(release: Release) -> None:
    own = next(row for row in release.measures.to_rows() if row["measure"] == Measure.SMALLEST_GAP)
    pooled = own | {"period": "2021-04-01/2026-03-31", "estimate": 0.07, "cell_id": "pooled"}
    section = smallest_section(Shelf(with_rows(release, [pooled])), "X1")
    assert section is not None
    cells = [cell for table in section.more for row in table.rows for cell in row]
    assert any("years together" in cell and cell.endswith(": 7") for cell in cells)


def test_a_step_at_which_nothing_could_be_seen_says_so(release: Release) -> None:
    rows = [
        row | {"estimate": None} if row["measure"] == Measure.SMALLEST_GAP else row
        for row in release.measures.to_rows()
    ]
    table = pa.Table.from_pylist(rows, schema=MEASURE_SCHEMA)
    bare = replace(release, measures=replace(release.measures, rows=table))
    section = smallest_section(Shelf(bare), "X1")
    assert section is not None
    assert all("not even the widest difference" in one for one in section.sentences)


def test_a_step_where_one_group_alone_could_be_seen_names_it(release: Release) -> None:
    rows = [
        row | ({"estimate": None} if row["group"] != "ASIAN_BANGLADESHI" else {})
        if row["measure"] == Measure.SMALLEST_GAP
        else row
        for row in release.measures.to_rows()
    ]
    table = pa.Table.from_pylist(rows, schema=MEASURE_SCHEMA)
    section = smallest_section(Shelf(replace(release, measures=replace(release.measures, rows=table))), "X1")
    assert section is not None
    assert any("for Bangladeshi people; of the other groups none" in one for one in section.sentences)


def test_rates_are_told_for_every_thousand() -> None:
    shelf = Shelf(stop_and_search())
    section = smallest_section(shelf, shelf.areas[0])
    assert section is not None
    assert any("1,000 residents" in one for one in section.sentences)


def test_all_groups_in_one_figure_stand_with_the_widest_gaps(release: Release) -> None:
    rows = [
        summary("started", ABSOLUTE, estimate=0.08, lower=0.05, upper=0.12, units="share_difference"),
        summary("retained", ABSOLUTE, estimate=0.0, lower=0.0, upper=0.06, units="share_difference"),
        summary("started", RELATIVE, estimate=14.2, lower=9.1, upper=20.3, units="percent"),
        summary("retained", RELATIVE, lower=None, upper=None, state="too_few", units="percent", estimate=6.0),
    ]
    bare = without(release, ABSOLUTE, RELATIVE)
    section = unequal_section(Shelf(with_rows(bare, rows)), "X1", "area-1")
    assert section is not None
    [figure] = section.figures
    assert "‘Started treatment’: 8 (5 to 12) points per 100" in figure.title
    [table] = section.tables
    started, retained = table.rows
    assert started[1:3] == ("8 (5 to 12)", "14.2 (9.1 to 20)")
    assert started[3].startswith("Bangladeshi: −")
    assert "no range" in retained[2]


def test_without_summary_rows_there_is_no_such_section(release: Release) -> None:
    assert unequal_section(Shelf(without(release, ABSOLUTE, RELATIVE)), "X1", "area-1") is None


def test_a_figure_that_is_withheld_says_so(release: Release) -> None:
    row = summary("started", ABSOLUTE, estimate=None, lower=None, upper=None, state="withheld")
    bare = without(release, ABSOLUTE, RELATIVE)
    section = unequal_section(Shelf(with_rows(bare, [row])), "X1", "area-1")
    assert section is not None
    assert section.figures == ()
    assert section.tables[0].rows[0][1:3] == ("withheld", "–")


def test_a_borrowed_figure_lies_between_the_groups_own_and_its_peers(release: Release) -> None:
    shelf = Shelf(release)
    stage = shelf.programme.stage("started")
    figure = borrowed_figure(shelf, "X1", "area-1", stage, DIVISION)
    assert figure is not None
    assert "with strength borrowed" in figure.title
    rows = [row for row in shelf.find_named("X1", "shrunken", stage) if row.division == DIVISION]
    own = {row.group: row for row in shelf.find("X1", Measure.PROPORTION, stage) if row.division == DIVISION}
    for row in rows:
        if row.group == "ASIAN_BANGLADESHI":
            assert (own[row.group].best or 0) < (row.best or 0) < 0.58
    assert len(figure.table.rows) == sum(row.best is not None for row in rows)
    assert {row[4] for row in figure.table.rows} & {"what is borrowed", "its own people"}


def test_two_groups_have_no_peers_to_borrow_from(release: Release) -> None:
    shelf = Shelf(release)
    sex = Division("sex", "sex", "2021")
    assert borrowed_figure(shelf, "X1", "area-1", shelf.programme.stage("started"), sex) is None


def points(areas: int = 9, **one: float) -> list[dict[str, object]]:
    """Return rows of a funnel: areas of growing size, the last with the figure that is given."""
    rows: list[dict[str, object]] = []
    for n in range(areas):
        size = 100 + 40 * n
        for measure, reach in (("funnel_point", 0.1), ("funnel_point_wide", 0.16)):
            rows.append(
                summary(
                    "started",
                    measure,
                    area=f"Z{n}",
                    characteristic="everyone",
                    code_list="",
                    edition="",
                    group="everyone",
                    numerator=size // 2,
                    denominator=size,
                    estimate=one.get("value", 0.5) if n == areas - 1 else 0.5,
                    lower=0.5 - reach,
                    upper=0.5 + reach,
                    cell_id=f"Z{n} {measure}",
                )
            )
    phi = summary(
        "started",
        "funnel_phi",
        area="",
        characteristic="everyone",
        code_list="",
        edition="",
        group="everyone",
    )
    return [*rows, phi | {"estimate": one.get("phi", 1.0), "units": "number", "state": "no_interval"}]


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.5, "no area lies beyond"), (0.62, "nearer limits, as 1 area in 20"), (0.8, "1 area of 500")],
)
def test_a_funnel_says_which_areas_lie_beyond_its_limits(release: Release, value: float, said: str) -> None:
    shelf = Shelf(with_rows(release, points(value=value)))
    assert "" not in shelf.areas
    figure = funnel_figure(shelf, shelf.programme.stage("started"))
    assert figure is not None
    assert said in figure.title
    assert len(figure.table.rows) == 9
    assert "no further apart than chance" in figure.notes[0]


def test_a_funnel_says_how_far_areas_scatter_beyond_chance(release: Release) -> None:
    shelf = Shelf(with_rows(release, points(phi=2.4)))
    figure = funnel_figure(shelf, shelf.programme.stage("started"))
    assert figure is not None
    assert "2.4 times as great" in figure.notes[0]


def test_no_funnel_without_its_rows(release: Release) -> None:
    shelf = Shelf(release)
    assert funnel_figure(shelf, shelf.programme.stage("started")) is None


def test_one_gap_stands_in_every_way_of_looking_at_it(release: Release) -> None:
    group = {"group": "ASIAN_BANGLADESHI", "reference": "WHITE_BRITISH", "units": "share_difference"}
    rows = [
        summary("started", "difference_adjusted", **group | {"estimate": -0.2, "lower": -0.3, "upper": -0.1}),
        summary(
            "started",
            "difference_adjusted",
            **group | {"within": "age_band", "state": "too_few", "lower": None},
        ),
        summary("started", "difference_bounds", **group | {"estimate": -0.28, "lower": -0.4, "upper": -0.12}),
        summary("started", "ratio_bounds", **group | {"units": "ratio", "lower": 0.4, "upper": 0.9}),
        summary("started", "difference_adjusted", **group | {"group": "WHITE_OTHER", "state": "withheld"}),
    ]
    shelf = Shelf(
        with_rows(without(release, "difference_adjusted", "difference_bounds", "ratio_bounds"), rows)
    )
    first, second = side_by_side(shelf, "X1", shelf.programme.stage("started"), DIVISION)
    assert first.heads[1] == "As counted"
    assert first.heads[-2:] == ("Adjusted", "If all or none not recorded were theirs")
    bangladeshi = next(row for row in first.rows if row[0] == "Bangladeshi")
    assert bangladeshi[-2:] == ("−20 (−30 to −10)", "−40 to −12")
    other = next(row for row in first.rows if row[0] == "White other")
    assert other[-2:] == ("withheld", "–")
    assert second.rows[[row[0] for row in second.rows].index("Bangladeshi")][-1] == "0.40 to 0.90"


def test_a_spread_that_could_be_chance_is_said_to_be_so(release: Release) -> None:
    rows = [summary(step, ABSOLUTE, estimate=0.0, lower=0.0, upper=0.01) for step in ("started", "retained")]
    section = unequal_section(Shelf(with_rows(without(release, ABSOLUTE, RELATIVE), rows)), "X1", "area-1")
    assert section is not None
    assert section.figures[0].title == "Spread by ethnic group: at no step clearly more than chance"
