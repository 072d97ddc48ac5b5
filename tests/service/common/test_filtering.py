"""Filters drawn once: what is typed is put in afterwards, escaped, and stays out of memory; names stay out too."""

from typing import Any

from django import forms
from django.template import engines
from markupsafe import Markup

from evenhand_service.common.remembered import REMEMBERED

PAGE = """{% from "components/filters.jinja" import filters %}{{ filters(form) }}"""


class ShelfFilters(forms.Form):
    """Filters of a list of shelves; whose they are names people."""

    q = forms.CharField(required=False)
    size = forms.ChoiceField(required=False, choices=[("s", "Small"), ("l", "Large")])
    owner = forms.ChoiceField(required=False, choices=[("1", "Testname Marker")])
    may_be_remembered = ("q", "size")


class PlainFilters(ShelfFilters):
    """The same, of which nothing is remembered."""

    may_be_remembered = ()


def drawn(form: Any) -> str:
    return engines["jinja2"].from_string(PAGE).render({"form": form})


def asked(**given: str) -> tuple[str, str]:
    """What is drawn with and without a memory, told apart by nothing else."""
    return drawn(ShelfFilters(given)), drawn(PlainFilters(given))


def test_a_filter_is_the_same_with_and_without_a_memory() -> None:
    for _ in range(2):
        for given in ({"q": "women", "size": "l"}, {"q": "men", "size": "s", "owner": "1"}):
            remembered, plain = asked(**given)
            assert remembered == plain


def test_what_is_typed_is_escaped_and_not_remembered() -> None:
    page = drawn(ShelfFilters({"q": 'Testname "Typed" <b>', "size": "s"}))
    assert 'value="Testname &#34;Typed&#34; &lt;b&gt;"' in page
    assert "Typed" not in "".join(map(str, REMEMBERED.values()))


def test_choices_that_name_people_are_not_remembered() -> None:
    assert "Testname Marker" in drawn(ShelfFilters({"owner": "1"}))
    assert "Testname Marker" not in "".join(map(str, REMEMBERED.values()))


def test_other_choices_are_drawn_anew() -> None:
    form = ShelfFilters({"size": "m"})
    form.fields["size"].choices = [("m", "Middling")]
    assert "Middling" in drawn(form)
    assert "Middling" not in drawn(ShelfFilters({"size": "s"}))


def test_a_filter_with_a_mistake_says_so_to_whom_it_concerns() -> None:
    with_mistake = drawn(ShelfFilters({"size": "huge"}))
    assert "huge is not one of the available choices" in with_mistake
    assert "huge" not in drawn(ShelfFilters({"size": "s"}))


def test_what_is_drawn_is_markup() -> None:
    assert isinstance(
        engines["jinja2"].env.globals["filter_field"](ShelfFilters({})["q"], lambda *_, **__: Markup("<i>")),
        Markup,
    )
