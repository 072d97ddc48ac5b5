"""Addresses of a small service around the frame: a page with every component, and a form behind a log-in."""

from datetime import date

from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path

from evenhand_service.accounts.access import anybody, logged_in
from evenhand_service.common.day_field import DayField
from evenhand_service.config import urls

SVG = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" role="img" '
    'aria-labelledby="title desc" viewBox="0 0 300 60" width="300" height="60"><title id="title">Two bars</title>'
    '<desc id="desc">40 and 60</desc><rect x="0" y="10" width="120" height="16" fill="#12436D"/>'
    '<rect x="0" y="34" width="180" height="16" fill="#8fa3b5"/></svg>'
)


class NoteForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(max_length=60, help_text="In a few words")
    email = forms.EmailField(required=False)
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    step = forms.ChoiceField(choices=[("", "Choose"), ("need", "Need"), ("start", "Start")])
    who = forms.ChoiceField(choices=[("1", "One"), ("2", "Two")], widget=forms.RadioSelect)
    what = forms.MultipleChoiceField(choices=[("x", "X"), ("y", "Y")], widget=forms.CheckboxSelectMultiple)
    on = DayField()
    agreed = forms.BooleanField(label="I have read it")
    password = forms.CharField(widget=forms.PasswordInput, required=False)
    file = forms.FileField(required=False)


class StepForm(forms.Form):
    """A filter."""

    step = forms.ChoiceField(choices=[("", "All"), ("need", "Need")], required=False)
    area = forms.CharField(required=False)


SENT: list[dict[str, object]] = []


@logged_in
def note(request: HttpRequest) -> HttpResponse:
    """A form that keeps what it is given in SENT."""
    form = NoteForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        SENT.append(form.cleaned_data)
        messages.success(request, "Saved")
        return HttpResponseRedirect("/components")
    return render(request, "tests/note.jinja", {"form": form, "has_errors": bool(form.errors)})


@anybody
def components(request: HttpRequest) -> HttpResponse:
    """Every component once."""
    figure = {
        "id": "fig-1",
        "title": "Fewer people of one group start",
        "lead": "April to June 2026",
        "words": "Of every 100, 40 and 60.",
        "wide": SVG,
        "narrow": SVG,
        "table": {
            "caption": "",
            "head": ["Group", {"text": "Of 100", "numeric": True}],
            "rows": [["One", 40], ["Two", 60]],
        },
        "downloads": [{"text": "CSV", "href": "/x.csv"}],
        "address": "/components#fig-1",
    }
    page = Paginator(range(300), 10).get_page(request.GET.get("page", 4))
    today = date(2026, 7, 14)
    return render(
        request,
        "tests/components.jinja",
        {
            "figure": figure,
            "page": page,
            "filter": StepForm(request.GET),
            "today": today,
            "many": bool(request.GET.get("many")),
        },
    )


@anybody
def progress(request: HttpRequest) -> HttpResponse:
    """Work under way."""
    finished = bool(request.GET.get("finished"))
    steps = [
        {"text": "Read", "state": "done"},
        {"text": "Count", "state": "now"},
        {"text": "Protect", "state": "later"},
    ]
    told = {"words": "2 of 3 steps done", "done": 2, "of": 3, "steps": steps, "finished": finished}
    return render(request, "tests/progress.jinja", {"progress": told})


@anybody
def fault(request: HttpRequest, which: int) -> HttpResponse:
    """Go wrong on purpose, with something in the fault that no page may tell."""
    if which == 404:
        raise Http404("Mair Rhydderch")
    if which == 403:
        raise PermissionDenied("Mair Rhydderch")
    raise RuntimeError("Mair Rhydderch")


@anybody
def enter(request: HttpRequest) -> HttpResponse:
    """A log-in page of its own, so that these tests hold whatever the service's own looks like."""
    return render(request, "layouts/page.jinja")


@anybody
def leave(request: HttpRequest) -> HttpResponse:
    """Log out on purpose."""
    logout(request)
    return HttpResponseRedirect("/enter")


@anybody
def nonce(request: HttpRequest) -> HttpResponse:
    """A page that needs a script of its own."""
    return HttpResponse(str(request.csp_nonce))


urlpatterns = [
    path("nonce", nonce),
    path("enter", enter),
    path("leave", leave),
    path("note", note),
    path("components", components),
    path("progress", progress),
    path("fault/<int:which>", fault),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)
