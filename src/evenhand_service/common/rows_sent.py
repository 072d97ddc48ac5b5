"""Tables to take away: CSV that no spreadsheet calculates, and files whose rows are read while they are sent.

What is held in memory does not grow with the rows. The request's transaction is over by the time that rows are read, so
that a file has one of its own, in the person's name; what was asked is read on through the database's own cursors.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils import translation

from evenhand.foundations.cells import harmless_text
from evenhand_service.common.who import acting_as

_Row = TypeVar("_Row")
MARK = "\ufeff"
"""Before a CSV, so that a spreadsheet reads it as UTF-8."""


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    """Return rows as CSV; what a spreadsheet would take for a formula is told as text."""
    out = StringIO()
    csv.writer(out).writerows([harmless_text(str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def csv_sent(
    name: str, head: Sequence[str], rows: Iterable[Sequence[Any]], *, person: UUID, at_once: int
) -> StreamingHttpResponse:
    """Return a CSV file whose rows are read while it is sent, so many together, in the person's name and language."""
    texts = _parts_of_csv(head, parts_of(rows, at_once))
    return _answer(name, "text/csv; charset=utf-8", texts, person)


def json_sent(
    name: str, told: Mapping[str, Any], listed: str, rows: Iterable[Any], *, person: UUID, at_once: int
) -> StreamingHttpResponse:
    """Return a JSON file of what is told and a list under the name `listed`, which is read while it is sent."""
    texts = _parts_of_json(told, listed, parts_of(rows, at_once))
    return _answer(name, "application/json", texts, person)


def parts_of(rows: Iterable[_Row], size: int) -> Iterator[list[_Row]]:
    """Yield rows so many at a time."""
    left = iter(rows)
    while part := list(islice(left, size)):
        yield part


def _parts_of_csv(head: Sequence[str], parts: Iterable[Iterable[Sequence[Any]]]) -> Iterator[str]:
    yield MARK + csv_text([head])
    yield from map(csv_text, parts)


def _parts_of_json(told: Mapping[str, Any], listed: str, parts: Iterable[list[Any]]) -> Iterator[str]:
    before = "".join(f"{_json(name)}: {_json(one)},\n" for name, one in told.items())
    yield f"{{\n{before}{_json(listed)}: ["
    between = "\n"
    for part in parts:
        yield between + ",\n".join(_json(one) for one in part)
        between = ",\n"
    yield "\n]\n}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _answer(name: str, media: str, texts: Iterator[str], person: UUID) -> StreamingHttpResponse:
    sent = _in_name_of(person, texts, translation.get_language())
    answer = StreamingHttpResponse(sent, content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _in_name_of(person: UUID, texts: Iterator[str], language: Any) -> Iterator[str]:
    with acting_as(person):
        while (text := _next(texts, language)) is not None:
            yield text


def _next(texts: Iterator[str], language: Any) -> str | None:
    """The next text, in the language of who asked; None after the last."""
    with translation.override(language):
        return next(texts, None)
