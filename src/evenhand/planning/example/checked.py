"""Tables of example data, checked key by key, so that a slip is named with its file and place."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from evenhand.foundations import EvenhandError


class ExampleAtOdds(EvenhandError):
    """Example data that lacks something, has something unknown, or contradicts itself."""


class Checked:
    """One table of a file; every key that is read is ticked off, and what is left over is a fault."""

    def __init__(self, table: Mapping[str, Any], at: str) -> None:
        self._table = table
        self._read: set[str] = set()
        self.at = at

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text; raise ExampleAtOdds where there is none and none is given instead, or it is no text."""
        return str(self._value(key, str, default))

    def number(self, key: str) -> int:
        """Return a whole number."""
        return int(self._value(key, int, None))

    def yes(self, key: str) -> bool:
        """Return whether something is so; not, where nothing is said."""
        return bool(self._value(key, bool, False))

    def day(self, key: str) -> date | None:
        """Return a day, or None where there is none."""
        found = self._value(key, date, _NONE)
        return found if isinstance(found, date) else None

    def texts(self, key: str, default: Sequence[str] | None = None) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._value(key, list, None if default is None else list(default))
        for one in found:
            if not isinstance(one, str) or not one.strip():
                raise ExampleAtOdds(
                    f"{self.at}: '{key}' holds something that is no text.", mend="Give texts alone."
                )
        return tuple(found)

    def tables(self, key: str, name: str) -> tuple["Checked", ...]:
        """Return a list of tables, each named by its place."""
        found = self._value(key, list, [])
        for one in found:
            if not isinstance(one, dict):
                raise ExampleAtOdds(f"{self.at}: '{key}' holds something that is no table.")
        return tuple(Checked(one, f"{self.at}, {name} {place}") for place, one in enumerate(found, start=1))

    def table(self, key: str) -> "Checked":
        """Return a table within this one."""
        return Checked(self._value(key, dict, None), f"{self.at}, {key}")

    def done(self) -> None:
        """Raise ExampleAtOdds for keys that nobody asked about: mostly a misspelled one."""
        unknown = sorted(set(self._table) - self._read)
        if unknown:
            raise ExampleAtOdds(
                f"{self.at}: {', '.join(unknown)} is not known.",
                mend=f"Known: {', '.join(sorted(self._read))}.",
            )

    def _value(self, key: str, kind: type, default: Any) -> Any:
        self._read.add(key)
        if key not in self._table:
            if default is None:
                raise ExampleAtOdds(f"{self.at}: '{key}' is missing.", mend=f"Add {key} = ...")
            return default
        found = self._table[key]
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            raise ExampleAtOdds(f"{self.at}: '{key}' is {found!r}.", mend=f"It must be {_NAMES[kind]}.")
        return found


_NONE = object()
_NAMES = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    date: "a day such as 2006-09-18",
    list: "a list",
    dict: "a table",
}
