"""Whether an old workbook (XLS) is safe to open: its parts are chains of blocks, which must end."""

import numpy as np

from evenhand.foundations import UnreadableFile
from evenhand.records.contents import Contents

_HEADER = 512
_LAST_BLOCK = 0xFFFFFFFA
"""Numbers from here on are signs: end of a chain, free, or a block of the table of blocks itself."""


def check_old_workbook(contents: Contents) -> None:
    """Raise UnreadableFile where a chain of blocks runs in a circle, so that reading it would never end.

    Source: Microsoft, MS-CFB (compound file binary format), 2.2 to 2.5.
    """
    data = bytes(contents.data)
    shift = int.from_bytes(data[30:32], "little")
    if len(data) < _HEADER or shift not in (9, 12):
        raise _damaged(contents)
    block = 1 << shift
    blocks = max(len(data) // block - 1, 0) + 1
    sources = np.frombuffer(data, dtype="<u4", count=109, offset=76)
    if int.from_bytes(data[68:72], "little") < _LAST_BLOCK:
        raise UnreadableFile(f"{contents.file} is an old workbook of unusual size.", mend="Save it as XLSX.")
    table = []
    for one in sources[sources < _LAST_BLOCK]:
        start = (int(one) + 1) * block
        if start + block > len(data):
            raise _damaged(contents)
        table.append(np.frombuffer(data, dtype="<u4", count=block // 4, offset=start))
    follows = np.concatenate(table) if table else np.empty(0, np.uint32)
    if _goes_round(follows[:blocks].astype(np.int64)):
        raise _damaged(contents)


def _goes_round(follows: np.ndarray) -> bool:
    """Whether two blocks have the same one after them, or one leads back to itself: then a chain can't end."""
    after = follows[follows < _LAST_BLOCK]
    if len(after) and (after.max() >= len(follows) or len(np.unique(after)) != len(after)):
        return True
    steps = np.where(follows < _LAST_BLOCK, follows, -1)
    for _ in range(len(follows).bit_length() + 1):  # twice as many steps each time, until no chain is as long
        steps = np.where(steps >= 0, steps[steps], -1)
    return bool((steps >= 0).any())


def _damaged(contents: Contents) -> UnreadableFile:
    return UnreadableFile(
        f"{contents.file} is an old workbook (XLS) that is damaged or incomplete.",
        mend="Open it in a spreadsheet program and save it as XLSX.",
    )
