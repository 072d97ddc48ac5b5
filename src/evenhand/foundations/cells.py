"""Cells that a spreadsheet would take for a formula: made harmless when written, and as they were when read again.

A cell that begins with = + - @ (or a tab or carriage return) is calculated by a spreadsheet that opens the file, so
whoever writes such a name into a form could make another person's computer fetch or send something.
Source: OWASP, CSV Injection.
"""

import re

import pyarrow as pa
import pyarrow.compute as pc

_STARTS = r"=+\-@\t\r"
_RISKY = rf"^'*[{_STARTS}]"
_NUMBER = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$"
_MADE_HARMLESS = rf"^'+[{_STARTS}]"


def harmless(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts with an apostrophe before each that a spreadsheet would take for a formula.

    A plain number stays as it is. `as_given` gives back exactly what was there.
    """
    risky = pc.and_(
        pc.match_substring_regex(cells, _RISKY), pc.invert(pc.match_substring_regex(cells, _NUMBER))
    )
    if not pc.any(risky).as_py():
        return cells
    return pc.if_else(risky, pc.binary_join_element_wise("'", cells, ""), cells)


def as_given(cells: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts without the apostrophe that `harmless` put before them."""
    made = pc.match_substring_regex(cells, _MADE_HARMLESS)
    if not pc.any(made).as_py():
        return cells
    return pc.if_else(made, pc.utf8_slice_codeunits(cells, 1), cells)


def harmless_text(text: str) -> str:
    """Return one text as `harmless` would."""
    return f"'{text}" if re.match(_RISKY, text) and not re.match(_NUMBER, text) else text


def text_as_given(text: str) -> str:
    """Return one text as `as_given` would."""
    return text[1:] if re.match(_MADE_HARMLESS, text) else text
