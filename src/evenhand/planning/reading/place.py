"""Places every block of a document: in a row or recommendation, as a heading, or among what could not be placed."""

from collections.abc import Sequence
from datetime import date

from evenhand.planning.reading.answered import AnsweredTables
from evenhand.planning.reading.build import build
from evenhand.planning.reading.drafts import Draft
from evenhand.planning.reading.ledger import Ledger
from evenhand.planning.reading.parts import Parts
from evenhand.planning.reading.placer import Placer
from evenhand.planning.reading.prose import Prose
from evenhand.planning.reading.table import Tables
from evenhand.planning.reading.types import Document, PlanRead


def place(document: Document, *, written_on: date | None = None) -> PlanRead:
    """Return the rows of a document and everything that is in none: not a character is lost, none told twice."""
    ledger, parts, tables, answered = _begin()
    Placer(document.blocks, ledger, parts, tables, answered).run()
    drafts = tables.drafts
    if not drafts and not answered.found:
        # Without a table of actions the plan may be in its paragraphs: gone through again, from the beginning.
        ledger, parts, tables, answered = _begin()
        prose = Prose(parts, ledger.leave)
        Placer(document.blocks, ledger, parts, tables, answered, prose).run()
        drafts = [*tables.drafts, *prose.drafts]
    return _result(document, ledger, parts, drafts, answered, written_on)


def _begin() -> tuple[Ledger, Parts, Tables, AnsweredTables]:
    ledger, parts = Ledger(), Parts()
    tables = Tables(parts, ledger.leave, ledger.keep)
    return ledger, parts, tables, AnsweredTables(parts, ledger, tables.drafts)


def _result(
    document: Document,
    ledger: Ledger,
    parts: Parts,
    drafts: Sequence[Draft],
    answered: AnsweredTables,
    written_on: date | None,
) -> PlanRead:
    ledger.close(parts)
    in_tables = answered.recommendations()
    recommended = ledger.recommended(document.blocks)
    return PlanRead(
        rows=build(drafts, written_on),
        recommendations=(*in_tables, *recommended.recommendations),
        groups=recommended.groups,
        unplaced=tuple(ledger.told(document.blocks, recommended)),
        headings=(*ledger.headings(document.blocks), *recommended.headings),
        notes=document.notes,
        form=document.form,
    )
