"""Models of governance, a file for each thing."""

from evenhand_service.governance.models.diary import CalendarFeed, DigestSetting, Told
from evenhand_service.governance.models.groups import Group, Seat
from evenhand_service.governance.models.meetings import AgendaItem, Attendance, Meeting, Paper, PaperFile
from evenhand_service.governance.models.outcomes import (
    CameOf,
    Decision,
    Look,
    Minutes,
    Raised,
    UpwardReport,
)

__all__ = [
    "AgendaItem",
    "Attendance",
    "CalendarFeed",
    "CameOf",
    "Decision",
    "DigestSetting",
    "Group",
    "Look",
    "Meeting",
    "Minutes",
    "Paper",
    "PaperFile",
    "Raised",
    "Seat",
    "Told",
    "UpwardReport",
]
