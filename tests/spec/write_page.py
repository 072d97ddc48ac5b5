"""Writes the pages of the reference made of this folder's tables: `python -m tests.spec.write_page`."""

from tests.spec import dates, own_tables, tables

if __name__ == "__main__":
    for source in (tables, own_tables, dates):
        source.PAGE.write_text(source.page(), encoding="utf-8", newline="\n")
