"""Logs as lines of JSON that hold nothing about anybody: what may stand in a line is listed, the rest stays out.

A path, a query, a message with its values and the text of an error can each hold a name or a date of birth, and logs
are read by more people, and kept in more places, than any page. Source: J2; UK GDPR article 5(1)(c).
"""

import json
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

OURS = "evenhand."
# What may fill the gaps of a message of ours: ids, numbers, names of code, and where in the code an error passed.
VALUES = re.compile(
    r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+(\.\d+)?|[A-Za-z]\w*([._][A-Za-z]\w*)+|[\w.-]{1,20}-[0-9a-f]{12}"
    r"|([\w./<>-]+\.py:\d+ [\w<>]+\n?)+"
)
# What a line of ours may hold beside its message, and of what shape; anything else is left out.
FIELDS: Mapping[str, re.Pattern[str]] = {
    "method": re.compile(r"[A-Z]{3,7}"),
    "route": re.compile(r"[a-z][a-z0-9_:-]{0,99}"),
    "status": re.compile(r"\d{3}"),
    "milliseconds": re.compile(r"\d+"),
    "request": re.compile(r"[0-9a-f-]{36}"),
    "run": re.compile(r"[0-9a-f-]{36}"),
    "load": re.compile(r"[0-9a-f-]{36}"),
    "task": re.compile(r"[0-9a-f-]{36}"),
    "step": re.compile(r"[a-z][a-z0-9_.:-]{0,99}"),
    "count": re.compile(r"\d+"),
}
# Others whose messages, before values are filled in, are fixed words; of the rest the place alone is told.
FIXED_WORDS = ("gunicorn.", "django_tasks", "django_tasks_db")


class LinesOfJson(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line: when, how grave, which part, and what of it may be told."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "part": record.name,
        }
        if record.name.startswith(OURS):
            line["message"] = _message(record)
            line |= _fields(record)
        elif record.name.startswith(FIXED_WORDS):
            line["message"] = str(record.msg)
        line["where"] = f"{record.module}:{record.lineno}"
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__qualname__
            line["frames"] = _frames(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """Return a message of ours with what may be told in its gaps, and an ellipsis for the rest."""
    if not isinstance(record.args, tuple) or not record.args:
        return str(record.msg)
    told = tuple(str(value) if VALUES.fullmatch(str(value)) else "…" for value in record.args)
    try:
        return str(record.msg).replace("%d", "%s") % told
    except TypeError:
        return str(record.msg)


def _fields(record: logging.LogRecord) -> dict[str, str]:
    found = {name: str(getattr(record, name)) for name in FIELDS if hasattr(record, name)}
    return {name: value for name, value in found.items() if FIELDS[name].fullmatch(value)}


def _frames(trace: Any) -> list[str]:
    """Return where an error passed, without the text of it, which may hold the value that caused it."""
    frames = traceback.extract_tb(trace)[-12:]
    return [f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}" for frame in frames]


def logging_settings() -> dict[str, Any]:
    """Return Django's LOGGING: everything goes to standard error as lines of JSON."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "evenhand_service.config.logs.LinesOfJson"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            # Django's own handlers write paths, and mail errors to people; ours says the same without.
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},
            "django_tasks": {"level": "INFO"},
            "evenhand": {"level": "INFO"},
        },
    }
