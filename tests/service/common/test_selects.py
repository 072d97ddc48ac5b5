"""A long list to choose from is drawn quickly, and as the macro draws it."""

from typing import Any

import pytest
from django import forms
from django.template import engines
from lxml import html

from evenhand_service.common.templating.fields import parameters
from evenhand_service.common.templating.selects import FEW, is_long, long_select


class Pick(forms.Form):
    area = forms.ChoiceField(label="Area <one>", required=False)

    def __init__(self, number: int, *args: Any) -> None:
        super().__init__(*args)
        self.fields["area"].choices = [(f"P{one}", f"Place {one} & <b>") for one in range(number)]


def drawn_by_macro(given: dict[str, Any]) -> str:
    template = engines["jinja2"].env.from_string(
        '{% from "govuk_frontend_jinja/components/select/macro.html" import govukSelect %}{{ govukSelect(given) }}'
    )
    return str(template.render(given=given))


def shape(text: str) -> list[tuple[str, dict[str, str], str]]:
    return [
        (
            one.tag,
            {name: " ".join(value.split()) for name, value in one.attrib.items()},
            (one.text or "").strip(),
        )
        for one in html.fragment_fromstring(text.strip()).iter()
    ]


@pytest.mark.parametrize("picked", [{}, {"area": "P3"}])
def test_it_is_as_the_macro_draws_it(picked: dict[str, str]) -> None:
    given = parameters(Pick(FEW + 5, picked)["area"])
    assert is_long(given)
    assert shape(long_select(given)) == shape(drawn_by_macro(given))


def test_short_lists_and_those_with_an_error_or_a_hint_are_the_macros() -> None:
    assert not is_long(parameters(Pick(FEW)["area"]))
    assert not is_long(parameters(Pick(FEW + 5)["area"], hint="A hint"))
    assert not is_long(parameters(Pick(FEW + 5, {"area": "nowhere"})["area"]))
