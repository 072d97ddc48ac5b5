"""Words that commissioning stores as codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TreatmentState(models.TextChoices):
    """A treatment plan is written, agreed for its year, and replaced by the next one."""

    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    REPLACED = "replaced", _("Replaced")


class SpecificationState(models.TextChoices):
    """A specification is written, agreed, and no longer used."""

    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    ENDED = "ended", _("No longer used")


class ContractState(models.TextChoices):
    """A contract is prepared, let, and over; one that was never let is withdrawn."""

    DRAFT = "draft", _("In preparation")
    RUNNING = "running", _("Let")
    ENDED = "ended", _("Ended")
    WITHDRAWN = "withdrawn", _("Withdrawn before it was let")


class ReviewState(models.TextChoices):
    """A quarter's review is planned, held, and closed once its decisions are written down."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CLOSED = "closed", _("Closed")
    DROPPED = "dropped", _("Not held")


class EntryKind(models.TextChoices):
    """What was written down at a review: types of decision as meetings have them, and the provider's own words."""

    INFORMATION = "information", _("For information")
    DECISION = "decision", _("Decision")
    ACTION = "action", _("Action")
    PROVIDER = "provider", _("What the provider says")


class EvaluationState(models.TextChoices):
    """An evaluation is asked for, reported, and answered by what comes of it."""

    ASKED = "asked", _("Asked for")
    REPORTED = "reported", _("Reported")
    ANSWERED = "answered", _("Answered")
    DROPPED = "dropped", _("Not done")


class SupportState(models.TextChoices):
    """From a place that lies outside its limits to help that was looked at again. Source: A6."""

    IDENTIFIED = "identified", _("Identified")
    OFFERED = "offered", _("Support offered")
    ACCEPTED = "accepted", _("Being supported")
    DECLINED = "declined", _("Declined")
    LOOKED_AGAIN = "looked_again", _("Looked at again")
    CLOSED = "closed", _("Closed")


class SupportKind(models.TextChoices):
    """What happened in a case of support."""

    IDENTIFIED = "identified", _("Identified")
    OFFERED = "offered", _("Support offered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    TRIED = "tried", _("Tried")
    LOOKED_AGAIN = "looked_again", _("Looked at again")
    GOES_ON = "goes_on", _("Goes on")
    CLOSED = "closed", _("Closed")


class PracticeState(models.TextChoices):
    """An entry of the library is written, offered, approved by somebody else, or taken out."""

    DRAFT = "draft", _("Draft")
    WAITING = "waiting", _("Waits for approval")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Taken out")


class BulletinState(models.TextChoices):
    """A bulletin is put together, sent out, or taken back."""

    DRAFT = "draft", _("Draft")
    ISSUED = "issued", _("Sent out")
    WITHDRAWN = "withdrawn", _("Taken back")
