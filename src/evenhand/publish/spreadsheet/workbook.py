"""Which sheets a release has: cover, contents, notes, shorthand, and a table a sheet."""

from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from tomllib import loads
from typing import Any

from evenhand.publish.page import meta, page_title, places, trace
from evenhand.publish.shelf import Shelf
from evenhand.publish.spreadsheet.counts import count_sheets
from evenhand.publish.spreadsheet.figures import figure_sheets
from evenhand.publish.spreadsheet.names import Names
from evenhand.publish.spreadsheet.said import finding_sheets
from evenhand.publish.spreadsheet.sheets import Sheet, Workbook
from evenhand.publish.statements import unsaid_sentences
from evenhand.publish.types import Release

COVER, CONTENTS, NOTES, SHORTHAND = "Cover", "Contents", "Notes", "Shorthand"
"""Names of the sheets before the tables; the tables are Table_1, Table_2 and so on."""


@cache
def layout() -> dict[str, Any]:
    """Return data/spreadsheet.toml: symbols, which measures stand by characteristic, and their factors."""
    return loads((resources.files("evenhand.publish") / "data" / "spreadsheet.toml").read_text("utf-8"))


def workbook(release: Release, *, licence: str = "") -> Workbook:
    """Return the workbook of a release; every sheet holds one table, the cover none."""
    shelf = Shelf(release)
    names = Names(shelf)
    drafts = [*finding_sheets(shelf), *figure_sheets(shelf, names, layout()), *count_sheets(shelf, names)]
    tables = [draft.sheet(f"Table_{n}", shelf.say) for n, draft in enumerate(drafts, start=1)]
    front = [_notes(shelf), shorthand_sheet(shelf.say)]
    cover = _cover(shelf, len(tables), licence)
    contents = contents_sheet(shelf.say, [cover, *front, *tables])
    return Workbook(
        title=cover.title,
        description=" · ".join(meta(shelf)),
        language=release.language,
        day=str(release.run.get("as_at") or ""),
        sheets=(cover, contents, *front, *tables),
    )


def _cover(shelf: Shelf, tables: int, licence: str) -> Sheet:
    release, say = shelf.release, shelf.say
    protection = release.counts.protection
    exact = protection is not None and not protection.publishable
    lines = [
        say("files.exact.banner") if exact else "",
        " · ".join(meta(shelf)),
        say("files.cover.tables", count=tables),
        say("files.cover.trace", trace=" · ".join(trace(shelf))),
        say("files.cover.stages", source=shelf.programme.source),
        say("files.cover.licence", licence=licence) if licence else say("files.cover.no_licence"),
        say("files.cover.pages"),
    ]
    title = say("files.cover.title", title=page_title(shelf))
    return Sheet(name=COVER, title=title, lines=tuple(one for one in lines if one))


def contents_sheet(say: Callable[..., str], others: Sequence[Sheet]) -> Sheet:
    """Return the sheet that lists every other, each with a link to it."""
    return Sheet(
        name=CONTENTS,
        title=say("files.contents.title"),
        lines=(say("files.contents.lead"),),
        heads=(say("files.contents.sheet"), say("files.contents.holds")),
        rows=tuple((one.name, one.title) for one in others),
        widths=(20, 90),
        links=tuple(one.name for one in others),
    )


def _notes(shelf: Shelf) -> Sheet:
    """What holds for all tables: how figures were protected and controlled, and how far to trust them."""
    release, say = shelf.release, shelf.say
    said = [
        *(f"{what}: {says}" for what, says in release.about),
        release.findings.rule,
        *release.programme.notes,
    ]
    said += [*release.monitoring, *(f"{shelf.speech.day(day)}: {what}" for day, what in release.breaks)]
    unsaid = unsaid_sentences(release.findings)
    notes = list(dict.fromkeys(one for one in said if one and one not in unsaid)) or [places(shelf)]
    return Sheet(
        name=NOTES,
        title=say("files.notes.title"),
        lines=(say("files.notes.lead"),),
        heads=(say("files.notes.number"), say("files.notes.says")),
        rows=tuple((n, one) for n, one in enumerate(notes, start=1)),
        widths=(10, 100),
    )


def shorthand_sheet(say: Callable[..., str]) -> Sheet:
    """Return the sheet that explains what stands in place of a number."""
    return Sheet(
        name=SHORTHAND,
        title=say("files.shorthand.title"),
        lines=(say("files.shorthand.lead"),),
        heads=(say("files.shorthand.symbol"), say("files.shorthand.means")),
        rows=tuple((f"[{one}]", say(f"files.symbol.{one}")) for one in layout()["symbols"]),
        widths=(12, 90),
    )
