"""Days and times in the reader's language and in the country's time."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format


def _local(value: date | datetime) -> date | datetime:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def _read(value: date | datetime | str) -> date | datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def day(value: date | datetime | str | None) -> str:
    """Return `14 May 2026`; '' for none. Text is read as ISO 8601."""
    return date_format(_local(_read(value)), "j F Y") if value else ""


def month(value: date | datetime | str | None) -> str:
    """Return `May 2026`."""
    return date_format(_local(_read(value)), "F Y") if value else ""


def moment(value: datetime | str | None) -> str:
    """Return `14 May 2026, 14:05`: hours are written as on a timetable, the same in both languages."""
    return date_format(_local(_read(value)), "j F Y, H:i") if value else ""


def iso(value: date | datetime | None) -> str:
    """Return the day or time as machines write it, for `<time datetime>`."""
    return _local(value).isoformat(timespec="minutes") if isinstance(value, datetime) else str(value or "")
