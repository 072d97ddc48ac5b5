"""Words that governance stores as codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupKind(models.TextChoices):
    """What a group is."""

    PANEL = "panel", _("Panel")
    BOARD = "board", _("Board")
    STEERING = "steering", _("Steering group")
    FORUM = "forum", _("Forum")


class Capacity(models.TextChoices):
    """In which capacity somebody sits in a group. Source: D15."""

    USER = "user", _("Uses services")
    EX_USER = "ex_user", _("Has used services")
    CARER = "carer", _("Carer or family member")
    COMMUNITY = "community", _("Community")
    AGENCY = "agency", _("Agency")


INVOLVED = (Capacity.USER, Capacity.EX_USER, Capacity.CARER, Capacity.COMMUNITY)
"""Those whose standing involvement is looked at: everybody who does not sit there for an agency."""


class SeatPart(models.TextChoices):
    """Which part somebody has in a group."""

    CHAIR = "chair", _("Chair")
    DEPUTY = "deputy", _("Deputy chair")
    SECRETARY = "secretary", _("Takes the minutes")
    MEMBER = "member", _("Member")


class MeetingState(models.TextChoices):
    """How far a meeting is; `governance/steps.py` says what may become what."""

    PLANNED = "planned", _("Planned")
    AGENDA_SENT = "agenda_sent", _("Agenda sent")
    IN_PROGRESS = "in_progress", _("In progress")
    HELD = "held", _("Held, minutes in draft")
    AGREED = "agreed", _("Minutes agreed")
    CALLED_OFF = "called_off", _("Called off")


class ItemKind(models.TextChoices):
    """Why something stands on an agenda."""

    MINUTES = "minutes", _("Minutes of the meeting before")
    REPORTED = "reported", _("Reported by another group")
    OVERDUE = "overdue", _("Overdue")
    REVIEW_DUE = "review_due", _("Review due")
    BLOCKED = "blocked", _("Waits for another action")
    UNCONFIRMED = "unconfirmed", _("Complete, not yet confirmed")
    DUE_SOON = "due_soon", _("Due soon")
    UNDATED = "undated", _("No date")
    FINDING = "finding", _("New finding")
    FREE = "free", _("Other business")


class PaperKind(models.TextChoices):
    """A file kept here, or an address elsewhere."""

    FILE = "file", _("File")
    LINK = "link", _("Link")


class Presence(models.TextChoices):
    """Whether somebody was there."""

    PRESENT = "present", _("Was there")
    APOLOGIES = "apologies", _("Sent apologies")
    ABSENT = "absent", _("Was not there")


class DecisionKind(models.TextChoices):
    """What came of an item of the agenda."""

    INFORMATION = "information", _("For information")
    DECISION = "decision", _("Decision")
    ACTION = "action", _("Action")


class Frequency(models.TextChoices):
    """How often somebody gets one message about what is theirs."""

    DAILY = "daily", _("Every day that there is something new")
    WEEKLY = "weekly", _("Once a week")
    MONTHLY = "monthly", _("Every four weeks")
    NEVER = "never", _("Never")
