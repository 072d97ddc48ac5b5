"""The charts of a release as files beside the page: which there are, how they are called, and what they hold."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from evenhand.publish.files import csv_text
from evenhand.publish.picture import Pictures, pictures, svg_file
from evenhand.publish.shelf import Shelf
from evenhand.publish.views import AreaSection, Figure

FOLDER = "charts"
"""The folder of a release in which its charts stand."""
FORMATS = ("svg", "png", "csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFile:
    """One chart: its figure, and the line at its foot that says where it comes from."""

    figure: Figure
    credit: str


def chart_name(figure: Figure, kind: str) -> str:
    """Return the file of a figure as the page links to it: 'charts/area-1-pathway.svg'."""
    return f"{FOLDER}/{figure.id}.{kind}"


def charts_of(shelf: Shelf, sections: Iterable[AreaSection]) -> Iterator[ChartFile]:
    """Yield the charts of the first page, area by area: the pathway, need, the steps, the gaps."""
    for section in sections:
        credit = shelf.say(
            "files.chart.credit",
            area=section.name,
            programme=shelf.programme.title,
            run=str(shelf.release.run.get("run_id", "")),
        )
        steps = [figure for step in section.steps for figure in (*step.figures, *step.more)]
        for figure in (section.pathway, section.need, *steps, *section.gaps):
            if figure is not None:
                yield ChartFile(figure=_alone(shelf, figure), credit=credit)


def _alone(shelf: Shelf, figure: Figure) -> Figure:
    """The figure without what its facts say of the page: a chart that travels alone has no list at its end."""
    facts = [one for one in figure.facts.split(" · ") if one != shelf.say("figures.source")]
    return replace(figure, facts=" · ".join(facts))


def chart_texts(charts: Iterable[ChartFile], language: str) -> dict[str, str]:
    """Return the SVG and the CSV of every chart, by the name of their file."""
    texts = {}
    for one in charts:
        texts[chart_name(one.figure, "svg")] = svg_file(one.figure, one.credit, language=language)
        texts[chart_name(one.figure, "csv")] = chart_csv(one.figure)
    return texts


def chart_csv(figure: Figure) -> str:
    """Return the table behind a chart as CSV, in the words in which it stands on the page."""
    return csv_text([figure.table.heads, *figure.table.rows])


def chart_pictures(charts: Iterable[ChartFile], language: str) -> Pictures:
    """Return the PNG of every chart by the name of its file, and why one could not be made."""
    named = {chart_name(one.figure, "png"): (one.figure, one.credit) for one in charts}
    return pictures(named, language=language)
