"""What kind of thing a field holds: every field of every model has a class, and a test fails where one has none.

The class decides whether the audit log tells a field's values or its name alone, and what erasure has to reach.
"""

from enum import StrEnum


class PrivacyClass(StrEnum):
    """PUBLIC may be published; OPERATIONAL is about the work; the others are told to nobody by the audit log."""

    PUBLIC = "public"
    OPERATIONAL = "operational"
    STAFF = "staff"
    PERSONAL = "personal"
    SPECIAL = "special"
    SECRET = "secret"  # noqa: S105  (the name of a class of fields)
    CONTENT = "content"


PUBLIC, OPERATIONAL, STAFF = PrivacyClass.PUBLIC, PrivacyClass.OPERATIONAL, PrivacyClass.STAFF
PERSONAL, SPECIAL = PrivacyClass.PERSONAL, PrivacyClass.SPECIAL
SECRET, CONTENT = PrivacyClass.SECRET, PrivacyClass.CONTENT

TOLD = frozenset({PUBLIC, OPERATIONAL})
"""Classes whose values stand in the audit log; of the others it tells that they changed."""
