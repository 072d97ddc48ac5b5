"""Setting pages with typst: what is said goes in as data, never as source, and only fonts that were checked are used."""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

from evenhand.foundations import EvenhandError
from evenhand.publish.fonts import Family

_TEMPLATES = resources.files("evenhand.publish") / "templates"
PDF_STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA-1 (ISO 14289-1): typst refuses to write a file that breaks a rule it can check."""


def typeset(
    templates: Iterable[str | Traversable],
    data: Mapping[str, Any],
    families: Sequence[Family],
    *,
    to: Literal["pdf", "png"],
    day: str = "",
    ppi: float = 144,
) -> list[bytes]:
    """Return the pages as PNG, one each, or one PDF, from typst templates that read `data`: by name, or one's own.

    `day` is the date a PDF bears (ISO). `data` reaches the templates as JSON, so no word in it can become
    markup; `families` are the fonts, and no other font of the machine is used. Raises: EvenhandError where the
    pages cannot be set, such as a PDF with letters that none of the fonts has.
    """
    parts = (_TEMPLATES / one if isinstance(one, str) else one for one in ("data.typ", *templates))
    source = "\n".join(one.read_text("utf-8") for one in parts)
    told = json.dumps({**data, "fonts": [one.name for one in families]}, ensure_ascii=False)
    with TemporaryDirectory() as folder:
        _copy(families, Path(folder))
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
        setter = typst.Compiler(font_paths=fonts, ignore_system_fonts=True, root=folder)
        try:
            made = setter.compile(
                input=source.encode(),
                format=to,
                ppi=ppi,
                sys_inputs={"data": told},
                pdf_standards=PDF_STANDARD if to == "pdf" else [],
                timestamp=_timestamp(day),
            )
        except typst.TypstError as error:
            raise EvenhandError(
                f"The {to.upper()} cannot be set: {error.message}.", mend="Leave it out, and report this."
            ) from error
    return made if isinstance(made, list) else [made or b""]


def _copy(families: Sequence[Family], folder: Path) -> None:
    """Put the fonts' files into a folder of their own: typst takes folders, and every font in them."""
    for n, one in enumerate(face for family in families for face in family.faces):
        shutil.copyfile(one.path, folder / f"{n}{Path(one.path).suffix}")


def _timestamp(day: str) -> datetime:
    """The moment a file bears: midnight of the day as of which people are followed, the same at every writing."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        found = date(1970, 1, 1)
    return datetime.combine(found, time(), tzinfo=UTC)
