"""Reading profiles: those that come with Evenhand, and a user's own, from files in TOML."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from evenhand.foundations import UnknownName, UnreadableFile, VocabularyError
from evenhand.records.profile_keys import check_table, check_word
from evenhand.records.profiles import (
    Check,
    Choice,
    Column,
    Condition,
    Derived,
    Fold,
    Kind,
    Partial,
    PersonKey,
    Profile,
    Shape,
    Take,
)
from evenhand.records.types import RECORD_SCHEMAS

_DATA = resources.files("evenhand.records") / "profiles"
_LISTS = {"columns": "column", "checks": "check", "derived": "derive"}
_SINGULAR = ("words", "extends", *_LISTS.values())


@cache
def load_profiles() -> Mapping[str, Profile]:
    """Return the profiles that come with Evenhand, by id. Raises VocabularyError where one is faulty."""
    names = sorted(path.name for path in _DATA.iterdir() if path.name.endswith(".toml"))
    profiles = [read_profile((_DATA / name).read_text("utf-8"), name) for name in names]
    return {profile.id: profile for profile in profiles}


def profile_named(name: str) -> Profile:
    """Return the profile of that name, or the one in the file of that name where it ends in .toml.

    Raises UnknownName with the known ones, UnreadableFile where there is no such file, VocabularyError
    where it is faulty.
    """
    if name.lower().endswith(".toml"):
        return _own(Path(name))
    profiles = load_profiles()
    if name not in profiles:
        known = ", ".join(profiles)
        raise UnknownName(
            f"There is no profile '{name}'.",
            mend=f"Known profiles: {known}. A profile of your own is named by its file, which ends in .toml.",
        )
    return profiles[name]


def read_profile(text: str, name: str) -> Profile:
    """Return the profile written in `text` (TOML). Raises VocabularyError, naming file, table and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"The profile {name} can't be read: {error}.", mend=_TOML) from error
    return _profile(_extended(data, name), f"The profile {name}")


_TOML = 'Each line is a table such as [[column]], or a key, an equals sign and a value: name = "Date".'


def _own(path: Path) -> Profile:
    try:
        text = path.read_text("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(
            f"The profile {path.name} cannot be opened ({error.strerror}).", mend="Check its name and folder."
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"The profile {path.name} is not a text in UTF-8.", mend=_TOML) from error
    return read_profile(text, path.name)


def _extended(data: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a profile's tables with those of the profile it extends.

    A column of the same target takes from the other's what it doesn't say itself.
    """
    if "extends" not in data:
        return data
    base = _DATA / f"{data['extends']}.toml"
    if not base.is_file():
        raise VocabularyError(
            f"The profile {name} extends '{data['extends']}', which isn't one.",
            mend=f"Name one of these: {', '.join(load_profiles())}.",
        )
    old = _extended(tomllib.loads(base.read_text("utf-8")), base.name)
    merged = {key: value for key, value in (old | data).items() if key != "extends"}
    for key in ("words", "constants", "fold"):
        if key in old and key in data:
            merged[key] = old[key] | data[key]
    own = {one.get("target", one.get("name")): one for one in data.get("column", ())}
    bases = {one.get("target", one["name"]): one for one in old["column"]}
    for target in {*own} & {*bases}:
        _check_codes(
            own[target], bases[target], f"The profile {name}, [[column]] '{own[target].get('name')}'"
        )
    merged["column"] = [{**one, **own.get(target, {})} for target, one in bases.items()]
    merged["column"] += [one for target, one in own.items() if target not in bases]
    for key in ("check", "derive"):
        merged[key] = [*old.get(key, ()), *data.get(key, ())]
    return merged


def _check_codes(own: Mapping[str, Any], base: Mapping[str, Any], where: str) -> None:
    """Raise VocabularyError where a column gives words a code that the column it extends hasn't got.

    Codes of a code list are looked at where the list is known, in list_words.
    """
    known = {*base.get("values", {}).values()}
    if not known or {"code_list", "words"} & {*own, *base}:
        return
    for word, code in own.get("values", {}).items():
        if code not in known:
            raise VocabularyError(
                f"{where} gives '{word}' the code '{code}', which nothing reads.",
                mend=f"Write one of {', '.join(sorted(known))}.",
            )


def _profile(data: dict[str, Any], where: str) -> Profile:
    fields = {**data} | {made: data.get(key, []) for made, key in _LISTS.items()}
    check_table(fields, Profile, where, also=_SINGULAR)
    if not data.get("column"):
        raise VocabularyError(f"{where} has no column.", mend="Add a table [[column]] for each heading.")
    if data["record"] not in RECORD_SCHEMAS:
        known = ", ".join(RECORD_SCHEMAS)
        raise VocabularyError(
            f"{where}: there is no record '{data['record']}'.", mend=f"Write one of {known}."
        )
    check_word(data.get("shape", "rows"), Shape, f"{where}: 'shape'")
    words = data.get("words", {})
    made: dict[str, Any] = {key: value for key, value in data.items() if key not in _SINGULAR}
    made |= {name: tuple(data.get(name, ())) for name in ("key", "unused", "blanks")}
    made["columns"] = tuple(_column(one, words, where) for one in data["column"])
    made["checks"] = tuple(_check(one, where) for one in data.get("check", ()))
    made["derived"] = tuple(_derived(one, where) for one in data.get("derive", ()))
    made["shape"] = Shape(data.get("shape", "rows"))
    if "person_key" in data:
        check_table(data["person_key"], PersonKey, f"{where}, [person_key]")
        made["person_key"] = PersonKey(**_tuples(data["person_key"]))
    if "fold" in data:
        made["fold"] = _fold(data["fold"], f"{where}, [fold]")
    profile = Profile(**made)
    _check_targets(profile, where)
    return profile


def _column(data: dict[str, Any], words: Mapping[str, Mapping[str, str]], profile: str) -> Column:
    where = f"{profile}, [[column]] '{data.get('name', '')}'"
    check_table({"target": "", **data}, Column, where, also=("words",))
    check_word(data["kind"], Kind, f"{where}: 'kind'")
    check_word(data.get("partial", Partial.REFUSE.value), Partial, f"{where}: 'partial'")
    if data.get("words", "") not in {"": {}, **words}:
        raise VocabularyError(f"{where} asks for the words '{data['words']}', which aren't there.")
    fields = {"target": data["name"], **data, "kind": Kind(data["kind"])}
    fields |= {name: tuple(data.get(name, ())) for name in ("also", "more_lists")}
    fields["partial"] = Partial(data.get("partial", Partial.REFUSE))
    fields["filled"] = data.get("filled", "blank" not in data)
    fields["values"] = {**words.get(fields.pop("words", ""), {}), **data.get("values", {})}
    for pair in ("only_where", "hidden_means"):
        if pair in data:
            fields[pair] = (data[pair][0], data[pair][1])
    fields["looks_rounded"] = tuple(data.get("looks_rounded", ()))
    return Column(**fields)


def _check(data: dict[str, Any], profile: str) -> Check:
    check_table(data, Check, f"{profile}, [[check]] of '{data.get('column', '')}'")
    return Check(**data)


def _derived(data: dict[str, Any], profile: str) -> Derived:
    where = f"{profile}, [[derive]] '{data.get('target', '')}'"
    check_table(data, Derived, where)
    fields: dict[str, Any] = _tuples(data)
    fields["where"] = _conditions(data.get("where", ()), where)
    for one in data.get("choose", ()):
        check_table(one, Choice, f"{where}, choose")
    fields["choose"] = tuple(
        Choice(value=one["value"], where=_conditions(one["where"], where)) for one in data.get("choose", ())
    )
    return Derived(**fields)


def _conditions(given: list[dict[str, Any]], where: str) -> tuple[Condition, ...]:
    for one in given:
        check_table(one, Condition, f"{where}, where")
    return tuple(Condition(**_tuples(one)) for one in given)


def _fold(data: dict[str, Any], where: str) -> Fold:
    check_table(data, Fold, where)
    for target, take in data.get("take", {}).items():
        check_word(take, Take, f"{where}, take '{target}'")
    taken = {target: Take(take) for target, take in data.get("take", {}).items()}
    return Fold(key=tuple(data["key"]), says=data["says"], take=taken)


def _tuples(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def _check_targets(profile: Profile, where: str) -> None:
    """Raise VocabularyError where a target is filled twice, or one is asked for that nothing fills."""
    filled = [one.target for one in profile.columns] + [one.target for one in profile.derived]
    twice = next((one for one in filled if filled.count(one) > 1), None)
    if twice:
        raise VocabularyError(
            f"{where} fills '{twice}' twice.", mend="Take one of them out, or put its heading into `also`."
        )
    lost = next((one for one in _asked_for(profile) if one not in filled), None)
    if lost and profile.shape is Shape.ROWS:
        raise VocabularyError(
            f"{where} asks for '{lost}', which no [[column]] and no [[derive]] fills.",
            mend=f"Known there: {', '.join(filled)}.",
        )


def _asked_for(profile: Profile) -> list[str]:
    asked = [*profile.key]
    for check in profile.checks:
        asked += [check.column, check.other, *([check.when] if check.when else [])]
    for one in profile.derived:
        asked += [name for name in (one.number, one.born, one.at) if name] + list(one.first_of)
        for condition in (*one.where, *(each for choice in one.choose for each in choice.where)):
            asked += condition.any
    if profile.fold:
        asked += [*profile.fold.key, *profile.fold.take]
    if profile.person_key:
        given = [profile.person_key.given] if profile.person_key.given else []
        asked += [*profile.person_key.parts, *profile.person_key.otherwise, *given]
    return asked
