"""What an entry of the log tells of a row, in words: names of fields, and names in place of ids."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.common.templating.dates import day, moment

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}")


def field_words(column: str) -> str:
    """Return the name of a column as people say it, in the reader's language; else the column's own, with spaces."""
    plain = column.removesuffix("_id")
    words = _fields().get(plain, {})
    return words.get(get_language() or "en") or words.get("en") or plain.replace("_", " ")


@cache
def _fields() -> dict[str, dict[str, str]]:
    text = (resources.files("evenhand_service.accounts") / "data" / "log_fields.toml").read_text("utf-8")
    words: dict[str, dict[str, str]] = tomllib.loads(text)["words"]
    return words


def ids_in(entries: Iterable[AuditEntry]) -> set[UUID]:
    """Return every id that stands among the values of entries."""
    return {
        UUID(one)
        for entry in entries
        for told in entry.told.values()
        for one in (told if isinstance(told, list) else [told])
        if isinstance(one, str) and _ID.fullmatch(one)
    }


def told_words(entry: AuditEntry, names: Mapping[UUID, str]) -> str:
    """Return what changed: values where they may be told, names of fields where not, and the reason of a read."""
    pieces = [_pair(name, value, names) for name, value in entry.told.items() if name != "id"]
    if entry.untold:
        fields = ", ".join(dict.fromkeys(field_words(one) for one in entry.untold))
        pieces.append(_("values not kept: %(fields)s") % {"fields": fields})
    if entry.number_of_rows > 1:
        pieces.append(_("%(number)s rows") % {"number": entry.number_of_rows})
    if entry.reason:
        pieces.append(entry.reason)
    return "; ".join(pieces)


def _pair(name: str, value: Any, names: Mapping[UUID, str]) -> str:
    # The log writes an update as [before, after]; what is empty on one side says so.
    if isinstance(value, list) and len(value) == 2:
        before, after = (_value(one, names) for one in value)
        return f"{field_words(name)}: {before} → {after}"
    return f"{field_words(name)}: {_value(value, names)}"


def _value(value: Any, names: Mapping[UUID, str]) -> str:
    if value is None or value == "":
        return _("nothing")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_value(one, names) for one in value) or _("nothing")
    if not isinstance(value, str):
        return str(value)
    if _ID.fullmatch(value):
        # What has no name of its own keeps the beginning of its id, as in the column before.
        return names.get(UUID(value), value[:8])
    if _MOMENT.match(value):
        return moment(datetime.fromisoformat(value))
    return day(value) if _DAY.fullmatch(value) else value
