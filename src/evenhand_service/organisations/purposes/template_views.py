"""Pages of the templates that controllers fill in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from evenhand_service.accounts.access import logged_in
from evenhand_service.organisations import answers
from evenhand_service.organisations.page_parts import Detail, Section
from evenhand_service.organisations.purposes import presenters
from evenhand_service.organisations.purposes.templates import template, templates

_LANGUAGES = {"en": "English", "cy": "Cymraeg"}


@require_safe
@logged_in
def list_templates(request: HttpRequest) -> HttpResponse:
    """Documents to be filled in by the controllers."""
    links = [
        (
            f"{one.title} ({_LANGUAGES[one.language]}, Markdown)",
            reverse("organisations:download-template", args=[one.name, one.language]),
        )
        for one in templates()
    ]
    shown = Detail(
        title=_("Templates to fill in"),
        lead=_("They ask the questions. The answers, and whether they are good ones, are the controllers'."),
        sections=[Section(title=_("Documents"), links=links)],
        breadcrumbs=[presenters.home(), presenters.all_purposes()],
    )
    return answers.detail(request, shown)


@require_safe
@logged_in
def download_template(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """One template as a Markdown file."""
    try:
        one = template(name, language)
    except KeyError as error:
        raise Http404 from error
    answer = HttpResponse(one.text, content_type="text/markdown; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{one.name}.{one.language}.md"'
    return answer
