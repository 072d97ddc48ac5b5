"""Files that grow with the plan, sent a part at a time: what is held in memory does not grow with their rows."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils import translation

from evenhand.foundations.cells import harmless_text
from evenhand_service.common.who import acting_as


def csv_in_parts(
    name: str, head: Sequence[str], parts: Iterable[Iterable[Sequence[str]]], *, person: UUID
) -> StreamingHttpResponse:
    """Return a CSV file whose parts are read while it is sent, in the person's name and language.

    The request's transaction is over by then, so that the file has one of its own. What a spreadsheet would take for a
    formula is told as text.
    """
    sent = _sent(head, iter(parts), person, translation.get_language())
    answer = StreamingHttpResponse(sent, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _sent(
    head: Sequence[str], parts: Iterator[Iterable[Sequence[str]]], person: UUID, language: str | None
) -> Iterator[str]:
    yield "\ufeff" + _lines([head])
    with acting_as(person):
        while text := _next(parts, language):
            yield text


def _next(parts: Iterator[Iterable[Sequence[str]]], language: Any) -> str:
    """The next part as text, '' after the last; no part is empty."""
    with translation.override(language):
        return _lines(next(parts, ()))


def _lines(rows: Iterable[Sequence[str]]) -> str:
    out = StringIO()
    csv.writer(out).writerows([harmless_text(cell) for cell in row] for row in rows)
    return out.getvalue()
