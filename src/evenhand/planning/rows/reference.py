"""What the number of an action looks like in the place where it is printed: '1/5', 'A1', '1.2', '3(b)', 'WF-03', '(c)'."""

import re

_WORD = r"(?:action|act|recommendation|rec|ref|no|item|task|objective|aim|cam|gweithred|rhif)"
_SHAPE = (
    r"(?:[A-Z&]{1,6}[\s./_-]{0,2})?\d{1,4}(?:[./_-]\d{1,3}){0,4}[a-z]?(?:\s?\([a-z0-9]{1,4}\)){0,2}"
    r"|\(?[a-z]{1,4}\)|[A-Z]{1,3}|[ivx]{1,5}[.)]|[A-Za-z]{1,4}\d{0,3}(?:[./-][A-Za-z]?\d{1,3})+"
)
_WHOLE = re.compile(rf"^\s*#?\s*(?:{_WORD}\.?\s*#?)?\s*(?:{_SHAPE})\s*[.):]?\s*$", re.IGNORECASE)
_LEADING = re.compile(
    rf"^\s*(?P<reference>(?:(?i:{_WORD})\s*)?(?:(?:[A-Z]{{1,4}}[\s.-]?)?"
    r"\d{1,3}(?:[./]\d{1,3}){1,3}[a-z]?(?:\([a-z0-9]{1,4}\))?"
    r"|[A-Z]{1,4}-?\d{1,3}[a-z]?(?:\([a-z0-9]{1,4}\))?|\d{1,3}\([a-z]{1,4}\)"
    r"|\d{1,3}(?=[.):])|(?<=ction )\d{1,3}))"
    r"\s*[.):–—-]*\s+(?P<rest>\S.*)$",
    re.DOTALL,
)
_YEAR = re.compile(r"^(?:19|20)\d{2}(?:-\d{2}-\d{2})?$")
_MOST = 24


def is_reference(text: str) -> bool:
    """Return whether a text is the number of an action, and nothing else; a year is none."""
    said = text.strip()
    return 0 < len(said) <= _MOST and not _YEAR.match(said) and bool(_WHOLE.match(said))


def split_reference(text: str) -> tuple[str, str]:
    """Return the number with which a text begins, and the rest; no number and the text where it begins otherwise."""
    match = _LEADING.match(text)
    if not match or _YEAR.match(match["reference"]):
        return "", text
    return match["reference"].strip(), match["rest"]
