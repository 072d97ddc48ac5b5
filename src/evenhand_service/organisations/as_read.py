"""That somebody says yes to the words they read: a page carries their digest, and the step compares it."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from evenhand.foundations import EvenhandError


class WordsChanged(EvenhandError):
    """The words are no longer those that somebody read when they said yes."""


def digest_of_words(parts: Mapping[str, Any]) -> str:
    """Return the digest of what a page shows, which another wording does not have."""
    return sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def check_as_read(read: str, stands: str) -> None:
    """Raise WordsChanged where what was read is not what stands now."""
    if read != stands:
        raise WordsChanged(
            _("The words changed since you opened the page. Nothing was recorded."),
            mend=_("Read them below as they stand now, then answer again."),
        )
