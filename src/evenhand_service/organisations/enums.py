"""States and codes that the models, the rules and the database share."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AreaLevel(TextChoices):
    """What kind of place an area is, from large to small. Source: A1."""

    NATION = "nation", _("Nation")
    REGION = "region", _("Region")
    POLICE_FORCE = "police-force", _("Police force area")
    COUNTY = "county", _("County")
    PARTNERSHIP = "partnership", _("Partnership")
    SITE = "site", _("Site in Wales")
    COMMUNITY_SAFETY = "community-safety-partnership", _("Community safety partnership")
    LOCAL_AUTHORITY = "local-authority", _("Local authority")


class Standing(TextChoices):
    """Whether everyone arrested for certain offences is tested and assessed there. Source: A1; 001 2.6."""

    INTENSIVE = "intensive", _("Intensive: testing on arrest and required assessment")
    NON_INTENSIVE = "non-intensive", _("Non-intensive: throughcare and aftercare")


class DataClass(TextChoices):
    """Which store data lie in; tables of counts lie in none of the three. Source: 001 3.8; J2."""

    AGGREGATE = "aggregate", _("Tables of counts")
    CARE = "care", _("Care")
    JUSTICE = "justice", _("Justice")
    EQUALITY = "equality", _("Equality characteristics")


class AgreementState(TextChoices):
    """How far an agreement has come."""

    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    ENDED = "ended", _("Ended")


class PurposeState(TextChoices):
    """How far a purpose file has come; data are taken under a complete one."""

    DRAFT = "draft", _("Draft")
    COMPLETE = "complete", _("Complete")
    ENDED = "ended", _("Ended")


class Childcare(TextChoices):
    """What a parent who comes with a child finds."""

    NOT_KNOWN = "not_known", _("Not known")
    NONE = "none", _("None")
    WELCOME = "welcome", _("Children may come along")
    ON_SITE = "on_site", _("Childcare on site")
    PAID = "paid", _("Childcare elsewhere is paid for")


class AccessAudit(TextChoices):
    """What an audit of access found; that nobody has looked is a result of its own."""

    NOT_DONE = "not_done", _("Not yet audited")
    BARRIERS = "barriers", _("Audited: there are barriers")
    PARTLY = "partly", _("Audited: accessible in part")
    ACCESSIBLE = "accessible", _("Audited: accessible")
