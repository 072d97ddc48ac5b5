"""The line of facts under every chart: units, number of people, period, source, protection."""

from evenhand.findings.words import capital
from evenhand.publish.shelf import Shelf


def facts(shelf: Shelf, area: str, *first: str) -> str:
    """Return what every chart says of itself in one line, beginning with its units or number of people."""
    parts = [capital(" · ".join(one for one in first if one)), shelf.speech.period(shelf.period(area))]
    parts += [shelf.say("figures.source"), protection_words(shelf)]
    return " · ".join(part for part in parts if part)


def protection_words(shelf: Shelf) -> str:
    """Return how the counts were protected: by the policy's words in the page's language, else its own."""
    protection = shelf.release.counts.protection
    if protection is None:
        return ""
    key = f"figures.policy.{protection.policy.replace('-', '_')}"
    return shelf.say(key) if shelf.speech.messages.has(key) else protection.words
