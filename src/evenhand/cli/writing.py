"""What the commands share in writing: which formats, and in which languages."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evenhand.publish import Release


def check_folder(out: Path) -> None:
    """Raise EvenhandError where a folder of that name can't be made since a file is in the way; before work is done."""
    from evenhand.foundations import EvenhandError

    there = next((one for one in (out, *out.parents) if one.exists()), None)
    if there is not None and not there.is_dir():
        raise EvenhandError(
            f"The release can't be written to {out.name}: {there.name} is a file and not a folder.",
            mend="Choose another folder with --out.",
        )


def formats_of(words: str | None) -> tuple[str, ...]:
    """Return the formats that are named with commas between; all without a word, none for `none`."""
    from evenhand.publish.write import FORMATS

    if words is None:
        return FORMATS
    return tuple(one.strip() for one in words.split(",") if one.strip() not in ("", "none"))


def write_in_languages(
    release: "Release", folder: Path, *, formats: Collection[str], both: bool, licence: str = ""
) -> tuple[list[Path], tuple[str, ...]]:
    """Write a release, with `both` in Welsh too (folder cy); return the files, and what could not be written."""
    from evenhand.flow import translated
    from evenhand.publish.views import Link
    from evenhand.publish.write import write_release

    if not both:
        written = write_release(release, folder, formats=formats, licence=licence)
        return list(written), written.unwritten
    welsh = Link(to="cy/index.html", words="Cymraeg")
    first = write_release(release, folder, formats=formats, licence=licence, other_language=welsh)
    english = Link(to="../index.html", words="English")
    second = write_release(
        translated(release, "cy"), folder / "cy", formats=formats, licence=licence, other_language=english
    )
    return [*first, *second], tuple(dict.fromkeys((*first.unwritten, *second.unwritten)))
