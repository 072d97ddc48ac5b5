"""Agendas and minutes as DOCX, in headings and tables that screen readers know, every run in its language."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from evenhand_service.common.templating.writing import direction
from evenhand_service.governance.documents.content import Block

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TAGS = {"en": "en-GB", "cy": "cy-GB"}
_INK = RGBColor(0x0B, 0x0C, 0x0C)


def as_docx(content: Block) -> bytes:
    """Return a document as DOCX."""
    made = Document()
    _plain_styles(made, content["lang"])
    _properties(made, content)
    made.add_heading(content["title"], level=1)
    made.add_paragraph(content["line"])
    if content["banner"]:
        made.add_paragraph().add_run(content["banner"]).bold = True
    for label, text in content["facts"]:
        paragraph = made.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run(text)
    for section in [*content["sections"], content["alone"]]:
        if section:
            _section(made, section)
    if content["table"]:
        _table(made, content["table"])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _plain_styles(made: Any, lang: str) -> None:
    """One dark ink and one plain family; the language of the whole stands in its defaults."""
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = made.styles[name]
        style.font.name = "Arial"
        style.font.color.rgb = _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:hAnsi"), "Arial")
    made.styles["Normal"].font.size = Pt(11.5)
    made.styles["Heading 1"].font.size = Pt(20)
    made.styles["Heading 2"].font.size = Pt(14)
    defaults = made.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _speak(defaults, _TAGS[lang])


def _speak(properties: Any, tag: str) -> None:
    """Say in which language a run, or the whole, is written."""
    held = properties.find(qn("w:lang"))
    if held is None:
        held = OxmlElement("w:lang")
        properties.append(held)
    held.set(qn("w:bidi" if direction(tag) == "rtl" else "w:val"), tag)


def _properties(made: Any, content: Block) -> None:
    held = made.core_properties
    held.title, held.language, held.author, held.comments = (
        content["title"],
        _TAGS[content["lang"]],
        "Evenhand",
        "",
    )
    held.created = held.modified = datetime.fromisoformat(content["day"]).replace(tzinfo=UTC)


def _section(made: Any, section: Block) -> None:
    _write(made.add_heading(level=2), section["heading"], section["lang"])
    for part in section["parts"]:
        paragraph = made.add_paragraph()
        if part["label"]:
            paragraph.add_run(f"{part['label']}: ").bold = True
        _write(paragraph, part["text"], part["lang"])


def _write(paragraph: Any, text: str, lang: str) -> None:
    run = paragraph.add_run(text)
    if not lang:
        return
    tag = _TAGS.get(lang, lang)
    _speak(run._r.get_or_add_rPr(), tag)
    if direction(tag) == "rtl":
        paragraph.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.font.rtl = True


def _table(made: Any, table: Block) -> None:
    made.add_heading(table["caption"], level=2)
    drawn = made.add_table(rows=1, cols=len(table["heads"]), style="Table Grid")
    for cell, text in zip(drawn.rows[0].cells, table["heads"], strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    # A head that is marked as one is read out with each cell, and repeats on the next page.
    drawn.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table["rows"]:
        for cell, one in zip(drawn.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], one["text"], one["lang"])
