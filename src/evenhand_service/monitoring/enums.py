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


class ExplanationKind(models.TextChoices):
    """How a possible explanation of a finding would be put to the test."""

    COMMUNITY = "community", _("Ask the community")
    AUDIT = "audit", _("Audit cases")
    DATA = "data", _("More or better data")
    SERVICE = "service", _("Look at the service")


class TestResult(models.TextChoices):
    """What came of putting an explanation to the test; 'cannot tell yet' is a result."""

    __test__ = False

    FITS = "fits", _("It fits with what was found")
    NOT = "not", _("It does not fit with what was found")
    UNCLEAR = "unclear", _("Cannot tell yet")
