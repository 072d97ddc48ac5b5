"""The page on how long people stay: everyone with the ways in which they left, then each compared characteristic."""

from collections.abc import Iterator, Sequence

from evenhand.foundations import EVERYONE
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.staying_figure import staying_figure
from evenhand.publish.staying_tables import means_table, stays_table, ways_table
from evenhand.publish.staying_words import mean_sentences, not_shown, seen_everyone, seen_groups
from evenhand.publish.stays import Curve, curves_of, division_of, stays_of
from evenhand.publish.views import Figure, Page, Section, Table

FILE = "staying.html"


def staying_page(shelf: Shelf) -> Page | None:
    """Return the page; None where the release has no curve. Source: I4."""
    say = shelf.say
    sections = [one for number, area in enumerate(shelf.areas, start=1) for one in _area(shelf, number, area)]
    if not curves_of(shelf):
        return None
    about = Section(
        id="about",
        title=say("staying.about"),
        sentences=tuple(say(f"staying.about_{one}") for one in ("one", "two", "three", "four")),
    )
    return Page(
        file=FILE,
        name=say("staying.name"),
        title=say("staying.title"),
        lead=say("staying.lead"),
        sections=(*sections, about),
    )


def _area(shelf: Shelf, number: int, area: str) -> Iterator[Section]:
    """Everyone of an area, then each characteristic of which something is shown or said not to be."""
    curves = [one for one in curves_of(shelf) if one.words["area"] == area]
    everyone = [one for one in curves if one.words["characteristic"] == EVERYONE]
    if everyone:
        yield Section(
            id=f"stay-{number}",
            title=shelf.say("staying.all_of", area=shelf.area_name(area)),
            figures=(_everyone(shelf, number, everyone[0]),),
        )
    means = [
        one
        for one in stays_of(shelf)
        if one.words["area"] == area and one.words["characteristic"] != EVERYONE
    ]
    absent = [one for one in shelf.release.run.get("without_curve", ()) if one["area"] == area]
    every = [*(one.words for one in curves), *(one.words for one in means), *absent]
    named = dict.fromkeys(division_of(one) for one in every if one["characteristic"] != EVERYONE)
    for division in sorted(named, key=lambda one: _order(shelf, one)):
        yield _division(shelf, number, area, division, [one for one in curves if one.division == division])


def _order(shelf: Shelf, division: Division) -> int:
    compared = shelf.programme.compare
    return compared.index(division.characteristic) if division.characteristic in compared else len(compared)


def _everyone(shelf: Shelf, number: int, curve: Curve) -> Figure:
    title = seen_everyone(shelf, curve)
    return staying_figure(
        shelf,
        f"stay-{number}-everyone",
        [curve],
        title=title,
        table=_table_of(shelf, [curve]),
        ways=curve.has_ways,
    )


def _division(shelf: Shelf, number: int, area: str, division: Division, curves: Sequence[Curve]) -> Section:
    title = shelf.vocabulary.characteristic_title(division.characteristic)
    tables = (ways_table(shelf, curves), means_table(shelf, area, division))
    name = f"stay-{number}-{division.characteristic}-{division.code_list}-{division.edition}".replace(
        "+", "-"
    )
    figures: tuple[Figure, ...] = ()
    if curves:
        seen = seen_groups(shelf, curves)
        figures = (staying_figure(shelf, name, curves, title=seen, table=_table_of(shelf, curves)),)
    return Section(
        id=name,
        title=shelf.say("staying.by", area=shelf.area_name(area), by=title),
        sentences=(*mean_sentences(shelf, area, division), *not_shown(shelf, area, division)),
        figures=figures,
        tables=tuple(one for one in tables if one is not None),
    )


def _table_of(shelf: Shelf, curves: Sequence[Curve]) -> Table:
    return stays_table(shelf, curves)
