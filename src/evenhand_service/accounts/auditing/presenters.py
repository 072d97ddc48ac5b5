"""Entries of the log as rows of words."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand_service.accounts.auditing.forms import ACTIONS
from evenhand_service.accounts.auditing.queries import LogPage
from evenhand_service.accounts.auditing.values import told_words
from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.templating.dates import moment
from evenhand_service.common.walls.raising import walled_models


def subjects() -> list[tuple[str, str]]:
    """Return everything that the log tells of, with its name."""
    return sorted(
        ((one._meta.label_lower, subject_words(one._meta.label_lower)) for one in walled_models()), key=_words
    )


def subject_words(label: str) -> str:
    """Return the name of a kind of row as people say it, in the reader's language; else what stands in the entry."""
    words = _words_of_subjects().get(label, {})
    return words.get(get_language() or "en") or words.get("en") or label


@cache
def _words_of_subjects() -> dict[str, dict[str, str]]:
    text = (resources.files("evenhand_service.accounts") / "data" / "log_words.toml").read_text("utf-8")
    words: dict[str, dict[str, str]] = tomllib.loads(text)["words"]
    return words


def rows(page: LogPage) -> list[list[Any]]:
    """Return the page's entries as cells: when, who, what, to what, which values."""
    actions = dict(ACTIONS)
    return [
        [
            {"text": moment(one.at)},
            _who(one, page),
            str(actions.get(one.action, one.action)),
            f"{subject_words(one.subject)} {one.row_id[:8]}".strip(),
            told_words(one, page.names),
        ]
        for one in page.entries
    ]


def _who(entry: AuditEntry, page: LogPage) -> dict[str, str]:
    """A name that leads to everything they did."""
    if entry.actor is None:
        return {"text": _("Nobody logged in")}
    name = page.names.get(entry.actor, _("Somebody removed since"))
    return {"text": name, "href": f"?person={entry.actor}"}


def _words(pair: tuple[str, str]) -> str:
    return pair[1].casefold()
