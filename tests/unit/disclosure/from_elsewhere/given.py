"""Tables for tests, written as a reader would see them."""

from importlib.resources import files
from pathlib import Path

import numpy as np
import pyarrow as pa

from evenhand.disclosure.tables.types import Given


def given(text: str, name: str = "table.csv") -> Given:
    """Return a table from lines of words with | or commas between them; the first are its headings."""
    lines = [line.strip().strip("|") for line in text.strip().splitlines()]
    rows = [[cell.strip() for cell in line.split("|" if "|" in line else ",")] for line in lines]
    rows = [row for row in rows if not all(cell and set(cell) <= set("-: ") for cell in row)]
    columns = list(zip(*rows[1:], strict=True)) if len(rows) > 1 else [()] * len(rows[0])
    cells = pa.Table.from_arrays([pa.array(one, pa.string()) for one in columns], names=rows[0])
    return Given(name=name, cells=cells, lines=np.arange(2, len(rows) + 1))


def zeros_shown(folder: Path) -> Path:
    """Return a policy file of suppression under which no zero is ever hidden."""
    text = (files("evenhand.disclosure") / "policies" / "suppress-5.toml").read_text("utf-8")
    path = folder / "zeros-shown.toml"
    path.write_text(text.replace("least_hidden = 0", "least_hidden = 1").replace('"suppress-5"', '"mine"'))
    return path
