"""What is amiss with a load, row by row: as a page and as a file."""

import csv
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from evenhand.foundations.cells import harmless_text
from evenhand_service.accounts.access import needs
from evenhand_service.monitoring.loads import presenters, queries
from evenhand_service.monitoring.loads.finding import found_load
from evenhand_service.monitoring.loads.forms import ProblemFilters
from evenhand_service.monitoring.said import in_reader

_PAGE = 25


@needs("see-loads")
@require_safe
def list_problems(request: HttpRequest, load: UUID) -> HttpResponse:
    """What is amiss, row by row."""
    found = found_load(request, load)
    broken = queries.rules_broken(request.user, found)
    rules, columns = sorted({one["rule"] for one in broken}), sorted({one["column"] for one in broken})
    form = ProblemFilters(request.GET, rules=rules, columns=columns)
    asked = form.cleaned_data if form.is_valid() else {}
    page = Paginator(queries.problems_of(request.user, found, **asked), _PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "load": found,
        "title": presenters.title(found),
        "form": form,
        "page": page,
        "rows": [presenters.problem_row(one) for one in page],
        "how_many": presenters.how_many_problems(found, sum(one["rows"] for one in broken)),
        "filtered": any(asked.values()),
    }
    return render(request, "monitoring/loads/problems.jinja", context)


@needs("see-loads")
@require_safe
def download_problems(request: HttpRequest, load: UUID) -> HttpResponse:
    """The problems as a file; no cell of it is taken for a formula, and none holds what stood in the row."""
    found = found_load(request, load)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="problems-{str(found.pk)[:8]}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response, lineterminator="\n")
    writer.writerow(["line", "column", "rule", "mend"])
    for one in queries.problems_of(request.user, found).iterator():
        writer.writerow(
            [
                one.line,
                *(harmless_text(text) for text in (one.column, in_reader(one.rule), in_reader(one.mend))),
            ]
        )
    return response
