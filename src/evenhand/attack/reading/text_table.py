"""A published table as text: every column as it is printed."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from numpy.typing import NDArray

from evenhand.disclosure.linked.linked_set import Number
from evenhand.foundations import UnreadableFile

Text = NDArray[np.str_]
_NUMBER = r"^-?\d+(\.\d+)?$"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextTable:
    """The columns of one file, each row's text without the spaces around it."""

    file: str
    columns: Mapping[str, Text]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))


def read_text_table(path: Path) -> TextTable:
    """Return what a CSV file holds; raise UnreadableFile for what is no table."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFile(f"{path.name} is not a text file in UTF-8.", mend="Save it as CSV.") from error
    first = text.partition("\n")[0].strip("\r")
    delimiter = max(",;\t", key=first.count)
    names = [one.strip().strip('"') for one in first.split(delimiter)]
    if len(names) < 2 or len(set(names)) < len(names):
        raise UnreadableFile(
            f"{path.name} has no line of column names that differ.", mend="Give a row per count."
        )
    try:
        read = pacsv.read_csv(
            io.BytesIO(text.encode()),
            read_options=pacsv.ReadOptions(column_names=names, skip_rows=1),
            parse_options=pacsv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=pacsv.ConvertOptions(
                column_types={name: pa.string() for name in names}, strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid as error:
        raise UnreadableFile(f"{path.name} has rows of different lengths.") from error
    if read.num_rows == 0:
        raise UnreadableFile(f"{path.name} has no rows.")
    return TextTable(file=path.name, columns={name: _text(read.column(name)) for name in names})


def _text(column: pa.ChunkedArray) -> Text:
    return np.asarray(pc.utf8_trim_whitespace(column).to_pylist(), dtype=np.str_)


def numbers(column: Text) -> Number:
    """Return the numbers that texts are, with commas between thousands or a sign of per cent; NaN for others."""
    plain = pa.array(np.char.rstrip(np.char.replace(column, ",", ""), "% ").tolist(), pa.string())
    fits = pc.match_substring_regex(plain, _NUMBER)
    found = pc.cast(pc.if_else(fits, plain, None), pa.float64())
    return np.asarray(pc.fill_null(found, np.nan).to_numpy(zero_copy_only=False), dtype=np.float64)


def decimals(column: Text) -> NDArray[np.int64]:
    """Return how many figures stand behind the point of each text."""
    plain = np.char.rstrip(column, "% ")
    behind = np.char.partition(plain, ".")[:, 2]
    return np.asarray(np.char.str_len(behind), dtype=np.int64)
