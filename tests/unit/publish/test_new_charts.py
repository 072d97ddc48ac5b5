"""Charts of areas, of processes, of borrowed strength, of people not recorded, and of a disparity over time."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from evenhand.publish.charts import (
    DotRow,
    DotSpec,
    Drawing,
    FunnelPoint,
    Mark,
    Shape,
    draw_dots,
    draw_funnel,
    draw_process,
    draw_sensitivity,
    draw_shrunken,
    draw_trend,
)
from evenhand.publish.charts.marks import DARK, GREY, LIGHT
from tests.unit.publish import chart_specs as specs
from tests.unit.publish.test_charts import assert_apart, assert_inside, number

EVERY: list[tuple[Callable[[Any, Shape], Drawing], Any]] = [
    (draw_funnel, specs.funnel()),
    (draw_funnel, specs.funnel(2)),
    (draw_process, specs.process()),
    (draw_process, specs.process(2)),
    (draw_process, specs.process(1)),
    (draw_shrunken, specs.shrunken()),
    (draw_sensitivity, specs.sensitivity()),
    (draw_sensitivity, replace(specs.sensitivity(ranged=False), even=None, tips=())),
    (draw_trend, specs.trend()),
    (draw_trend, specs.trend(sparse=True)),
]


def said(drawing: Drawing) -> list[str]:
    return [mark.text for mark in drawing.marks if mark.tag == "text"]


def drawn(drawing: Drawing, tag: str, **equal: str) -> list[Mark]:
    """Return the marks outside the legend with these attributes."""
    return [
        one
        for one in drawing.marks
        if one.tag == tag and equal.items() <= {k.replace("-", "_"): v for k, v in one.attributes}.items()
    ]


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(("draw", "spec"), EVERY)
def test_texts_stand_inside_and_apart(draw: Callable[[Any, Shape], Drawing], spec: Any, shape: Shape) -> None:
    drawing = draw(spec, shape)
    assert drawing.width == shape.value
    assert_inside(drawing)
    assert_apart(drawing)


def test_a_funnel_names_points_beyond_its_limits_and_no_others() -> None:
    drawing = draw_funnel(specs.funnel(), Shape.WIDE)
    assert {"Riverside", "Upper Valley and Market Towns", "people found in need"} <= set(said(drawing))
    assert "Area 3" not in said(drawing)
    assert len(drawn(drawing, "circle", fill=GREY)) == 22
    assert len(drawn(drawing, "rect", fill=DARK)) == 1


def test_a_funnel_keeps_names_of_one_place_apart() -> None:
    spec = specs.funnel()
    crowd = tuple(FunnelPoint(label=f"Crowded area {n}", size=700, value=49, beyond=2) for n in range(9))
    drawing = draw_funnel(replace(spec, points=(*spec.points, *crowd)), Shape.WIDE)
    assert_apart(drawing)
    assert sum(text.startswith("Crowded") for text in said(drawing)) > 1


def test_a_name_without_room_is_left_to_the_table() -> None:
    point = FunnelPoint(label="A name far too long for any telephone " * 3, size=700, value=40, beyond=2)
    drawing = draw_funnel(replace(specs.funnel(), points=(point,)), Shape.NARROW)
    assert not any(text.startswith("A name") for text in said(drawing))


def test_a_funnel_says_what_of_its_legend_is_drawn() -> None:
    assert "beyond the nearer limits" not in said(draw_funnel(specs.funnel(2), Shape.WIDE))


def test_a_process_tells_signals_by_shape_and_draws_no_line_over_gaps_and_breaks() -> None:
    drawing = draw_process(specs.process(), Shape.WIDE)
    assert len(drawn(drawing, "rect", fill=DARK)) == 1
    assert len(drawn(drawing, "path", fill=DARK)) == 1
    assert len(drawn(drawing, "circle", fill="#fff")) == 1
    assert len(drawn(drawing, "circle", fill=DARK)) == 4
    assert len(drawn(drawing, "line", stroke=DARK)) == 5
    assert len(drawn(drawing, "line", stroke_dasharray="2 4")) == 1


def test_limits_follow_the_denominators_and_stop_at_a_break() -> None:
    lines = drawn(draw_process(specs.process(), Shape.WIDE), "path", stroke=GREY, stroke_width="1.6")
    assert len(lines) == 4
    assert all(dict(one.attributes)["d"].count("L") in (5, 9) for one in lines)


def test_the_calendar_stands_behind_and_is_named() -> None:
    drawing = draw_process(specs.process(), Shape.NARROW)
    assert len(drawn(drawing, "rect", fill=LIGHT)) == 1
    assert {"1", "1: custody suite closed for a month"} <= set(said(drawing))


def test_a_group_without_a_range_of_its_own_has_a_ring_and_a_borrowed_range() -> None:
    drawing = draw_shrunken(specs.shrunken(), Shape.WIDE)
    assert len(drawn(drawing, "circle", fill="#fff")) == 3
    assert len(drawn(drawing, "circle", fill=DARK)) == 3
    assert len(drawn(drawing, "line", stroke=DARK)) == 3
    assert len(drawn(drawing, "line", stroke_width="1.5", stroke="#8a9299")) == 2


def test_a_group_with_neither_figure_nor_range_of_its_own_is_still_drawn() -> None:
    spec = specs.shrunken()
    bare = replace(spec.rows[2], own=None)
    drawing = draw_shrunken(replace(spec, rows=(bare,)), Shape.NARROW)
    assert len(drawn(drawing, "circle", fill="#fff")) == 0


def test_the_tipping_point_lies_on_the_line_of_no_difference_and_the_even_share_on_the_curve() -> None:
    drawing = draw_sensitivity(specs.sensitivity(), Shape.WIDE)
    tip = drawn(drawing, "rect", fill=DARK)[0]
    none = drawn(drawing, "line", stroke_dasharray="4 3")[0]
    assert number(tip, "y") + number(tip, "height") / 2 == pytest.approx(number(none, "y1"), abs=0.11)
    even = drawn(drawing, "circle", fill=DARK)[0]
    assert number(even, "cx") == pytest.approx(52 + 0.21 * (908 - 52), abs=0.1)


def test_a_share_beyond_the_curve_stands_at_its_end() -> None:
    spec = specs.sensitivity()
    ends = {}
    for share in (-1.0, 0.0, 101.0, 100.0):
        mark = drawn(draw_sensitivity(replace(spec, even=share), Shape.WIDE), "circle", fill=DARK)[0]
        ends[share] = number(mark, "cy")
    assert ends[-1.0] == ends[0.0]
    assert ends[101.0] == ends[100.0]


def test_twice_and_half_as_often_lie_equally_far_from_one() -> None:
    drawing = draw_trend(specs.trend(), Shape.WIDE)
    assert [text for text in said(drawing) if text in {"2", "1", "1/2", "1/4"}] == ["1/4", "1/2", "1", "2"]
    ticks = {mark.text: number(mark, "y") for mark in drawing.marks if mark.tag == "text"}
    assert ticks["1/2"] - ticks["1"] == pytest.approx(ticks["1"] - ticks["2"], abs=0.11)


def test_without_a_trend_no_line_is_drawn_or_named() -> None:
    drawing = draw_trend(specs.trend(sparse=True), Shape.WIDE)
    assert "the trend" not in said(drawing)
    assert len(drawn(drawing, "circle", fill=GREY)) == 2


def test_a_ratio_of_none_or_without_end_stays_on_the_scale() -> None:
    spec = specs.trend(sparse=True)
    wild = replace(spec.points[2], value=0.0, lower=0.0, upper=90.0)
    drawing = draw_trend(replace(spec, points=(wild, *spec.points[1:])), Shape.WIDE)
    assert_inside(drawing)
    assert "16" in said(drawing)


@pytest.mark.parametrize("shape", Shape)
def test_dots_have_a_pale_band_of_what_people_not_recorded_could_change(shape: Shape) -> None:
    row = DotRow(label="A", estimate=41, lower=33, upper=49, figure="41", of="of 9", could_be=(30, 55))
    drawing = draw_dots(DotSpec(rows=(row,), axis_words="of every 100", low=20, high=80), shape)
    [band] = drawn(drawing, "rect", fill=LIGHT)
    [line] = drawn(drawing, "line", stroke=GREY, stroke_width="2.5")
    assert number(band, "x") < number(line, "x1")
    assert number(band, "x") + number(band, "width") > number(line, "x2")
