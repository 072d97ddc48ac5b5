"""What a purpose file consists of, and the digest of it that somebody who completes it has read."""

from typing import Any

from evenhand_service.organisations.as_read import digest_of_words

CODES = ("article_6", "article_9", "article_10", "dpa_conditions")
FIELDS = (
    "title",
    "kind",
    "description",
    "data_classes",
    "starts",
    "expires",
    *CODES,
    "confidentiality",
    "confidentiality_note",
    "policy_document",
    "dpia_reference",
    "dpia_date",
    "objections_how",
    "switched_on",
)


def words_read(purpose: Any) -> str:
    """Return the digest of all that a purpose file says, as it stands."""
    controllers = sorted(str(one.organisation_id) for one in purpose.controllers.all())
    words = {name: getattr(purpose, name) for name in FIELDS}
    return digest_of_words(words | {"area": purpose.area_id, "controllers": controllers})
