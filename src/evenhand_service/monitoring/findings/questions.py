"""Questions from which a possible explanation can begin: those that fit a step and a characteristic."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question in both languages, the kind of test it calls for, and what it fits; () fits everything."""

    id: str
    kind: str
    stages: tuple[str, ...]
    characteristics: tuple[str, ...]
    words: str
    words_cy: str
    source: str

    def fits(self, stage: str, characteristic: str) -> bool:
        """Return whether the question is worth asking of a finding."""
        at_step = not self.stages or stage in self.stages
        return at_step and (not self.characteristics or characteristic in self.characteristics)

    def said(self, language: str) -> str:
        """Return the words in the reader's language."""
        return self.words_cy if language == "cy" else self.words


@cache
def questions() -> tuple[Question, ...]:
    """Return every question, in the order of the file."""
    text = (resources.files("evenhand_service.monitoring.findings") / "data" / "questions.toml").read_text(
        "utf-8"
    )
    return tuple(
        Question(**one | {name: tuple(one[name]) for name in ("stages", "characteristics")})
        for one in tomllib.loads(text)["question"]
    )


def fitting(stage: str, characteristic: str) -> list[Question]:
    """Return the questions for a finding, those made for its characteristic first."""
    found = [one for one in questions() if one.fits(stage, characteristic)]
    return sorted(found, key=lambda one: (not one.characteristics, not one.stages))


def question(name: str) -> Question | None:
    """Return a question by its id."""
    return next((one for one in questions() if one.id == name), None)
