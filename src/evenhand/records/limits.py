"""How large a file may be before it is refused: data in limits.toml, each limit with its reason."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The largest file, line and workbook that is read; limits.toml says what each is for.

    `file_bytes`, `packed_bytes` (a workbook as it stands), `old_bytes` (xls) and `unpacked_bytes` are sizes;
    `line_bytes` is that of a line of text; `columns`, `cells`, `rows`, `parts`, `sheets`, `merged` and
    `heading_rows` (in which headings are looked for) are numbers.
    """

    file_bytes: int
    line_bytes: int
    columns: int
    packed_bytes: int
    unpacked_bytes: int
    parts: int
    cells: int
    rows: int
    old_bytes: int
    heading_rows: int
    sheets: int
    merged: int


@cache
def load_limits() -> Limits:
    """Return the limits that come with Evenhand."""
    data = tomllib.loads((resources.files("evenhand.records") / "limits.toml").read_text("utf-8"))
    return Limits(**{one.name: int(data[one.name]["value"]) for one in fields(Limits)})


def size(bytes_: int) -> str:
    """Return a number of bytes in words: 1 GiB, 200 MiB."""
    units = ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"))
    for unit, word in units:
        if bytes_ >= unit:
            return f"{bytes_ / unit:.3g} {word}"
    return f"{bytes_} bytes"
