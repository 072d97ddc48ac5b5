"""Drawings: places of marks read back through the axis that the drawing itself shows."""

from xml.etree import ElementTree

import pytest

from evenhand.attack.carriers.axes import axes_of, places
from evenhand.attack.carriers.bars import bar_figures
from evenhand.attack.carriers.drawing import drawing_figures
from evenhand.attack.carriers.figure import Figure, Thing
from evenhand.attack.carriers.known import Known
from evenhand.attack.carriers.marks import Mark, marks_of


def marks(text: str) -> list[Mark]:
    return marks_of(ElementTree.fromstring(f"<svg>{text}</svg>"))


def tick(x: float, words: str, bottom: float = 100) -> str:
    line = f'<line x1="{x}" y1="2" x2="{x}" y2="{bottom}"/>'
    return f'{line}<text x="{x}" y="{bottom + 18}" text-anchor="middle">{words}</text>'


AXIS = tick(100, "−20") + tick(200, "0") + tick(300, "20")


def test_an_axis_is_read_from_its_ticks() -> None:
    (axis,) = axes_of(marks(AXIS))
    assert [axis.value(place) for place in (100, 250, 300)] == [-20, 10, 20]
    assert axis.unit == pytest.approx(0.2)


def test_two_axes_side_by_side_are_two() -> None:
    both = axes_of(marks(AXIS + tick(400, "0") + tick(500, "50") + tick(600, "100")))
    assert [(axis.low, axis.high) for axis in both] == [(-20, 20), (0, 100)]


def test_a_single_tick_is_no_axis() -> None:
    assert axes_of(marks(tick(100, "5") + '<text x="300" y="118">6</text>')) == []


def test_groups_move_their_marks() -> None:
    (axis,) = axes_of(marks(f'<g transform="translate(20 60)">{AXIS}</g>'))
    assert axis.value(120) == -20


def test_a_mark_stands_for_the_figure_at_its_place() -> None:
    drawn = marks(AXIS + '<circle cx="250" cy="50" r="3"/><circle cx="900" cy="50"/>')
    (figure,) = places(drawn, axes_of(drawn), (10.0,), "a")
    assert (figure.where, figure.number) == ("a circle", 10)
    assert 10.0 in figure.beside


def test_a_bar_stands_for_its_length_and_a_line_for_both_ends() -> None:
    drawn = marks(
        AXIS + '<rect x="200" y="10" width="50" height="9"/><line x1="150" y1="50" x2="260" y2="50"/>'
    )
    found = {(one.where, round(one.number, 6)) for one in places(drawn, axes_of(drawn), (), "a")}
    assert found == {("a bar", 10), ("a line", -10), ("a line", 12)}


def test_a_bar_as_thin_as_can_be_seen_and_a_line_at_its_end_say_nothing() -> None:
    drawn = marks(
        AXIS + '<rect x="200" y="10" width="1.5" height="9"/><line x1="201.5" y1="20" x2="201.5" y2="40"/>'
    )
    assert list(places(drawn, axes_of(drawn), (), "a")) == []


def test_a_place_that_is_no_number_is_nought() -> None:
    assert marks('<circle cx="left" cy="1"/>')[0].x1 == 0.0


BARS = (
    '<rect x="10" y="4" width="200" height="22"/><text x="218" y="20">400</text>'
    '<rect x="10" y="40" width="100" height="22"/><text x="118" y="56">200</text>'
    '<rect x="10" y="80" width="50" height="22"/><rect x="60" y="80" width="2" height="22"/>'
)


def bars(text: str) -> list[Figure]:
    return list(bar_figures(marks(text), "a", Known(counts={5.0})))


def test_the_longest_bar_is_the_scale_of_the_others() -> None:
    assert [(one.number, one.beside) for one in bars(BARS)] == [(200, {200.0}), (100, {5.0})]


@pytest.mark.parametrize(
    "text", ["", '<rect x="10" y="4" width="20" height="22"/>', '<text x="1" y="1">5</text>']
)
def test_without_a_labelled_bar_there_is_no_scale(text: str) -> None:
    assert bars(text) == []


def test_words_that_are_no_number_label_nothing() -> None:
    assert bars('<rect x="10" y="4" width="200" height="22"/><text x="218" y="20">fewer than 5</text>') == []


@pytest.mark.parametrize("text", ["<svg><circle></svg>", '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'])
def test_a_drawing_that_cannot_be_read_is_said(text: str) -> None:
    (found,) = drawing_figures(text, "a.svg", Known())
    assert isinstance(found, Thing)
    assert not found.told


def test_an_emblem_has_no_figures() -> None:
    assert list(drawing_figures('<svg><circle cx="8" cy="8" r="5"/></svg>', "a.svg", Known())) == []


def test_a_drawing_whose_name_says_nothing_is_held_against_all_measures() -> None:
    found = drawing_figures(
        f'<svg>{AXIS}<circle cx="250" cy="50" r="3"/></svg>', "a.svg", Known(measures={0.1}), own_name="a"
    )
    (place,) = (one for one in found if isinstance(one, Figure) and one.where == "a.svg circle")
    assert {0.1, 10.0} <= place.beside
