"""The numbers that Word adds to paragraphs by itself and keeps out of their text: 1., 1.1, (a), ii)."""

from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """Counts along while paragraphs go by, as Word does: each list by its levels."""

    def __init__(self, opened: Any) -> None:
        self._formats: dict[tuple[str, int], tuple[str, str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        self._styles: dict[str, Any] = {}
        part = next(
            (one.target_part for one in opened.part.rels.values() if one.reltype.endswith("/numbering")), None
        )
        if part is not None:
            self._read(part.element)
        for style in opened.styles:
            found = style.element.find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                self._styles[style.style_id] = found

    def number(self, paragraph: Any) -> str | None:
        """Return a paragraph's number as Word shows it, '' for a bullet, None where it is in no list."""
        given = paragraph.find(f"{_W}pPr/{_W}numPr")
        if given is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            given = self._styles.get(style.get(f"{_W}val", "")) if style is not None else None
        if given is None:
            return None
        which, level = given.find(f"{_W}numId"), given.find(f"{_W}ilvl")
        if which is None or which.get(f"{_W}val") == "0":
            return None
        return self._next(
            which.get(f"{_W}val", ""), int(level.get(f"{_W}val", "0")) if level is not None else 0
        )

    def _next(self, which: str, level: int) -> str:
        counts = self._counts.setdefault(which, [0] * 9)
        _, _, start = self._formats.get((which, level), ("bullet", "", 1))
        counts[level] = counts[level] + 1 if counts[level] else start
        for below in range(level + 1, 9):
            counts[below] = 0
        form, text, _ = self._formats.get((which, level), ("bullet", "", 1))
        if form in ("bullet", "none") or not text:
            return ""
        for place in range(level + 1):
            own, _, first = self._formats.get((which, place), ("decimal", "", 1))
            text = text.replace(f"%{place + 1}", _shown(counts[place] or first, own))
        return text

    def _read(self, root: Any) -> None:
        abstract = {one.get(f"{_W}abstractNumId"): one for one in root.findall(f"{_W}abstractNum")}
        for one in root.findall(f"{_W}num"):
            which = one.find(f"{_W}abstractNumId")
            levels = abstract.get(which.get(f"{_W}val")) if which is not None else None
            for level in levels.findall(f"{_W}lvl") if levels is not None else []:
                form, text, start = (level.find(f"{_W}{name}") for name in ("numFmt", "lvlText", "start"))
                self._formats[one.get(f"{_W}numId"), int(level.get(f"{_W}ilvl", "0"))] = (
                    form.get(f"{_W}val", "decimal") if form is not None else "decimal",
                    text.get(f"{_W}val", "") if text is not None else "",
                    int(start.get(f"{_W}val", "1")) if start is not None else 1,
                )


def _shown(number: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(97 + (number - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        said, left = "", number
        for value, sign in _ROMAN:
            while left >= value:
                said, left = said + sign, left - value
        return said if form == "lowerRoman" else said.upper()
    return str(number)
