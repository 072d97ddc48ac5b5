"""State machines as tables of transitions: what may become what, by whose doing, in which words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


class NotAllowedNow(Exception):
    """Something was asked of a thing whose state does not allow it; `words` say so to the person."""

    def __init__(self, words: Any) -> None:
        super().__init__(str(words))
        self.words = words


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One step: the worker's verb, from which states to which, and who takes it: a permission, or `worker`."""

    verb: str
    before: tuple[str, ...]
    after: str
    by: str
    what: str


@dataclass(frozen=True, slots=True)
class Machine:
    """All steps of one kind of thing, in order."""

    steps: tuple[Transition, ...]

    def step(self, verb: str) -> Transition:
        """Return the step that a verb names; raises KeyError for one that there is not."""
        return self.by_verb()[verb]

    def by_verb(self) -> Mapping[str, Transition]:
        """Return every step by its verb."""
        return {one.verb: one for one in self.steps}

    def allows(self, verb: str, state: str) -> bool:
        """Return whether a step may be taken from a state."""
        return state in self.step(verb).before
