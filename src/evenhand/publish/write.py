"""Writing a release into a folder: pages for people, tables for machines, a spreadsheet, a PDF, charts as files."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from evenhand.foundations import EvenhandError, NotProtected, Tally
from evenhand.publish.area_section import area_section
from evenhand.publish.chart_files import FOLDER, ChartFile, chart_pictures, chart_texts, charts_of
from evenhand.publish.csvw import counts_metadata, measures_metadata, stays_metadata, tally_metadata
from evenhand.publish.files import (
    counts_csv,
    csv_text,
    findings_json,
    measures_csv,
    measures_json,
    run_json,
    tally_csv,
)
from evenhand.publish.pdf import report_pdf
from evenhand.publish.shelf import Shelf
from evenhand.publish.site import INDEX, render_site
from evenhand.publish.spreadsheet import spreadsheet
from evenhand.publish.stays import stay_tables
from evenhand.publish.types import Release
from evenhand.publish.views import AreaSection, Link

ODS, PDF, SVG, PNG, CSVW = "ods", "pdf", "svg", "png", "csvw"
FORMATS = (ODS, PDF, SVG, PNG, CSVW)
"""What can be written beside the pages, the tables and run.json, which always are."""


class Written(tuple[Path, ...]):
    """The files that were written, the first page first; `unwritten` says what could not be, and what would mend it."""

    unwritten: tuple[str, ...] = ()


def write_release(
    release: Release,
    folder: Path,
    *,
    docs: str | None = None,
    formats: Collection[str] = FORMATS,
    licence: str = "",
    other_language: Link | None = None,
) -> Written:
    """Write a release into `folder`, made if need be, and return the files.

    The same release gives the same bytes (PDF and PNG with the same fonts installed). index.html is the first
    page; run.json is for one's own records, since it holds exact numbers of rows and the fingerprints of files.
    `formats` chooses among ods, pdf, svg (charts, with their tables as CSV), png and csvw; `licence` is the
    address of the licence under which the figures are released, `docs` that of the documentation. Where fonts
    are lacking, or the PDF cannot be made accessible, it or a picture is left out: `unwritten` says why and what
    would mend it. What an earlier release left in the folder and this one does not write is removed, so that no
    page leads to other figures. Raises: EvenhandError where it cannot write, or a format is not known;
    NotProtected where the release, or anything in it, is not what protection made.
    """
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown:
        raise EvenhandError(f"There is no format {unknown[0]}.", mend=f"Formats: {', '.join(FORMATS)}.")
    release = _passed(release)
    parts = _Parts(release, licence)
    files: dict[str, bytes] = {}
    unwritten: list[str] = []
    for name, data in parts.files(frozenset(formats), unwritten):
        files[name] = data.encode() if isinstance(data, str) else data
    pages = render_site(
        release, files=sorted(files), docs=docs, other_language=other_language, shelf=parts.shelf
    )
    written = {INDEX: pages[INDEX].encode()} | {name: text.encode() for name, text in pages.items()} | files
    try:
        _clear(folder, keep=written)
        for name, one in written.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(one)
    except OSError as error:
        raise EvenhandError(
            f"The release cannot be written to {folder.name}: {error.strerror}.",
            mend="Choose another folder with --out.",
        ) from error
    result = Written(folder / name for name in written)
    result.unwritten = tuple(unwritten)
    return result


def _passed(release: Release) -> Release:
    """Return the release with every gate passed once more at the door: its tables are made again from their parts."""
    if type(release) is not Release:
        raise NotProtected("A release is written from protected counts alone.")
    tallies, needs = (tuple(replace(one) for one in some) for some in (release.tallies, release.needs))
    curves = tuple(replace(one) for one in release.curves)
    return replace(release, counts=replace(release.counts), tallies=tallies, needs=needs, curves=curves)


_OURS = re.compile(
    r"report\.pdf|tables\.ods|curves\.csv|stays\.csv|staying\.html|.+\.csv-metadata\.json|table-.+\.csv|area-\d+\.html|charts/area-\d+-.+"
)
"""Names of files that not every release has."""


def _clear(folder: Path, *, keep: Collection[str]) -> None:
    """Remove from a folder with a release what it has of an earlier one and `keep` does not name."""
    if not (folder / "run.json").is_file():
        return
    for path in (*folder.iterdir(), *(folder / FOLDER).glob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and _OURS.fullmatch(name) and name not in keep:
            path.unlink()


@dataclass
class _Parts:
    """The files of a release, each made when it is asked for."""

    release: Release
    licence: str

    def files(self, formats: frozenset[str], unwritten: list[str]) -> Iterator[tuple[str, str | bytes]]:
        """Yield every file but the pages, by name; add to `unwritten` what could not be made."""
        release, language = self.release, self.release.language
        yield from self._tables().items()
        if CSVW in formats:
            yield from self._metadata().items()
        if ODS in formats:
            yield "tables.ods", spreadsheet(release, licence=self.licence)
        if PDF in formats:
            try:
                yield "report.pdf", report_pdf(release, self.sections)
            except EvenhandError as error:
                unwritten.append(str(error))
        if SVG in formats:
            yield from chart_texts(self.charts, language).items()
        if PNG in formats:
            try:
                made = chart_pictures(self.charts, language)
            except EvenhandError as error:
                unwritten.append(str(error))
            else:
                unwritten += made.unwritten
                yield from made.png.items()

    @cached_property
    def shelf(self) -> Shelf:
        return Shelf(self.release)

    @cached_property
    def sections(self) -> tuple[AreaSection, ...]:
        areas = enumerate(self.shelf.areas, start=1)
        return tuple(area_section(self.shelf, number, area) for number, area in areas)

    @cached_property
    def charts(self) -> tuple[ChartFile, ...]:
        return tuple(charts_of(self.shelf, self.sections))

    def _tables(self) -> dict[str, str]:
        release = self.release
        texts = {
            "measures.json": measures_json(release),
            "measures.csv": measures_csv(release),
            "counts.csv": counts_csv(release),
            "findings.json": findings_json(release),
            "run.json": run_json(release),
        }
        texts |= {name: csv_text(rows) for name, rows in stay_tables(self.shelf).items()}
        return texts | {name: tally_csv(one) for name, one in self._tallies().items()}

    def _metadata(self) -> dict[str, str]:
        shelf, licence = self.shelf, self.licence
        texts = {
            "measures.csv-metadata.json": measures_metadata(shelf, licence=licence),
            "counts.csv-metadata.json": counts_metadata(shelf, licence=licence),
        }
        for name in stay_tables(shelf):
            texts[f"{name}-metadata.json"] = stays_metadata(shelf, name, licence=licence)
        for name, one in self._tallies().items():
            texts[f"{name}-metadata.json"] = tally_metadata(shelf, one, name, licence=licence)
        return texts

    def _tallies(self) -> Mapping[str, Tally]:
        """Side tables by the name of their file."""
        return {f"table-{one.id}.csv": one for one in (*self.release.needs, *self.release.tallies)}
