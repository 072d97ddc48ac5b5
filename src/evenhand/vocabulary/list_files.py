"""Reading code lists from their data files (TOML): those that come with Evenhand, or a user's own."""

from collections.abc import Mapping
from typing import Any

from evenhand.vocabulary.code_lists import CodeList, CodeListValue, CodeMap


def read_code_list(data: Mapping[str, Any]) -> CodeList:
    """Return the code list of one file.

    Raises KeyError or TypeError where a field is missing or misspelt, VocabularyError where it contradicts itself.
    """
    fields = {name: value for name, value in data.items() if name not in ("value", "map", "unknowns")}
    return CodeList(
        **{"valid_from": None, "valid_to": None, **fields},
        values=tuple(_value(one) for one in data["value"]),
        maps=tuple(CodeMap(**one) for one in data.get("map", ())),
        unknowns={code: tuple(texts) for code, texts in data.get("unknowns", {}).items()},
    )


def _value(data: Mapping[str, Any]) -> CodeListValue:
    fields: dict[str, Any] = {**data, "synonyms": tuple(data.get("synonyms", ()))}
    return CodeListValue(**fields)
