"""Reading the vocabulary from its data files (TOML): the ones that come with Evenhand, or a user's own."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from evenhand.foundations import UnreadableFile, VocabularyError
from evenhand.vocabulary.area_files import read_areas
from evenhand.vocabulary.areas import HERE, Area, Areas
from evenhand.vocabulary.breaks import read_breaks
from evenhand.vocabulary.held import read_national_records
from evenhand.vocabulary.list_files import read_code_list
from evenhand.vocabulary.programme_parts import clock_of, parts_of
from evenhand.vocabulary.programmes import Exit, Polarity, Programme, Stage, StageKind
from evenhand.vocabulary.vocabulary import Vocabulary

_DATA = resources.files("evenhand.vocabulary") / "data"


@cache
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with Evenhand."""
    texts = {path.name: path.read_text("utf-8") for path in _data_files()}
    lists = [read_code_list(data) for data in _tables(texts, "list-")]
    programmes = {name: text for name, text in texts.items() if name.startswith("programme-")}
    loaded = {name: read_programme(text, name) for name, text in programmes.items()}
    index = tomllib.loads(texts["vocabulary.toml"])
    return Vocabulary(
        version=index["version"],
        sha256=_sha256(*(texts[name] for name in sorted(texts) if name not in programmes)),
        code_lists={one.key: one for one in lists},
        characteristics=index["characteristics"],
        protected=index["protected"],
        areas=_areas(_tables(texts, "areas-")),
        programmes={one.id: one for one in loaded.values()},
        programme_sha256={loaded[name].id: _sha256(text) for name, text in programmes.items()},
        breaks=read_breaks(tomllib.loads(texts["breaks.toml"])),
        national_records=read_national_records(tomllib.loads(texts["national-records.toml"])),
    )


def with_programme_file(vocabulary: Vocabulary, path: Path) -> tuple[Vocabulary, str]:
    """Return the vocabulary with a user's own programme added, and the programme's name.

    Raises UnreadableFile or VocabularyError, saying what in the file is wrong.
    """
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"The programme {path.name} cannot be read.", mend="Give a UTF-8 text file."
        ) from error
    programme = read_programme(text, path.name)
    more = replace(
        vocabulary,
        programmes={**vocabulary.programmes, programme.id: programme},
        programme_sha256={**vocabulary.programme_sha256, programme.id: _sha256(text)},
    )
    return more, programme.id


def read_programme(text: str, name: str) -> Programme:
    """Return the programme written in `text` (TOML); raise VocabularyError naming the file otherwise."""
    try:
        return _programme(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"The programme {name} is not valid TOML: {error}.") from error
    except (KeyError, ValueError, TypeError) as error:
        raise VocabularyError(f"The programme {name} lacks or misspells something: {error}.") from error


def _programme(data: Mapping[str, Any]) -> Programme:
    return Programme(
        id=data["id"],
        version=data["version"],
        title=data["title"],
        question=data["question"],
        source=data["source"],
        valid_from=data.get("valid_from"),
        valid_to=data.get("valid_to"),
        verified=data["verified"],
        unit=data["unit"],
        stages=tuple(_stage(one, data["unit"]) for one in data["stage"]),
        characteristics=tuple(data["characteristics"]),
        compare=tuple(data.get("compare", data["characteristics"])),
        references=data.get("references", {}),
        journey=data.get("journey", {}),
        links=tuple(data.get("link", ())),
        limits=tuple(data.get("limits", ())),
        notes=tuple(data.get("notes", ())),
        **parts_of(data),
    )


def _stage(data: Mapping[str, Any], unit: str) -> Stage:
    clock = data.get("clock")
    return Stage(
        id=data["id"],
        label=data["label"],
        people=data["people"],
        did=data["did"],
        kind=StageKind(data["kind"]),
        unit=data.get("unit", unit),
        of=data.get("of"),
        polarity=Polarity(data.get("polarity", "none")),
        measure=data.get("measure", "proportion"),
        per=data.get("per", 100),
        rule=data.get("rule"),
        at_once=data.get("at_once"),
        clock=clock_of(clock) if clock else None,
        exits=tuple(Exit(**one) for one in data.get("exit", ())),
        note=data.get("note", ""),
    )


def _areas(files: Iterator[Mapping[str, Any]]) -> Areas:
    areas = {HERE: Area(code=HERE, name="this area", level="partnership")}
    for data in files:
        areas |= read_areas(data)
    return Areas(areas)


def _data_files() -> Iterator[Traversable]:
    for path in sorted(_DATA.iterdir(), key=lambda one: one.name):
        if path.name.endswith(".toml"):
            yield path


def _tables(texts: Mapping[str, str], start: str) -> Iterator[dict[str, Any]]:
    return (tomllib.loads(text) for name, text in texts.items() if name.startswith(start))


def _sha256(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
