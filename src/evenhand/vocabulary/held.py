"""What is known of each protected characteristic: measured from records, other evidence, or nothing held (C14)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class HeldAs(StrEnum):
    """In what way something is known of a characteristic."""

    MEASURED = "measured"
    OTHER_EVIDENCE = "other_evidence"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalRecord:
    """A record kept nationally, with the characteristics it held and didn't hold between two days."""

    id: str
    title: str
    valid_from: date | None
    valid_to: date | None
    holds: tuple[str, ...]
    lacks: tuple[str, ...]
    source: str
    verified: bool

    def in_force(self, on: date) -> bool:
        """Return whether this form of the record is the one of a day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One piece of other evidence: what, from whom, from when, and how many whole years old on the day asked."""

    title: str
    held_by: str
    dated: date | None
    years_old: int | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What is known of one characteristic, and which national records don't hold it."""

    names: tuple[str, ...]
    title: str
    held_as: HeldAs
    evidence: tuple[Evidence, ...] = ()
    not_in: tuple[str, ...] = ()


def what_is_held(
    *,
    protected: Mapping[str, str],
    held: Collection[str],
    evidence: Iterable[Mapping[str, Any]],
    as_at: date,
    titles: Mapping[str, str],
    national: Iterable[NationalRecord] = (),
) -> tuple[Held, ...]:
    """Return for each protected characteristic what is known of it on the day `as_at`.

    `protected` is the vocabulary's own; `held` are the characteristics that the records hold. Rows of `evidence`
    have characteristic (name or words), title, held_by, dated and note; one on a characteristic that isn't
    protected is returned after the protected ones, so that none is dropped. `titles` gives words for names.
    """
    wanted = {tuple(key.split("/")): title for key, title in protected.items()}
    rows: dict[tuple[str, ...], list[Evidence]] = {names: [] for names in wanted}
    for row in evidence:
        rows.setdefault(_names(str(row["characteristic"]), wanted, titles), []).append(_evidence(row, as_at))
    records = [one for one in national if one.in_force(as_at)]
    return tuple(
        Held(
            names=names,
            title=wanted.get(names) or titles.get(names[0], names[0].replace("_", " ")),
            held_as=_held_as(names, held, found),
            evidence=tuple(sorted(found, key=lambda one: (one.dated or date.min, one.title), reverse=True)),
            not_in=tuple(one.title for one in records if set(names) & set(one.lacks)),
        )
        for names, found in rows.items()
    )


def _held_as(names: tuple[str, ...], held: Collection[str], found: list[Evidence]) -> HeldAs:
    if any(name in held for name in names):
        return HeldAs.MEASURED
    return HeldAs.OTHER_EVIDENCE if found else HeldAs.NOTHING


def _names(words: str, wanted: Mapping[tuple[str, ...], str], titles: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of the characteristic that a row of evidence is on: by name, by words, else as written."""
    word = " ".join(words.split()).lower()
    name = word.replace(" ", "_")
    for names, title in wanted.items():
        said = {title.lower(), *names, *(titles.get(one, "").lower() for one in names)}
        if word in said or name in said:
            return names
    return (next((one for one, title in titles.items() if title.lower() == word), name),)


def _evidence(row: Mapping[str, Any], as_at: date) -> Evidence:
    dated = row.get("dated")
    age = _whole_years(dated, as_at) if dated is not None and dated <= as_at else None
    return Evidence(
        title=str(row.get("title") or ""),
        held_by=str(row.get("held_by") or ""),
        dated=dated,
        years_old=age,
        note=str(row.get("note") or ""),
    )


def _whole_years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def read_national_records(data: Mapping[str, Any]) -> tuple[NationalRecord, ...]:
    """Return the national records of the data file; raise KeyError or TypeError where a field is missing."""
    return tuple(_national(one) for one in data["record"])


def _national(one: Mapping[str, Any]) -> NationalRecord:
    fields: dict[str, Any] = {
        "valid_from": None,
        "valid_to": None,
        **one,
        "holds": tuple(one["holds"]),
        "lacks": tuple(one["lacks"]),
    }
    return NationalRecord(**fields)
