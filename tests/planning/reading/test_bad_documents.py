"""Documents of which nothing can be read are refused in words that say what would mend it; never with a traceback."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path

import docx
import pytest
import typst

from evenhand.cli import main
from evenhand.planning.reading import UnreadableDocument, read_plan
from evenhand.planning.reading.limits import Limits, load_limits
from evenhand.planning.said import Said, say

PLAN = "Ref\tAction\tLead\tDeadline\n1\tOpen the door\tAnn Field\tMay 2026\n"


def refused(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_plan(path, limits=limits)
    assert caught.value.mend
    return str(caught.value)


def picture() -> bytes:
    """A small PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes(30) for _ in range(10))
    head = struct.pack(">IIBBBBB", 10, 10, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def pdf(folder: Path, source: str) -> Path:
    (folder / "picture.png").write_bytes(picture())
    (folder / "source.typ").write_text(source, encoding="utf-8")
    typst.compile(str(folder / "source.typ"), output=str(folder / "plan.pdf"), root=str(folder))
    return folder / "plan.pdf"


def test_a_scan_without_text(tmp_path: Path) -> None:
    path = pdf(
        tmp_path, '#image("picture.png", width: 100%)\n#pagebreak()\n#image("picture.png", width: 100%)'
    )
    said = refused(path)
    assert "is a scan: 2 of its pages hold a picture and no text" in said
    assert "OCR" in said


def test_a_page_that_is_a_picture_beside_pages_with_text(tmp_path: Path) -> None:
    table = "#table(columns: 4, [Ref], [Action], [Lead], [Deadline], [1], [Open the door], [Ann Field], [May 2026])"
    found = read_plan(pdf(tmp_path, f'{table}\n#pagebreak()\n#image("picture.png")'))
    assert len(found.rows) == 1
    assert found.notes == ("Page 2: a picture without text. If it shows a table, its rows are not read.",)


def test_a_picture_in_a_word_document_is_told(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("Our plan stands below.")
    made.add_picture(io.BytesIO(picture()))
    made.save(str(tmp_path / "plan.docx"))
    found = read_plan(tmp_path / "plan.docx")
    assert found.rows == ()
    assert "holds 1 picture" in found.notes[0]


def test_passwords(tmp_path: Path) -> None:
    office = tmp_path / "locked.docx"
    office.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    )
    assert "locked with a password" in refused(office)
    locked = tmp_path / "locked.pdf"
    locked.write_bytes(locked_pdf())
    assert "locked with a password" in refused(locked)


def locked_pdf() -> bytes:
    """The smallest PDF that asks for a password: standard security, revision 2, keys that fit no empty password."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"28" * 32 + b"> /U <" + b"17" * 32 + b"> >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + part + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = (
        b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<"
        + b"41" * 16
        + b"> <"
        + b"41" * 16
        + b">] >>\n"
    )
    return out + tail + b"startxref\n%d\n%%%%EOF\n" % start


def test_too_many_pages_are_refused_at_once_and_a_part_can_be_read(tmp_path: Path) -> None:
    rows = ", ".join(f"[{number}], [Do thing {number}], [Ann Field], [May 2026]" for number in (1, 2))
    table = f"#table(columns: 4, [Ref], [Action], [Lead], [Deadline], {rows})"
    path = pdf(tmp_path, "Words\n#pagebreak()\n" * 499 + table)
    said = refused(path)
    assert "has 500 pages, more than the 150" in said
    assert "--pages 40-52" in said
    found = read_plan(path, pages=(499, 500))
    assert [row.reference for row in found.rows] == ["1", "2"]


def test_archives_made_to_harm(tmp_path: Path) -> None:
    small = replace(load_limits(), unpacked_bytes=1 << 20)
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("word/document.xml", b"0" * (small.unpacked_bytes + 1))
    assert "unpacks to more than 1 MB" in refused(path, small)
    packed = zlib.compress(b"0" * (small.unpacked_bytes + 1))
    (tmp_path / "bomb.pdf").write_bytes(b"%PDF-1.4\n1 0 obj <<>> stream\n" + packed + b"\nendstream endobj\n")
    assert "unpacks to more than 1 MB" in refused(tmp_path / "bomb.pdf", small)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.docx", b"", "is empty"),
        ("blank.txt", b" \n\t\n", "is empty"),
        ("plan.pdf", b"\x89PNG\r\n\x1a\n" + bytes(40), "is a picture, whatever its name says"),
        ("plan.docx", b"{\\rtf1 plan}", "rich text"),
        ("plan.docx", b"\x1f\x8b" + bytes(40), "a compressed file"),
        ("plan.docx", b"PK\x03\x04" + b"broken" * 30, "is damaged"),
        ("plan.pdf", b"%PDF-1.7\nnothing more", "is damaged"),
        ("plan.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "of an old kind"),
        ("plan.html", b"<!DOCTYPE html><table></table>", "is a web page"),
        ("plan.txt", bytes(range(32)) * 20, "no text"),
    ],
)
def test_what_is_no_document(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in refused(tmp_path / name)
    with pytest.raises(UnreadableDocument) as why:
        read_plan(tmp_path / name)
    for text in (why.value.what, why.value.mend):
        assert isinstance(text, Said)
        ((code, fields),) = text.parts
        assert say(code, fields, "cy") != text


def test_a_wrong_ending_and_another_encoding_are_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(PLAN.replace("door", "caf\xe9 \xa3").encode("cp1252"))
    found = read_plan(path)
    assert found.rows[0].action == "Open the café £"
    assert "is a text, whatever its name says" in found.notes[0]
    assert "Windows-1252" in found.notes[1]


def test_the_command_says_it_without_a_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    assert main(["plan", "read", str(tmp_path / "plan.pdf")]) == 2
    said = capsys.readouterr().err
    assert said.startswith("evenhand: plan.pdf is damaged")
    assert "Traceback" not in said
    assert main(["plan", "read", str(tmp_path / "none.pdf")]) == 2
