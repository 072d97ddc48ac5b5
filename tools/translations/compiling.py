"""Write a catalogue as gettext's MO file, which pages read. Source: GNU gettext manual, "The Format of GNU MO Files"."""

import os
import struct
from pathlib import Path

from tools.translations.catalogue import HEADER, Entry, read

_MAGIC, _HEAD, _PAIR = 0x950412DE, 28, 8


def _header_text() -> str:
    lines = [line for line in HEADER.splitlines() if line.startswith('"')]
    return "".join(line.strip('"').replace("\\n", "\n") for line in lines)


def _pair(one: Entry) -> tuple[bytes, bytes]:
    key = f"{one.context}\x04{one.text}" if one.context else one.text
    if one.plural:
        key += f"\x00{one.plural}"
    return key.encode(), "\x00".join(one.forms).encode()


def compiled(entries: list[Entry]) -> bytes:
    """Return the MO file of the translations that are there; what lacks one is shown in English."""
    ready = [one for one in entries if one.forms and all(one.forms) and not one.fuzzy]
    pairs = sorted([(b"", _header_text().encode()), *map(_pair, ready)])
    ids_at, values_at = _HEAD, _HEAD + _PAIR * len(pairs)
    place = values_at + _PAIR * len(pairs)
    tables: list[bytes] = []
    for column in (0, 1):
        for pair in pairs:
            tables.append(struct.pack("<II", len(pair[column]), place))
            place += len(pair[column]) + 1
    head = struct.pack("<7I", _MAGIC, 0, len(pairs), ids_at, values_at, 0, 0)
    texts = b"".join(pair[column] + b"\x00" for column in (0, 1) for pair in pairs)
    return head + b"".join(tables) + texts


def compile_file(path: Path) -> bool:
    """Write the MO file beside a catalogue; return whether it changed."""
    made, target = compiled(list(read(path).values())), path.with_suffix(".mo")
    if target.is_file() and target.read_bytes() == made:
        return False
    # Another process may be reading it: it finds the old file or the new one, never half of one.
    half = target.with_suffix(f".{os.getpid()}")
    half.write_bytes(made)
    half.replace(target)
    return True
