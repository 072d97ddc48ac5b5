"""Names of languages, in the reader's own where it is one that services are often asked for."""

from functools import cache

from evenhand.vocabulary import load_vocabulary
from evenhand_service.organisations.kinds import listed


@cache
def _others() -> dict[str, str]:
    return {one.code.lower(): one.label for one in load_vocabulary().code_list("language:iso639").values}


def language_name(code: str) -> str:
    """Return the name of a language; a code that is not known stands for itself."""
    first = code.split("-")[0].lower()
    one = listed("languages").get(first)
    return str(one) if one else _others().get(first, code)


def language_choices() -> list[tuple[str, str]]:
    """Return the languages that services are most often asked for, by name."""
    return sorted(((code, str(one)) for code, one in listed("languages").items()), key=lambda one: one[1])


def every_language() -> list[tuple[str, str]]:
    """Return those and all others of the library's list, by name."""
    often = dict(language_choices())
    others = [(code, label) for code, label in _others().items() if code not in often]
    return [*language_choices(), *sorted(others, key=lambda one: one[1])]
