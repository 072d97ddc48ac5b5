"""A table to take away as CSV, as JSON, or, where it is not too long for one, as a spreadsheet."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from evenhand_service.common.rows_sent import csv_sent, json_sent
from evenhand_service.plan.limits import limits

_ODS = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What there is to take away: rows that are read when they are asked for, as values and as cells under headings.

    `told` comes before the list called `listed` in JSON; `sheet` makes a spreadsheet of all cells; `back` is the page that
    the table was asked for on.
    """

    heads: Sequence[str]
    values: Iterable[Any]
    cells: Callable[[Any], Sequence[str]]
    told: Mapping[str, Any]
    listed: str
    number: Callable[[], int]
    sheet: Callable[[list[Sequence[str]]], bytes]
    back: str


def taken_away(
    request: HttpRequest, name: str, form: str, table: Table
) -> HttpResponse | StreamingHttpResponse:
    """Return a table in the form that is asked for; CSV and JSON are read while they are sent."""
    sent: dict[str, Any] = {"person": request.user.pk, "at_once": limits()["rows_at_once"]}
    if form == "csv":
        return csv_sent(f"{name}.csv", table.heads, map(table.cells, table.values), **sent)
    if form == "json":
        return json_sent(f"{name}.json", table.told, table.listed, table.values, **sent)
    if form != "ods":
        raise Http404
    return _spreadsheet(request, f"{name}.ods", table)


def _spreadsheet(request: HttpRequest, name: str, table: Table) -> HttpResponse:
    number, most = table.number(), limits()["spreadsheet_rows"]
    if number > most:
        return _too_long(request, number, most, table.back)
    answer = HttpResponse(table.sheet([table.cells(one) for one in table.values]), content_type=_ODS)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _too_long(request: HttpRequest, number: int, most: int, back: str) -> HttpResponse:
    """Say what can be had instead: the same table as CSV, which a spreadsheet program opens too."""
    context = {
        "number": number,
        "most": most,
        "back": back,
        "others": [
            (_("As %(form)s") % {"form": form.upper()}, _same_as(request, form)) for form in ("csv", "json")
        ],
    }
    return render(request, "plan/too_long.jinja", context, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def _same_as(request: HttpRequest, form: str) -> str:
    asked = request.GET.urlencode()
    return f"{request.path.rpartition('.')[0]}.{form}" + (f"?{asked}" if asked else "")
