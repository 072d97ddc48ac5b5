"""How the codes of a dimension stand under each other: a table of codes and parents, or levels marked with @."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evenhand.disclosure.linked import Sum
from evenhand.foundations import EvenhandError

_MARK = "@"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hierarchy:
    """Codes with the code that each is part of ('' at the top); `dimension` is '' where its codes must tell it."""

    name: str
    parents: Mapping[str, str]
    dimension: str = ""

    def under(self, code: str) -> tuple[str, ...]:
        """Return the codes right under one."""
        return tuple(one for one, parent in self.parents.items() if parent == code)

    def sums(
        self, dimension: str, used: Collection[str], total: str, *, overlapping: bool
    ) -> tuple[Sum, ...]:
        """Return the sums of the codes that are `used` or stand above such; the highest make the total."""
        needed = self._needed(used)
        made = []
        for whole in ("", *self.parents):
            parts = tuple(one for one in self.under(whole) if one != total)
            name = whole or total
            if any(one in needed for one in parts) and (whole or total not in self.parents):
                made.append(Sum(dimension=dimension, whole=name, parts=parts, overlapping=overlapping))
        return tuple(made)

    def _needed(self, used: Iterable[str]) -> set[str]:
        """The codes that are used, and all above them."""
        found: set[str] = set()
        for code in used:
            while code and code not in found:
                found.add(code)
                code = self.parents.get(code, "")
        return found


def from_rows(name: str, columns: Mapping[str, Sequence[str]]) -> tuple[Hierarchy, ...]:
    """Return the hierarchies in a table with the columns code, parent and perhaps dimension, one for each dimension.

    Raises EvenhandError where a column is missing, a code stands twice, or codes stand under each other in a ring.
    """
    named = {heading.strip().lower(): values for heading, values in columns.items()}
    missing = [one for one in ("code", "parent") if one not in named]
    if missing:
        raise EvenhandError(
            f"The hierarchy {name} lacks the column '{missing[0]}'.",
            mend="Give it the columns code and parent, and dimension where it is for several; or levels marked with @.",
        )
    if not named["code"]:
        raise EvenhandError(f"The hierarchy {name} is empty.", mend="Give it a line for each code.")
    dimensions = named.get("dimension", [""] * len(named["code"]))
    found: dict[str, dict[str, str]] = {}
    for dimension, code, parent in zip(dimensions, named["code"], named["parent"], strict=True):
        _enter(found.setdefault(dimension.strip(), {}), code.strip(), parent.strip(), name)
    return tuple(
        _checked(Hierarchy(name=name, parents=_with_tops(parents), dimension=dimension))
        for dimension, parents in found.items()
    )


def from_levels(name: str, text: str) -> Hierarchy:
    """Return the hierarchy of a file in which each line is a code with one @ before it for each level below the top.

    Source: tau-Argus, Users' manual 4.2, section 4.4 (hierarchical code list).
    """
    above: list[str] = []
    parents: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        code = line.strip()
        level = len(code) - len(code.lstrip(_MARK))
        code = code[level:].strip()
        if not code:
            continue
        if level > len(above):
            raise EvenhandError(
                f"The hierarchy {name} goes down more than one level at line {number}.",
                mend="Give each line at most one @ more than the line above it.",
            )
        del above[level:]
        _enter(parents, code, above[-1] if above else "", name)
        above.append(code)
    return _checked(Hierarchy(name=name, parents=parents))


def _enter(parents: dict[str, str], code: str, parent: str, name: str) -> None:
    if not code:
        raise EvenhandError(f"The hierarchy {name} has a line without a code.", mend="Take it out.")
    if parents.get(code, parent) != parent:
        raise EvenhandError(
            f"The hierarchy {name} puts '{code}' under two codes.", mend="Put each code under one other."
        )
    parents[code] = parent


def _with_tops(parents: dict[str, str]) -> dict[str, str]:
    """Add parents that have no line of their own, at the top."""
    return {**{parent: "" for parent in parents.values() if parent and parent not in parents}, **parents}


def _checked(hierarchy: Hierarchy) -> Hierarchy:
    if not hierarchy.parents:
        raise EvenhandError(f"The hierarchy {hierarchy.name} is empty.", mend="Give it a line for each code.")
    for code in hierarchy.parents:
        seen, at = {code}, hierarchy.parents[code]
        while at:
            if at in seen:
                raise EvenhandError(
                    f"The hierarchy {hierarchy.name} puts '{code}' under itself.", mend="Correct its parents."
                )
            seen.add(at)
            at = hierarchy.parents[at]
    return hierarchy


def of_dimension(
    hierarchies: Sequence[Hierarchy], codes: Mapping[str, Collection[str]], total: str
) -> dict[str, Hierarchy]:
    """Return the hierarchy of each dimension that has one: the one named, else the one that holds all its codes.

    Raises EvenhandError where a hierarchy fits no dimension, or two fit one, or a code stands in none.
    """
    found: dict[str, Hierarchy] = {}
    for one in hierarchies:
        fitting = [one.dimension] if one.dimension else _fitting(one, codes, total)
        if len(fitting) != 1 or fitting[0] not in codes:
            what = (
                "no column" if not fitting or fitting[0] not in codes else f"the columns {', '.join(fitting)}"
            )
            raise EvenhandError(
                f"The hierarchy {one.name} fits {what} of the tables.",
                mend="Name the column in a column 'dimension', and give every code of the tables a line.",
            )
        if fitting[0] in found:
            raise EvenhandError(
                f"The hierarchies {found[fitting[0]].name} and {one.name} are both of {fitting[0]}.",
                mend="Give one for each column.",
            )
        found[fitting[0]] = one
        _all_there(one, fitting[0], codes[fitting[0]], total)
    return found


def _fitting(one: Hierarchy, codes: Mapping[str, Collection[str]], total: str) -> list[str]:
    """The dimensions most of whose codes the hierarchy holds."""
    shares = {
        name: sum(code in one.parents for code in listed if code != total)
        / max(len(set(listed) - {total}), 1)
        for name, listed in codes.items()
    }
    best = max(shares.values(), default=0.0)
    return [name for name, share in shares.items() if share == best and share >= _MOST]


_MOST = 0.5
"""A hierarchy is of a dimension if it holds half of its codes; a code that it lacks is then told."""


def _all_there(one: Hierarchy, dimension: str, codes: Collection[str], total: str) -> None:
    lacking = sorted(set(codes) - {total} - set(one.parents))
    if lacking:
        more = f" and {len(lacking) - 3:,} more" if len(lacking) > 3 else ""
        listed = ", ".join(f"'{code}'" for code in lacking[:3])
        raise EvenhandError(
            f"The hierarchy {one.name} has no line for {listed}{more} of {dimension}.",
            mend="Add a line for each code of the tables.",
        )
