"""What a file doesn't ask isn't a person's 'not known': an optional column that isn't there stays empty."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from evenhand.records.detect import matched
from evenhand.records.opened import Opened
from evenhand.records.profiles import Column, Profile
from evenhand.vocabulary import Vocabulary


def without_absent(rows: pa.Table, files: Sequence[Opened], vocabulary: Vocabulary) -> pa.Table:
    """Return rows (with file_no) in which characteristics are null where their file has no such heading."""
    for column in _optional(files[0].profile, vocabulary):
        if column.target not in rows.schema.names:
            continue
        without = [
            number
            for number, one in enumerate(files)
            if column.target not in matched(one.raw.header, one.profile)
        ]
        if without:
            there = pc.invert(pc.is_in(rows.column("file_no"), value_set=pa.array(without, pa.int32())))
            place = rows.schema.get_field_index(column.target)
            values = rows.column(column.target)
            kept = pc.if_else(there, values, pa.scalar(None, values.type))
            rows = rows.set_column(place, column.target, kept)
    return rows


def _optional(profile: Profile, vocabulary: Vocabulary) -> list[Column]:
    return [
        one
        for one in profile.columns
        if not one.required and one.blank is not None and one.target in vocabulary.characteristics
    ]
