"""Words that monitoring stores as codes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReleaseState(models.TextChoices):
    """A release is a draft until somebody named approves it; one that was withdrawn stays on record."""

    DRAFT = "draft", _("Draft")
    APPROVED = "approved", _("Approved")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ReleaseKind(models.TextChoices):
    """What protection made for publication, or exact counts for those entitled to them in their own area."""

    PROTECTED = "protected", _("Protected")
    EXACT = "exact", _("Exact counts")
