"""What of an entry may be public, field by field: pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

FIELDS = {
    "title": _("Title"),
    "done": _("What was done"),
    "where": _("Where"),
    "group": _("For whom"),
    "came_of_it": _("What came of it"),
    "lessons": _("What was learnt"),
    "evidence": _("Address of the evidence"),
    "contact": _("Whom to ask"),
}
"""What can be chosen, in the order in which pages show it."""
ALWAYS = ("title", "done")
_OF_WORDS = ("title", "done", "where", "came_of_it", "lessons")


def body_of(practice: Any, words: Iterable[Any], chosen: Sequence[str]) -> dict[str, Any]:
    """Return the chosen fields of an entry: its words by language, and what is the same in all; nothing else."""
    body: dict[str, Any] = {
        "words": {
            one.language: {name: getattr(one, name) for name in _OF_WORDS if name in chosen} for one in words
        }
    }
    if "group" in chosen and practice.group:
        body["group"] = practice.group
    if "evidence" in chosen and practice.evidence_address:
        body["evidence"] = practice.evidence_address
    if "contact" in chosen and (practice.contact_name or practice.contact_email):
        body["contact"] = {"name": practice.contact_name, "email": practice.contact_email}
    return body
