"""How wide a text is in Arial, near enough to break lines and keep labels apart, on every machine alike."""

_NARROW = frozenset("iIjl|!.,:;'’‘ ftr()[]/-")
_BROAD = frozenset("mMWw@%—")
_CAPITAL_SHARE = 0.69
_SHARES = (0.31, 0.86, 0.556)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide `text` is, in the units of `size`."""
    return sum(map(_share, text)) * size * (1.07 if bold else 1.0)


def wrap(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Return `text` in lines no wider than `width`, broken at spaces; a longer word is cut with '…'."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(_cut(word, size, width, bold=bold))
    return lines or [""]


def _cut(word: str, size: float, width: float, *, bold: bool) -> str:
    if text_width(word, size, bold=bold) <= width:
        return word
    while word and text_width(f"{word}…", size, bold=bold) > width:
        word = word[:-1]
    return f"{word}…"


def _share(letter: str) -> float:
    if letter in _NARROW:
        return _SHARES[0]
    if letter in _BROAD:
        return _SHARES[1]
    return _CAPITAL_SHARE if letter.isupper() else _SHARES[2]
