"""What anybody who attacks a release, and whoever protects it, knows beside its counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from evenhand.disclosure.policy import Policy
from evenhand.vocabulary import Areas, CodeList, Programme


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The policy, the programme and the vocabulary under which a release was made; all of these are public."""

    policy: Policy
    programme: Programme | None
    areas: Areas | None = None
    code_lists: Mapping[str, CodeList] | None = None
