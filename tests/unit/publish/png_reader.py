"""A PNG file as numbers, read by the format's own rules, so that a test sees what is in the picture."""

import struct
import zlib

import numpy as np
from numpy.typing import NDArray


def chunks(data: bytes) -> list[tuple[str, bytes]]:
    """Return the chunks of a PNG file, in their order."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = [], 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        found.append((data[at + 4 : at + 8].decode(), data[at + 8 : at + 8 + size]))
        at += size + 12
    return found


def pixels(data: bytes) -> NDArray[np.uint8]:
    """Return height x width x 4 numbers of a PNG with eight bits of red, green, blue and opacity."""
    held = chunks(data)
    width, height, depth, kind = struct.unpack(">IIBB", held[0][1][:10])
    assert (depth, kind) == (8, 6)
    raw = zlib.decompress(b"".join(body for name, body in held if name == "IDAT"))
    rows, before = [], bytearray(width * 4)
    for y in range(height):
        start = y * (width * 4 + 1)
        before = _line(raw[start], bytearray(raw[start + 1 : start + 1 + width * 4]), before)
        rows.append(np.frombuffer(bytes(before), np.uint8).reshape(width, 4))
    return np.stack(rows)


def _line(kind: int, line: bytearray, before: bytearray) -> bytearray:
    """Undo the filter of one line: 0 none, 1 left, 2 above, 3 their mean, 4 Paeth."""
    if kind == 2:
        total = np.frombuffer(bytes(line), np.uint8) + np.frombuffer(bytes(before), np.uint8)
        return bytearray(total.astype(np.uint8).tobytes())
    for n in range(len(line)) if kind else ():
        left, above, corner = (line[n - 4], before[n], before[n - 4]) if n > 3 else (0, before[n], 0)
        line[n] = (line[n] + (left, 0, (left + above) // 2, _paeth(left, above, corner))[kind - 1]) & 255
    return line


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    off = (abs(guess - left), abs(guess - above), abs(guess - corner))
    return (left, above, corner)[off.index(min(off))]
