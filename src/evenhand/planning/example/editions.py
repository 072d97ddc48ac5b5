"""Editions of a plan from structured facts: the plan of 2006, and a made-up later one to compare it with."""

import tomllib
from collections.abc import Mapping

from evenhand.planning.dates import read_when
from evenhand.planning.editions import Closure, Edition
from evenhand.planning.example.checked import Checked, ExampleAtOdds
from evenhand.planning.rows import Lead, PlanRow

SCHEMA = 1


def read_edition(text: str, name: str) -> Edition:
    """Return the edition written in `text` (TOML); raise ExampleAtOdds naming the file and the place otherwise."""
    file = opened(text, name)
    about = file.table("edition")
    rows = file.tables("row", "row")
    known = [one.text("reference") for one in rows]
    twice = sorted({one for one in known if known.count(one) > 1})
    if twice:
        raise ExampleAtOdds(f"{name}: {', '.join(twice)} is the reference of more than one row.")
    themes = {one.number("number"): one for one in file.tables("theme", "theme")}
    edition = Edition(
        key=about.text("key"),
        plan=about.text("plan"),
        version=about.text("version", ""),
        cover_text=about.text("cover_text", ""),
        cover_date=about.day("cover_date"),
        as_at=about.day("as_at"),
        rows=tuple(_row(one, themes, known) for one in rows),
        closures=tuple(_closure(one) for one in file.tables("closure", "closing note")),
        source=_source(about),
        made_up=about.yes("made_up"),
    )
    for part in (file, about, *rows, *themes.values()):
        part.done()
    return edition


def opened(text: str, name: str) -> Checked:
    """Return a file's outermost table, once it is valid TOML of the schema that is read here."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ExampleAtOdds(f"{name} is not valid TOML: {error}.") from error
    file = Checked(table, name)
    if file.number("schema") != SCHEMA:
        raise ExampleAtOdds(
            f"{name} is of schema {table['schema']}.", mend=f"This version reads schema {SCHEMA}."
        )
    return file


def _source(about: Checked) -> str:
    place = ", ".join(
        f"{word} {said}"
        for word, said in (
            ("file", about.text("source_file", "")),
            ("paragraph", about.text("paragraph", "")),
        )
        if said
    )
    return f"{about.text('source')} ({place})" if place else about.text("source")


def _row(one: Checked, themes: Mapping[int, Checked], known: list[str]) -> PlanRow:
    number = one.number("theme")
    if number not in themes:
        raise ExampleAtOdds(f"{one.at}: theme {number} is not there.", mend=f"Themes: {sorted(themes)}.")
    theme = themes[number]
    reference = one.text("reference")
    if not reference.startswith(f"{number}/"):
        raise ExampleAtOdds(f"{one.at}: the reference {reference} is not of theme {number}.")
    when = one.text("when")
    return PlanRow(
        reference=reference,
        action=one.text("action"),
        theme=f"{number}. {theme.text('title')}",
        aim=" ".join(theme.texts("aims")),
        progress=one.text("progress"),
        when=read_when(when, known=known),
        leads=tuple(_lead(lead) for lead in one.tables("leads", "lead")),
        depends_on=one.texts("depends_on", ()),
        mentions=one.texts("mentions", ()),
        supporting=theme.yes("supporting"),
    )


def _lead(one: Checked) -> Lead:
    lead = Lead(one.text("name"), one.text("agency"))
    one.done()
    if not (lead.name or lead.agency):
        raise ExampleAtOdds(f"{one.at} names nobody.", mend="Give a name, an agency or both.")
    return lead


def _closure(one: Checked) -> Closure:
    closure = Closure(reference=one.text("reference"), note=one.text("note"), on=one.day("on"))
    one.done()
    return closure
