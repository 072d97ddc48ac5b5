"""How long a plan's PDF takes to read: seconds a page, with and without lines between the cells.

`python -m benchmarks plans` writes a plan of about fifty full landscape pages by chance and reads it.
"""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import typst

from benchmarks.line import line
from evenhand.planning.reading import open_document, place
from evenhand.planning.reading.limits import load_limits

ROWS = 400
MINUTE = 60.0
WORDS = (
    "people wait offer door review council partner figures month groups share open print leaflet train staff"
)


def run() -> Iterator[str]:
    """Yield the seconds of processor for the most pages that are read at once, and those of placing the rows."""
    with tempfile.TemporaryDirectory() as folder:
        for name, stroke in (("lines", ""), ("no lines", "stroke: none, column-gutter: 12pt,")):
            path = Path(folder) / "plan.pdf"
            _write(path, stroke)
            start = time.process_time()
            document = open_document(path)
            read = time.process_time()
            rows = place(document).rows
            placed = time.process_time() - read
            pages = document.pages or 1
            all_pages = (read - start) / pages * load_limits().pages
            yield line(f"a PDF of {load_limits().pages} pages, {name} (from {pages})", all_pages, MINUTE, "s")
            yield line(f"{len(rows)} of {ROWS} rows placed", placed, MINUTE, "s")


def _write(path: Path, stroke: str) -> None:
    draw = Random(1)
    cells = []
    for n in range(ROWS):
        action, progress = (" ".join(draw.choices(WORDS.split(), k=draw.randint(6, 40))) for _ in range(2))
        cells += [
            f"{n // 5 + 1}.{n % 5 + 1}",
            f"{action}.",
            f"{progress}.",
            "March 2027",
            "Ann Field (Council)",
        ]
    head = ", ".join(f"[*{one}*]" for one in ("Ref", "Action", "Progress", "Deadline", "Lead"))
    body = ", ".join(f"[{one}]" for one in cells)
    page = '#set page(paper: "a4", flipped: true)\n#set text(size: 10pt)\n'
    table = f"#table(columns: (auto, 2fr, 2fr, 1fr, 1fr), {stroke} table.header({head}), {body})"
    typst.compile(f"{page}{table}".encode(), output=str(path))
