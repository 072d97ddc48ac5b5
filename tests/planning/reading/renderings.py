"""Writes one plan as a document of each kind, so that the same rows can be asked back of all of them."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import docx
import typst


@dataclass(frozen=True)
class Part:
    """A part of a plan: theme and aim as printed, and the rows of its table."""

    theme: str
    aim: str
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Written:
    """A plan as it stands in a document: title, headings of the columns, parts."""

    title: str
    headings: Sequence[str]
    parts: Sequence[Part]
    footer: str = ""
    across: bool = field(default=True)
    """Whether themes and aims stand inside the table as lines across it."""

    @property
    def lines(self) -> list[list[str]]:
        """Every line of one large table."""
        width = len(self.headings)
        found = []
        for part in self.parts:
            found += [[text, *[""] * (width - 1)] for text in (part.theme, part.aim) if text]
            found += [list(self.headings), *map(list, part.rows)]
        return found


def as_markdown(plan: Written, folder: Path) -> Path:
    said = [f"# {plan.title}", ""]
    for part in plan.parts:
        said += [f"## {part.theme}", "", part.aim, ""] if part.theme else []
        rows = [plan.headings, ["---"] * len(plan.headings), *part.rows]
        said += [
            f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), '<br>') for cell in row)} |"
            for row in rows
        ]
        said.append("")
    return _text(folder / "plan.md", "\n".join(said))


def as_tabs(plan: Written, folder: Path) -> Path:
    return _text(
        folder / "plan.txt",
        f"{plan.title}\n\n" + "\n".join("\t".join(" ".join(c.split()) for c in row) for row in plan.lines),
    )


def as_csv(plan: Written, folder: Path) -> Path:
    said = io.StringIO()
    csv.writer(said).writerows(plan.lines)
    return _text(folder / "plan.csv", said.getvalue())


def as_docx(plan: Written, folder: Path) -> Path:
    made = docx.Document()
    made.add_heading(plan.title, 1)
    made.sections[0].footer.paragraphs[0].text = plan.footer
    for part in plan.parts:
        if part.theme:
            made.add_heading(part.theme, 2)
        if part.aim:
            made.add_paragraph(part.aim)
        table = made.add_table(rows=0, cols=len(plan.headings))
        for row in (plan.headings, *part.rows):
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    made.save(str(folder / "plan.docx"))
    return folder / "plan.docx"


def as_docx_across(plan: Written, folder: Path) -> Path:
    """One table with merged cells for themes and aims."""
    made = docx.Document()
    table = made.add_table(rows=0, cols=len(plan.headings))
    for row in plan.lines:
        cells = table.add_row().cells
        if len([text for text in row if text]) == 1 and row[0]:
            cells[0].merge(cells[-1]).text = row[0]
        else:
            for cell, text in zip(cells, row, strict=True):
                cell.text = text
    made.save(str(folder / "across.docx"))
    return folder / "across.docx"


def as_pdf(plan: Written, folder: Path) -> Path:
    """Landscape pages with ruled tables, a header row repeated on each page and a footer with page numbers."""
    said = [
        f'#set page(paper: "a4", flipped: true, footer: context [{typst_text(plan.footer)} #counter(page).display()])',
        "#set text(size: 9pt, hyphenate: false)",
        "#set smartquote(enabled: false)",
        f"= {typst_text(plan.title)}",
    ]
    for part in plan.parts:
        said += [f"== {typst_text(part.theme)}", f"{typst_text(part.aim)}"] if part.theme else []
        cells = [f"[{typst_text(cell)}]" for row in part.rows for cell in row]
        head = ", ".join(f"[*{typst_text(cell)}*]" for cell in plan.headings)
        columns = ", ".join("auto" if len(cell) < 4 else "1fr" for cell in plan.headings)
        said.append(f"#table(columns: ({columns}), table.header({head}), {', '.join(cells)})")
    typst.compile("\n".join(said).encode(), output=str(folder / "plan.pdf"))
    return folder / "plan.pdf"


def as_pdf_without_lines(plan: Written, folder: Path) -> Path:
    """The same without lines between the cells: columns are known by where the words stand."""
    said = [
        '#set page(paper: "a4", flipped: true)',
        "#set text(size: 8pt, hyphenate: false)",
        "#set smartquote(enabled: false)",
        "#set table(stroke: none, column-gutter: 12pt)",
        f"= {typst_text(plan.title)}",
    ]
    for part in plan.parts:
        said += [f"== {typst_text(part.theme)}", f"{typst_text(part.aim)}"] if part.theme else []
        cells = [f"[{typst_text(cell)}]" for row in (plan.headings, *part.rows) for cell in row]
        columns = ", ".join("auto" if len(cell) < 4 else "1fr" for cell in plan.headings)
        said.append(f"#table(columns: ({columns}), {', '.join(cells)})")
    path = folder / "unruled.pdf"
    typst.compile("\n".join(said).encode(), output=str(path))
    return path


def as_workbook(plan: Written, folder: Path, kind: str = "xlsx") -> Path:
    from tests.planning.reading.workbooks import write_ods, write_xlsx

    path = folder / f"plan.{kind}"
    rows = [[plan.title], [], *plan.lines]
    (write_xlsx if kind == "xlsx" else write_ods)(path, rows)
    return path


def as_ods(plan: Written, folder: Path) -> Path:
    return as_workbook(plan, folder, "ods")


KINDS: dict[str, Callable[[Written, Path], Path]] = {
    "Markdown": as_markdown,
    "text with tabs": as_tabs,
    "CSV": as_csv,
    "DOCX": as_docx,
    "DOCX with merged cells": as_docx_across,
    "PDF": as_pdf,
    "XLSX": as_workbook,
    "ODS": as_ods,
}

ALL_KINDS = {**KINDS, "PDF without lines": as_pdf_without_lines}


def _text(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def typst_text(text: str) -> str:
    for sign in "\\#*_[]@<>$`~/":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", " \\ ")
