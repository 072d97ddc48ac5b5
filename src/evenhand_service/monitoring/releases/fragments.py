"""A chart as a piece of HTML, made once when it is kept: a page pastes it in, and has time for nothing else.

The markup is that of common/jinja2/components/figure.jinja and table.jinja, without heading and ways to take it away. Words
are the library's, in the language of the release.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from typing import Any

from evenhand.publish.kept import drawing_svg
from evenhand.vocabulary.speech import speech

Plain = Mapping[str, Any]


def figure_html(plain: Plain, language: str) -> str:
    """Return a chart's drawings, notes and table; `plain` is the kept figure in its plain form."""
    return "".join(_pieces(plain, language))


def _pieces(plain: Plain, language: str) -> Iterator[str]:
    yield f'<div class="eh-figure__wide">{drawing_svg(plain, "wide")}</div>'
    yield f'<div class="eh-figure__narrow">{drawing_svg(plain, "narrow")}</div>'
    for note in (*plain.get("notes", ()), _facts(plain, language)):
        if note:
            yield f'<p class="eh-small">{escape(note)}</p>'
    yield (
        '<details class="govuk-details" data-module="govuk-details"><summary class="govuk-details__summary">'
        f'<span class="govuk-details__summary-text">{escape(_as_table(language))}'
        f'<span class="govuk-visually-hidden">: {escape(plain["title"])}</span></span></summary>'
        f'<div class="govuk-details__text">{table_html(plain["table"])}</div></details>'
    )


def _facts(plain: Plain, language: str) -> str:
    """The line of facts without what it says of a written page: there are no files listed at the end of these."""
    source = speech(language).say("figures.source")
    return " · ".join(one for one in plain.get("facts", "").split(" · ") if one != source)


@cache
def _as_table(language: str) -> str:
    return speech(language).say("figures.as_table")


def table_html(plain: Plain) -> str:
    """Return a kept table as a table that becomes cards where it would not fit."""
    numbers = frozenset(plain.get("numbers", ()))
    mark = [' class="eh-table__number"' if n in numbers else "" for n in range(len(plain["heads"]))]
    heads = [escape(one) for one in plain["heads"]]
    head = "".join(f'<th scope="col" role="columnheader"{mark[n]}>{one}</th>' for n, one in enumerate(heads))
    rows = "".join(_row(row, heads, mark) for row in plain["rows"])
    return (
        f'<table class="eh-table" role="table"><caption>{escape(plain["caption"])}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(row: list[str], heads: list[str], mark: list[str]) -> str:
    first, *others = row
    cells = "".join(
        f'<td role="cell" data-label="{heads[n]}"{mark[n]}>{escape(one)}</td>'
        for n, one in enumerate(others, start=1)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{escape(first)}</th>{cells}</tr>'
