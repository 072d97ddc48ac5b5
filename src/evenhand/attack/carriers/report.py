"""What was recovered, in the words of a report."""

from collections.abc import Mapping

from evenhand.attack.types import Recovered

ATTACK = "carriers"
KNOWLEDGE = "published_files"


def leaked(
    where: str, words: str, *, least: float | None = None, cell: Mapping[str, str] | None = None
) -> Recovered:
    """Return what a carrier told: a count where one is known, a statement otherwise."""
    keys = {name: text for name, text in (cell or {}).items() if name != "cell_id" and text}
    return Recovered(
        attack=ATTACK, knowledge=KNOWLEDGE, where=where, cell=keys, least=least, most=least, words=words
    )
