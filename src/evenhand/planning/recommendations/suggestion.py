"""A suggestion that two statements are alike: which two, how much, and the reasons in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.vocabulary.speech import speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A text that asks for something: a recommendation, an action of a plan, a finding's next step."""

    key: str
    source: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a pair is suggested: the message's name (`words`, `shared`, ...) and the keys or words that fill it in."""

    kind: str
    values: tuple[str, ...]
    other: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A suggestion: two keys in order, the score (0 to 1) and the reasons for and against."""

    first: str
    second: str
    score: float
    reasons: tuple[Reason, ...]

    def said(self, language: str = "en") -> str:
        """Return the reasons as a sentence that can be read."""
        talk = speech(language)

        def named(kind: str, keys: Sequence[str]) -> str:
            part = {"stages": "stage"}.get(kind, "characteristic")
            return ", ".join(talk.say(f"recommendations.{part}.{key}") for key in keys)

        said = []
        for one in self.reasons:
            if one.kind == "words":
                said.append(talk.say("recommendations.alike.words", share=one.values[0]))
            elif one.kind in ("shared", "same_words"):
                said.append(talk.say(f"recommendations.alike.{one.kind}", words=", ".join(one.values)))
            elif one.kind == "other_characteristics":
                first, second = named(one.kind, one.values), named(one.kind, one.other)
                said.append(talk.say(f"recommendations.alike.{one.kind}", first=first, second=second))
            else:
                said.append(talk.say(f"recommendations.alike.{one.kind}", words=named(one.kind, one.values)))
        return "; ".join(said)
