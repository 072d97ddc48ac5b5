"""The rows of a table, written at once: a region's table has thousands of cells, and a macro takes a while over each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup, escape

from evenhand_service.common.templating.writing import lang_attributes

_NUMBER = Markup(' class="eh-table__number"')
_NONE = Markup("")


def table_rows(head: Sequence[Any], rows: Iterable[Sequence[Any]], first_names: bool = True) -> Markup:
    """Return the rows of a table as `components/table.jinja` says what they are; every part is escaped.

    Roles are written out, since a table drawn as blocks loses its own; each cell says its column, for where it is a card.
    """
    columns = [_column(one) for one in head]
    return Markup("\n").join(_row(columns, list(row), first_names) for row in rows)


def _column(one: Any) -> tuple[Markup, bool]:
    """What a column is called, and whether its cells are numbers."""
    if isinstance(one, Mapping):
        return escape(one.get("text", "")), bool(one.get("numeric"))
    return escape(one), False


def _row(columns: Sequence[tuple[Markup, bool]], cells: Sequence[Any], first_names: bool) -> Markup:
    labels = [*columns, *[(_NONE, False)] * (len(cells) - len(columns))]
    drawn = [_cell(one, label, numeric) for one, (label, numeric) in zip(cells, labels, strict=False)]
    if first_names and cells:
        attributes, inside = _parts(cells[0])
        drawn[0] = f'<th scope="row" role="rowheader"{attributes}>{inside}</th>'
    return Markup(f'<tr role="row">{"".join(drawn)}</tr>')  # noqa: S704  (each part was escaped)


def _cell(one: Any, label: Markup, numeric: bool) -> str:
    attributes, inside = _parts(one)
    is_number = numeric or (isinstance(one, Mapping) and one.get("numeric"))
    return f'<td role="cell" data-label="{label}"{_NUMBER if is_number else _NONE}{attributes}>{inside}</td>'


def _parts(one: Any) -> tuple[Markup, Markup]:
    """The attributes that say the language of a cell, and what stands in it."""
    if not isinstance(one, Mapping):
        return _NONE, _NONE if one is None else escape(one)
    inside = escape(one.get("html") or one.get("text", ""))
    if one.get("href"):
        inside = Markup(f'<a class="govuk-link" href="{escape(one["href"])}">{inside}</a>')  # noqa: S704  (escaped)
    return lang_attributes(one["lang"]) if one.get("lang") else _NONE, inside
