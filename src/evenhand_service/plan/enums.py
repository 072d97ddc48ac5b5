"""Words that the plan stores as codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActionStatus(models.TextChoices):
    """An action is open; complete, confirmed or not yet; or closed with a note without having been completed."""

    OPEN = "open", _("Open")
    COMPLETE = "complete", _("Complete")
    CLOSED = "closed", _("Closed without completion")


class WhenKind(models.TextChoices):
    """What stands in a plan's date column; UNMARKED where the plan does not say whether it is a review or a deadline."""

    DEADLINE = "deadline", _("Deadline")
    REVIEW = "review", _("Review date")
    UNMARKED = "unmarked", _("Date, not said whether review or deadline")
    STAGED = "staged", _("In stages")
    DEPENDENT = "dependent", _("Depends on something else")
    ONGOING = "ongoing", _("Ongoing")
    NONE = "none", _("No date")


class Part(models.TextChoices):
    """Which part somebody has in an action."""

    LEAD = "lead", _("Leads")
    DEPUTY = "deputy", _("Deputy")
    CONFIRMER = "confirmer", _("Confirms completion")


class OriginKind(models.TextChoices):
    """Where an action came from."""

    NONE = "none", _("The plan itself")
    FINDING = "finding", _("A finding")
    RECOMMENDATION = "recommendation", _("A recommendation")
    DOCUMENT = "document", _("A document that was read")
    MEETING = "meeting", _("A meeting")


class LinkKind(models.TextChoices):
    """An action waits for another, or names it."""

    DEPENDS = "depends", _("Depends on")
    MENTIONS = "mentions", _("Names")


class ProgressKind(models.TextChoices):
    """What an entry of the progress log is: somebody's words, or something that happened to the action."""

    WORDS = "words", _("Progress")
    CARRIED = "carried", _("Progress as the document has it")
    MADE = "made", _("Taken into the plan")
    CHANGED = "changed", _("Changed")
    COMPLETE = "complete", _("Said to be complete")
    CONFIRMED = "confirmed", _("Completion confirmed")
    RETURNED = "returned", _("Not confirmed")
    CLOSED = "closed", _("Closed without completion")
    REOPENED = "reopened", _("Opened again")
    UNBLOCKED = "unblocked", _("No longer waits")
    REVIEWED = "reviewed", _("Looked at")


class EvidenceKind(models.TextChoices):
    """A file kept here, or an address elsewhere."""

    FILE = "file", _("File")
    LINK = "link", _("Link")


class EvidenceState(models.TextChoices):
    """What was said of evidence by somebody other than who gave it."""

    OFFERED = "offered", _("Not yet looked at")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Not accepted")


class SourceKind(models.TextChoices):
    """Who recommends: the codes of `evenhand.planning.recommendations`."""

    COMMITTEE = "committee", _("Committee")
    COMMUNITY_PROJECT = "community_project", _("Community project")
    AUDIT = "audit", _("Audit")
    CONSULTATION = "consultation", _("Consultation")
    FINDING = "finding", _("Finding")
    INSPECTION = "inspection", _("Inspection")
    REPORT = "report", _("Report")


class Response(models.TextChoices):
    """What the addressee answered; no reply yet is an answer to the question how far it is."""

    NO_REPLY = "no_reply", _("No reply yet")
    ACCEPTED = "accepted", _("Accepted")
    IN_PART = "in_part", _("Accepted in part")
    IN_PRINCIPLE = "in_principle", _("Accepted in principle")
    REJECTED = "rejected", _("Rejected")


class DocumentState(models.TextChoices):
    """A document is read in the background; one that cannot be read says why."""

    WAITING = "waiting", _("Being read")
    READ = "read", _("Read")
    REFUSED = "refused", _("Could not be read")


class RowState(models.TextChoices):
    """A row proposed from a document waits until somebody confirms or leaves it out."""

    WAITING = "waiting", _("Waits for you")
    CONFIRMED = "confirmed", _("In the plan")
    SKIPPED = "skipped", _("Left out")


class Standing(models.TextChoices):
    """Where an action stands on a day: the states of `evenhand.planning.standing`, and complete but not confirmed."""

    OVERDUE = "overdue", _("Overdue")
    REVIEW_DUE = "review_due", _("Review due")
    BLOCKED = "blocked", _("Waits")
    CANNOT_TELL = "cannot_tell", _("Cannot tell")
    DUE_SOON = "due_soon", _("Due soon")
    NOT_YET_DUE = "not_yet_due", _("Not yet due")
    ONGOING = "ongoing", _("Ongoing")
    NO_DATE = "no_date", _("No date")
    UNCONFIRMED = "unconfirmed", _("Complete, not yet confirmed")
    DONE = "done", _("Done")
    CLOSED = "closed", _("Closed without completion")


NONE_NAMED = "none-named"
"""What a list is narrowed by to actions that name no step, or no characteristic."""
