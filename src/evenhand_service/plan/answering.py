"""Who answers for an action, as people type it: one on a line, with the body in brackets after the name."""

from collections.abc import Iterable, Sequence
from typing import Any

from evenhand_service.plan.enums import Part

_COLLECTIVE = ("all of ", "all the ", "pawb ", "holl ")


def lines_of(leads: Iterable[Any], part: str) -> str:
    """Return those who have a part in an action, one on a line: 'Kate Davies (UCLan)'."""
    return "\n".join(words_of(one.name, one.agency) for one in leads if one.part == part)


def words_of(name: str, agency: str) -> str:
    """Return a lead in words."""
    return f"{name} ({agency})" if name and agency else name or agency


def split(line: str) -> tuple[str, str]:
    """Return the name and the body of a line; commas inside the brackets belong to the body."""
    text = " ".join(line.split())
    if text.endswith(")") and " (" in text:
        name, _bracket, agency = text[:-1].partition(" (")
        return name.strip(), agency.strip()
    return text, ""


def typed(
    text: str,
    part: str,
    *,
    before: Sequence[Any] = (),
    bodies: Sequence[Any] = (),
    people: Sequence[Any] = (),
) -> list[dict[str, Any]]:
    """Return those who were typed, as fields of a lead.

    A line that stands as before keeps its account; a name that is that of one of `people`, and of no other, is tied to
    theirs, a body or name that is an organisation of the area to that.
    """
    held = {(one.name, one.agency): one for one in before if one.part == part}
    known = {one.name.casefold(): one for one in bodies}
    names = [one.name.casefold() for one in people]
    accounts = {one.name.casefold(): one for one in people if names.count(one.name.casefold()) == 1}
    return [_one(line, part, held, known, accounts) for line in text.splitlines() if line.strip()]


def _one(
    line: str, part: str, held: dict[tuple[str, str], Any], known: dict[str, Any], accounts: dict[str, Any]
) -> dict[str, Any]:
    name, agency = split(line)
    body = known.get((agency or name).casefold())
    if body is not None and not agency:
        name, agency = "", name
    was = held.get((name, agency))
    return {
        "part": part,
        "name": name,
        "agency": agency,
        "is_collective": f"{name} {agency}".strip().casefold().startswith(_COLLECTIVE),
        "user": was.user if was else accounts.get(name.casefold()),
        "organisation": body or (was.organisation if was else None),
    }


PARTS = ((Part.LEAD, "leads"), (Part.DEPUTY, "deputies"), (Part.CONFIRMER, "confirmer"))
"""The parts with the names of their fields in a form."""
