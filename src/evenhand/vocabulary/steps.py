"""What steps are called where no programme is named: the first programme that has a step says it."""

from collections.abc import Mapping
from functools import cache

from evenhand.vocabulary.load import load_vocabulary
from evenhand.vocabulary.programmes import Programme
from evenhand.vocabulary.translate import load_phrases


@cache
def _first() -> Mapping[str, tuple[str, Programme]]:
    found: dict[str, tuple[str, Programme]] = {}
    for programme in load_vocabulary().programmes.values():
        for stage in programme.stages:
            found.setdefault(stage.id, (stage.label, programme))
    return found


def step_labels() -> Mapping[str, str]:
    """Return what each step is called in English, by its id."""
    return {step: label for step, (label, _programme) in _first().items()}


def step_label(step: str, language: str = "en") -> str:
    """Return what a step is called, with or without its programme before it; one that is not known stays as it is."""
    name = step.rpartition("/")[2]
    label, _programme = _first().get(name, (name, None))
    return load_phrases(language).get(label, label)


def programme_title_of(step: str, language: str = "en") -> str:
    """Return the title of the first programme that has a step; the step itself where none has."""
    found = _first().get(step)
    title = found[1].title if found else step
    return load_phrases(language).get(title, title)
