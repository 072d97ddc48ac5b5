"""Charts stay inside their frame, keep their labels apart, and place values where the axis says."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.publish.charts import (
    BarRow,
    BarSpec,
    DotRow,
    DotSpec,
    Drawing,
    Mark,
    Shape,
    WaterfallRow,
    WaterfallSpec,
    draw_dots,
    draw_stage_bars,
    draw_waterfall,
)
from evenhand.publish.charts.axis import axis, nice_step, tick_words
from evenhand.publish.charts.marks import place
from evenhand.publish.charts.text import text_width, wrap

LONG = "People of Mixed White and Black Caribbean background who live in a supported tenancy"


def row(label: str, estimate: float | None = 41.0, **more: object) -> DotRow:
    ends = {"lower": 33.0, "upper": 49.0, "figure": "41 (33 to 49)", "of": "of 150"}
    return DotRow(label=label, estimate=estimate, **{**ends, **more})


def dots(*rows: DotRow) -> DotSpec:
    return DotSpec(
        rows=rows, axis_words="of every 100", low=20, high=80, reference=58.0, reference_label="White British"
    )


def every_mark(drawing: Drawing) -> list[Mark]:
    return [*drawing.marks, *(one for mark in drawing.marks for one in mark.inside)]


def number(mark: Mark, name: str) -> float:
    return float(dict(mark.attributes)[name])


def texts(drawing: Drawing) -> list[Mark]:
    return [mark for mark in drawing.marks if mark.tag == "text"]


def span(mark: Mark) -> tuple[float, float]:
    """Return where a text begins and ends, by the measure that the charts use."""
    attributes = dict(mark.attributes)
    wide = text_width(mark.text, float(attributes["font-size"]), bold="font-weight" in attributes)
    start = float(attributes["x"]) - {"end": wide, "middle": wide / 2}.get(
        attributes.get("text-anchor", ""), 0
    )
    return start, start + wide


def assert_inside(drawing: Drawing) -> None:
    for mark in texts(drawing):
        start, end = span(mark)
        assert start >= -1, mark.text
        assert end <= drawing.width + 1, mark.text
        assert 0 < number(mark, "y") <= drawing.height, mark.text
    for mark in drawing.marks:
        if mark.tag == "rect":
            assert number(mark, "x") + number(mark, "width") <= drawing.width
            assert number(mark, "y") + number(mark, "height") <= drawing.height


def assert_apart(drawing: Drawing) -> None:
    """No two texts on one line run into each other."""
    lines: dict[float, list[tuple[float, float]]] = {}
    for mark in texts(drawing):
        lines.setdefault(number(mark, "y"), []).append(span(mark))
    for spans in lines.values():
        assert all(left[1] <= right[0] + 1 for left, right in pairwise(sorted(spans)))


@pytest.mark.parametrize("shape", Shape)
def test_dots_stand_where_the_axis_says(shape: Shape) -> None:
    drawing = draw_dots(dots(row("Bangladeshi", 41.0, strong=True), row("White British", 58.0)), shape)
    circles = [mark for mark in drawing.marks if mark.tag == "circle"]
    ticks = {mark.text: number(mark, "x") for mark in texts(drawing) if mark.text in ("40", "60")}
    share = (number(circles[0], "cx") - ticks["40"]) / (ticks["60"] - ticks["40"])
    assert share == pytest.approx((41 - 40) / 20, abs=0.01)
    dashed = next(mark for mark in drawing.marks if "stroke-dasharray" in dict(mark.attributes))
    assert number(dashed, "x1") == number(circles[1], "cx")


@pytest.mark.parametrize("shape", Shape)
def test_group_of_interest_differs_in_more_than_colour(shape: Shape) -> None:
    drawing = draw_dots(dots(row("Bangladeshi", strong=True), row("Pakistani")), shape)
    strong, other = (mark for mark in drawing.marks if mark.tag == "circle")
    assert number(strong, "r") > number(other, "r")
    name = next(mark for mark in texts(drawing) if mark.text == "Bangladeshi")
    assert ("font-weight", "700") in name.attributes


@pytest.mark.parametrize("shape", Shape)
def test_range_without_a_figure_has_ends_and_no_dot(shape: Shape) -> None:
    drawing = draw_dots(dots(row("Chinese", None)), shape)
    assert not [mark for mark in drawing.marks if mark.tag == "circle"]


@pytest.mark.parametrize("shape", Shape)
def test_dots_with_long_names_stay_inside_and_apart(shape: Shape) -> None:
    of = "of 1,150,400"
    drawing = draw_dots(
        dots(row(LONG, of=of), row("Antidisestablishmentarianists" * 2), row(LONG, strong=True)), shape
    )
    assert_inside(drawing)
    assert_apart(drawing)


def test_reference_label_stays_inside_at_either_end() -> None:
    for reference in (0.0, 100.0):
        spec = DotSpec(
            rows=(row("Women"),),
            axis_words="x",
            low=0,
            high=100,
            reference=reference,
            reference_label=LONG[:40],
        )
        assert_inside(draw_dots(spec, Shape.NARROW))


def test_dots_without_reference_draw_no_dashed_line() -> None:
    spec = DotSpec(rows=(row("Women"),), axis_words="x", low=0, high=100)
    assert not [m for m in draw_dots(spec, Shape.WIDE).marks if "stroke-dasharray" in dict(m.attributes)]


BARS = BarSpec(
    name="area-1-pathway",
    rows=(
        BarRow(label="Tested", count="2,400", length=2400, under=("left here: 1,060 negative; " * 6,)),
        BarRow(label=LONG, count="315", length=315, waiting=30, beside="about 53 of every 100", strong=True),
        BarRow(label="Finished", count="fewer than 5", length=None),
        BarRow(label="Withheld", count="withheld", length=None, waiting=5),
    ),
)


@pytest.mark.parametrize("shape", Shape)
def test_bars_are_as_long_as_their_counts(shape: Shape) -> None:
    drawing = draw_stage_bars(BARS, shape)
    solid = [m for m in drawing.marks if m.tag == "rect" and not dict(m.attributes)["fill"].startswith("url")]
    assert number(solid[1], "width") / number(solid[0], "width") == pytest.approx(315 / 2400, abs=0.01)
    assert len(solid) == 2


@pytest.mark.parametrize("shape", Shape)
def test_waiting_people_are_hatched_beside_the_bar(shape: Shape) -> None:
    drawing = draw_stage_bars(BARS, shape)
    hatched = [m for m in drawing.marks if m.tag == "rect" and dict(m.attributes)["fill"].startswith("url")]
    pattern = next(mark for mark in every_mark(drawing) if mark.tag == "pattern")
    assert len(hatched) == 2
    assert dict(hatched[0].attributes)["fill"] == f"url(#{dict(pattern.attributes)['id']})"


@pytest.mark.parametrize("shape", Shape)
def test_bars_stay_inside_and_labels_apart(shape: Shape) -> None:
    drawing = draw_stage_bars(BARS, shape)
    assert_inside(drawing)
    assert_apart(drawing)


def test_bars_without_a_count_are_drawn_without_fault() -> None:
    spec = BarSpec(name="x", rows=(BarRow(label="Tested", count="withheld", length=None),))
    assert not [mark for mark in draw_stage_bars(spec, Shape.WIDE).marks if mark.tag == "rect"]


def waterfall(*parts: float, lower: float | None = -20.0, upper: float | None = -2.0) -> WaterfallSpec:
    rows = tuple(
        WaterfallRow(label=f"Step {n}", points=part, figure=f"{part}") for n, part in enumerate(parts)
    )
    total = WaterfallRow(label="All", points=sum(parts), figure=f"{sum(parts)}")
    return WaterfallSpec(rows=rows, total=total, lower=lower, upper=upper, axis_words="points per 100")


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize("parts", [(-7.0, 2.0, -5.0), (3.0, 4.0), (-1.0, 0.0)])
def test_waterfall_parts_add_to_the_whole(shape: Shape, parts: tuple[float, ...]) -> None:
    drawing = draw_waterfall(waterfall(*parts), shape)
    bars = [mark for mark in drawing.marks if mark.tag == "rect"]
    assert len(bars) == len(parts) + 1
    ends = [(number(bar, "x"), number(bar, "x") + number(bar, "width")) for bar in bars]
    total = ends[-1]
    last = ends[-2]
    assert any(one == pytest.approx(other, abs=2) for one in last for other in total)
    assert_inside(drawing)


def test_waterfall_without_range_draws_none() -> None:
    with_range = draw_waterfall(waterfall(-7.0), Shape.WIDE)
    without = draw_waterfall(waterfall(-7.0, lower=None, upper=None), Shape.WIDE)
    assert len(with_range.marks) > len([mark for mark in without.marks if mark.tag == "line"])


@given(low=st.floats(-1000, 1000), wide=st.floats(0, 5000), most=st.integers(2, 8))
def test_axis_holds_its_ends_with_few_ticks(low: float, wide: float, most: int) -> None:
    made = axis(low, low + wide, 0, 100, most=most)
    assert made.low <= low + 1e-6
    assert made.high >= low + wide - 1e-6 * max(1, abs(low + wide))
    assert 2 <= len(made.ticks) <= most + 3
    assert made.at(made.low) == 0
    assert made.at(made.high) == 100
    assert 0 <= made.at(low + wide / 2) <= 100


def test_steps_are_round_and_ticks_plain() -> None:
    assert [nice_step(span, 5) for span in (1, 12, 60, 100)] == [0.2, 5, 20, 20]
    assert [tick_words(value) for value in (0, 0.5, 20, -10, 1500)] == ["0", "0.5", "20", "−10", "1,500"]


def test_places_are_written_alike_everywhere() -> None:
    assert [place(value) for value in (0, -0.01, 3.0, 3.14159, -2.55)] == ["0", "0", "3", "3.1", "-2.5"]


def test_words_break_at_spaces_and_a_long_word_is_cut() -> None:
    assert wrap("Black Caribbean people", 15, 130) == ["Black Caribbean", "people"]
    assert wrap("", 15, 100) == [""]
    (cut,) = wrap("x" * 100, 15, 100)
    assert cut.endswith("…")
    assert text_width(cut, 15) <= 100
