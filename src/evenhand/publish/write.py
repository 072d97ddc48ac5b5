"""Writing a release into a folder: the page for people, the tables for machines."""

from pathlib import Path

from evenhand.foundations import EvenhandError
from evenhand.publish.files import counts_csv, findings_json, measures_csv, measures_json, run_json
from evenhand.publish.page import render_page
from evenhand.publish.types import Release


def write_release(release: Release, folder: Path, *, docs: str | None = None) -> tuple[Path, ...]:
    """Write a release into `folder`, made if need be, and return the files.

    The same release gives the same bytes. index.html is the page; measures.json, measures.csv, counts.csv
    and findings.json hold what is on it and more; run.json is for one's own records, since it holds exact
    numbers of rows and the fingerprints of files. `docs` is an address of the documentation to link
    to. Raises: EvenhandError where it cannot write.
    """
    texts = {
        "index.html": render_page(release, docs=docs),
        "measures.json": measures_json(release),
        "measures.csv": measures_csv(release),
        "counts.csv": counts_csv(release),
        "findings.json": findings_json(release),
        "run.json": run_json(release),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise EvenhandError(
            f"The release cannot be written to {folder.name}: {error.strerror}.",
            mend="Choose another folder with --out.",
        ) from error
    return tuple(folder / name for name in texts)
