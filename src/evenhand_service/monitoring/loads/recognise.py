"""What a file is, told from its content before anything of it is kept: its format, whose data, a neutral name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from evenhand.records import RECORD_SCHEMAS, Profile, load_profiles
from evenhand.records.census import with_headings
from evenhand.records.contents import Form, load
from evenhand.records.detect import matched
from evenhand.records.find import Found
from evenhand.records.limits import Limits, load_limits
from evenhand.records.open import open_file
from evenhand.vocabulary import load_vocabulary
from evenhand_service.monitoring.loads.settings import load_settings
from evenhand_service.monitoring.private_folder import private_folder
from evenhand_service.organisations.enums import DataClass
from evenhand_service.organisations.stores.rules import data_classes_of

_POLICE_NAME = re.compile(r"\d{4}-(0[1-9]|1[0-2])-[a-z-]+-stop-and-search\.csv", re.IGNORECASE)
_ENDING = re.compile(r"\.(csv|tsv|xlsx|xlsm|ods|xls|parquet)", re.IGNORECASE)
_SAID = re.compile(r"[^A-Za-z0-9]+")
_ENDINGS = {Form.TEXT: ".csv", Form.WORKBOOK: ".xlsx", Form.OLD_WORKBOOK: ".xls", Form.PARQUET: ".parquet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A file's format and record type, the classes of its data (its own first), its fingerprint and neutral name."""

    profile: str
    kind: str
    data_classes: tuple[str, ...]
    sha256: str
    file_name: str

    @property
    def data_class(self) -> str:
        """The class whose wall the load stands behind."""
        return self.data_classes[0]


def recognise(content: bytes, given_name: str) -> Recognised:
    """Return what the bytes are. Of the name only its ending is used, and a month, force or year that a format asks for.

    Raises UnreadableFile with what is wrong and what would mend it; no value of the file is in it.
    """
    with private_folder() as folder:
        path = folder / _name_for_reading(given_name)
        path.write_bytes(content)
        form = load(path, "The file", service_limits()).form
        opened = open_file(
            Found(path=path, file="The file", named=True),
            known_profiles(),
            load_vocabulary(),
            seen=(),
            limits=service_limits(),
        )
    return Recognised(
        profile=opened.profile.id,
        kind=opened.profile.record,
        data_classes=classes_of(opened.profile, opened.raw.header),
        sha256=opened.sha256,
        file_name=_neutral_name(opened.profile, given_name, opened.sha256, _ENDINGS[form]),
    )


def service_limits() -> Limits:
    """Return the library's limits, tightened to those of the service."""
    ours, theirs = load_settings(), load_limits()
    return replace(
        theirs,
        file_bytes=min(ours.file_bytes, theirs.file_bytes),
        packed_bytes=min(ours.file_bytes, theirs.packed_bytes),
        old_bytes=min(ours.file_bytes, theirs.old_bytes),
        unpacked_bytes=min(ours.unpacked_bytes, theirs.unpacked_bytes),
    )


@cache
def known_profiles() -> tuple[Profile, ...]:
    """Return every format that comes with Evenhand, as reading knows them."""
    return tuple(with_headings(one, load_vocabulary()) for one in load_profiles().values())


def classes_of(profile: Profile, header: Sequence[str]) -> tuple[str, ...]:
    """Return the classes of data in a file of a format with these headings: that of its records first.

    Raises: organisations.stores.rules.RecordNotTaken for records that no store takes.
    """
    known = {*RECORD_SCHEMAS[profile.record].names, *load_vocabulary().characteristics}
    given = {*matched(header, profile), *(one.target for one in profile.derived)} & known
    classes = data_classes_of(profile.record, tuple(sorted(given)), profile.id)
    return tuple(sorted(classes, key=lambda one: (one == DataClass.EQUALITY, one)))


def _name_for_reading(given: str) -> str:
    plain = Path(given.replace("\\", "/")).name
    if _POLICE_NAME.fullmatch(plain):
        return plain.lower()
    ending = _ENDING.fullmatch(Path(plain).suffix)
    return f"file{ending[0].lower() if ending else ''}"


def _neutral_name(profile: Profile, given: str, sha256: str, ending: str) -> str:
    """A name of ours that nobody can be read from; a published file keeps what its format takes from its name."""
    plain = Path(given.replace("\\", "/")).name
    if profile.area_from_name:
        return plain.lower()
    said = [
        found[0]
        for one in profile.from_name.values()
        if (found := re.search(one["pattern"], plain, re.IGNORECASE))
    ]
    words = [_SAID.sub("-", one).strip("-").lower() for one in said]
    return "-".join(dict.fromkeys([profile.id, *words, sha256[:8]])) + ending
