"""Writes docs/reference/measures.md from the tables of this folder: `python -m tests.spec.write_page`."""

from tests.spec.tables import PAGE, page

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
