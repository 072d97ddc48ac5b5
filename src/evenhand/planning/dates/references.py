"""Which other actions a text names: 'action 1/5', 'actions A1 and A2', '3(b)'."""

import re
from collections.abc import Collection

SHAPE = r"(?:(?-i:[A-Z]{1,4})[\s.-]?)?\d{1,3}(?:[./]\d{1,3})*(?:\s?\([a-z0-9]{1,4}\)|[a-z](?![^\W_]))?"
"""What a reference to an action looks like: 1/5, 1.2.3, A1, WP-3, 3(b), 4a."""

_NAMED = re.compile(
    rf"(?<![^\W_])(?:actions?|recommendations?|milestones?|refs?\.?|references?|items?|tasks?|camau|cam|gweithred(?:u|oedd)?)"
    rf"\s*(?:no\.?|nos\.?|number|#)?\s*(?P<first>{SHAPE})(?P<more>(?:\s*(?:,|&|and|or|a)\s*(?:action\s*)?{SHAPE})*)",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\d/.])\d{1,2}/\d{1,2}(?![\d/])")
_ONE = re.compile(SHAPE, re.IGNORECASE)


def named_references(text: str) -> tuple[str, ...]:
    """Return the references that stand after a word such as 'action', in their order, each once."""
    found: list[str] = []
    for match in _NAMED.finditer(text):
        found.append(match["first"])
        # In 'action 3 and 4 people' the 4 is no action: only what looks like the first one is taken.
        found += [
            one for one in _ONE.findall(match["more"] or "") if shape_of(one) == shape_of(match["first"])
        ]
    return tuple(dict.fromkeys(tidy(one) for one in found))


def references_in(text: str, known: Collection[str] = (), *, bare: bool = False) -> tuple[str, ...]:
    """Return every reference in a text: those named so, those known, and with `bare` all of the form 1/5.

    A bare number such as 2 is never taken for a reference, even where it is known.
    """
    places: dict[str, int] = {}
    for one in named_references(text):
        places.setdefault(one, text.find(one))
    for one in known:
        if len(one) > 1 and not one.isdigit() and one in text:
            match = re.search(rf"(?<![\w/.]){re.escape(one)}(?![\w/]|\.\d|\()", text)
            if match:
                places.setdefault(one, match.start())
    if bare:
        for match in _BARE.finditer(text):
            places.setdefault(match[0], match.start())
    return tuple(sorted(places, key=lambda one: places[one]))


def shape_of(reference: str) -> str:
    """Return a reference with every number as 9 and every letter as a: '1/5' and '2/10' have one shape."""
    return re.sub(r"[a-z]", "a", re.sub(r"\d+", "9", tidy(reference).lower()))


def tidy(reference: str) -> str:
    """Return a reference without spaces inside or a stop behind it."""
    return re.sub(r"\s+", "", reference).rstrip(".:")
