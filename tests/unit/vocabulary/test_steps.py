"""Steps are called alike wherever they are named, in both languages."""

import pytest

from evenhand.vocabulary import load_vocabulary
from evenhand.vocabulary.steps import programme_title_of, step_label, step_labels
from evenhand.vocabulary.translate import load_phrases


@pytest.mark.parametrize("name", sorted(load_vocabulary().programmes))
def test_every_step_and_its_programme_have_welsh(name: str) -> None:
    programme, welsh = load_vocabulary().programmes[name], load_phrases("cy")
    assert [
        one for one in (programme.title, *(stage.label for stage in programme.stages)) if one not in welsh
    ] == []


def test_the_first_programme_that_has_a_step_says_what_it_is_called() -> None:
    programmes = list(load_vocabulary().programmes.values())
    first = next(one for one in programmes for stage in one.stages if stage.id == "started")
    label = next(stage.label for stage in first.stages if stage.id == "started")
    assert (
        step_label("started")
        == step_label(f"{programmes[-1].id}/started")
        == step_labels()["started"]
        == label
    )
    assert programme_title_of("started") == first.title


def test_a_step_has_its_welsh_and_one_that_nobody_knows_keeps_its_name() -> None:
    assert step_label("caseload", "cy") == "Derbyniwyd gyda chynllun gofal"
    assert step_label("nothing_such", "cy") == programme_title_of("nothing_such", "cy") == "nothing_such"
    assert step_label("") == ""
