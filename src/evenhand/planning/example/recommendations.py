"""Recommendations from structured facts: a committee's, a briefing's areas for action, ten community projects'."""

from dataclasses import dataclass

from evenhand.planning.example.checked import Checked, ExampleAtOdds
from evenhand.planning.example.editions import opened
from evenhand.planning.recommendations import Recommendation, Response, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A community engagement project: where, run by whom, about what, its recommendations, and what came of it.

    The outcomes are the project's: its report does not say which recommendation each belongs to.
    """

    area: str
    region: str
    host: str
    focus: str
    pages: str
    recommendations: tuple[Recommendation, ...]
    outcomes: tuple[str, ...]


def read_recommendations(text: str, name: str) -> tuple[Recommendation, ...]:
    """Return the recommendations written in `text` (TOML); raise ExampleAtOdds naming file and place otherwise."""
    file = opened(text, name)
    source = file.table("source")
    tables = file.tables("recommendation", "recommendation")
    found = tuple(
        _recommendation(
            one,
            source,
            number=one.text("number"),
            text=one.text("text"),
            paragraph=one.text("paragraph"),
            theme=one.text("theme", ""),
        )
        for one in tables
    )
    for part in (file, source, *tables):
        part.done()
    _each_once(found, name)
    return found


def read_projects(text: str, name: str) -> tuple[Project, ...]:
    """Return the projects written in `text` (TOML); raise ExampleAtOdds naming file and place otherwise."""
    file = opened(text, name)
    source = file.table("source")
    tables = file.tables("project", "project")
    found = tuple(_project(one, source) for one in tables)
    for part in (file, source, *tables):
        part.done()
    _each_once([one for project in found for one in project.recommendations], name)
    return found


def _project(one: Checked, source: Checked) -> Project:
    area, pages = one.text("area"), one.text("pages")
    recommendations = tuple(
        _recommendation(
            one, source, number=f"{area} {place}", text=text, paragraph=f"pages {pages}", area=area
        )
        for place, text in enumerate(one.texts("recommendations"), start=1)
    )
    return Project(
        area=area,
        region=one.text("region"),
        host=one.text("host"),
        focus=one.text("focus"),
        pages=pages,
        recommendations=recommendations,
        outcomes=one.texts("outcomes"),
    )


def _recommendation(
    one: Checked, source: Checked, *, number: str, text: str, paragraph: str, theme: str = "", area: str = ""
) -> Recommendation:
    kind = source.text("source_kind")
    if kind not in set(SourceKind):
        raise ExampleAtOdds(
            f"{source.at}: source_kind '{kind}' is not known.", mend=f"Known: {', '.join(SourceKind)}."
        )
    return Recommendation(
        key=f"{source.text('key')}/{number}",
        source=f"{source.text('title')} (file {source.text('source_file')})",
        source_kind=SourceKind(kind),
        text=text,
        number=number,
        paragraph=paragraph,
        theme=theme,
        area=area,
        addressees=one.texts("addressees", source.texts("addressees", ())),
        published=source.day("published"),
        response=Response.NO_REPLY,
    )


def _each_once(found: tuple[Recommendation, ...] | list[Recommendation], name: str) -> None:
    keys = [one.key for one in found]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ExampleAtOdds(f"{name}: {', '.join(twice)} stands there more than once.")
