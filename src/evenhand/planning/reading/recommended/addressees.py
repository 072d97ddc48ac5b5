"""Whom a recommendation asks, from its own sentences: 'Bolton DIP should ...', 'we urge the Government to ...'."""

import re
from functools import cache

from evenhand.planning.reading.leads import load_lead_words
from evenhand.planning.reading.recommended.words import recommended_words

_NAME = r"[A-Z][\w’'&-]*"
_MODAL = r"(?:should|must|needs?\s+to|ha(?:s|ve)\s+to|ought\s+to|(?:is|are)\s+to|will\s+need\s+to|not\s+to|to(?=\s+[a-z]))"
_ASKED = r"(?:recommend(?:s|ed)?(?:\s+that)?|urges?|calls?\s+on|asks?|invites?|expects?)"


def addressees_of(text: str) -> tuple[str, ...]:
    """Return the bodies that its sentences ask, in their order, each once and as printed; none where none is named."""
    found: list[str] = []
    for match in _pattern().finditer(text):
        for name in re.split(r"\s+and\s+(?=other\b)", match["asked"] or match["who"]):
            said = re.sub(r"^(?:the|The)\s+", "", " ".join(name.split()))
            if _is_body(said):
                found.append(said)
    return tuple(dict.fromkeys(found))


@cache
def _pattern() -> re.Pattern[str]:
    lower = "|".join(re.escape(one) for one in recommended_words().nouns)
    rest = rf"(?:\s+(?:{_NAME}|of|for|and|other|the|&|{lower}))*"
    plain = "|".join(re.escape(one) for one in recommended_words().plain)
    body = rf"(?:(?:[Tt]he\s+)?{_NAME}{rest}|[Tt]he\s+(?:{plain})(?!\w))"
    return re.compile(
        rf"(?<![\w’'-]){_ASKED}\s+(?P<asked>{body})(?=\s+[a-z])"
        rf"|(?:(?<=[.!?:]\s)|^|(?<=,\s)|(?<=\sand\s))\s*(?:[Tt]herefore,?\s+)?(?P<who>{body})(?:\s+(?:also|all|now|then))?\s+{_MODAL}(?!\w)"
    )


def _is_body(text: str) -> bool:
    """Whether a name is that of somebody who can be asked: it holds a body's word, or is letters such as DAAT."""
    if not text or len(text) > 90:
        return False
    said = text.lower()
    known = any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", said) for one in recommended_words().bodies)
    return (
        known or bool(load_lead_words().bodies.search(text)) or bool(re.search(r"(?<!\w)[A-Z]{3,6}$", text))
    )
