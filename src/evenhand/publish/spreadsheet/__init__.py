"""The release as a spreadsheet (ODS) by the Government Analysis Function's guidance: one table a sheet, marked headings."""

from evenhand.publish.spreadsheet.package import ods
from evenhand.publish.spreadsheet.workbook import workbook
from evenhand.publish.types import Release

__all__ = ["spreadsheet"]


def spreadsheet(release: Release, *, licence: str = "") -> bytes:
    """Return tables.ods: cover, contents, notes, shorthand, then a table a sheet. Source: docs/adr/0010."""
    return ods(workbook(release, licence=licence))
