"""The documentation as tests see it: its pages, their headings, links, and blocks of code."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
IN_ROOT = ("README.md", "CONTRIBUTING.md", "GLOSSARY.md", "CHANGELOG.md")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"(?:^ {4,}\S.*\n(?:\n(?= {4}))?)+", re.MULTILINE)


def pages() -> list[Path]:
    """Return every page a reader can come to."""
    return [ROOT / name for name in IN_ROOT] + sorted((ROOT / "docs").rglob("*.md"))


def name_of(page: Path) -> str:
    """Return how a page is called in a message."""
    return page.relative_to(ROOT).as_posix()


def links(page: Path) -> list[str]:
    """Return where a page's links and pictures lead; code holds no links."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return LINK.findall(re.sub(r"`[^`\n]*`", "code", text))


def anchors(page: Path) -> set[str]:
    """Return the names of a page's headings, as they stand after # in a link."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")
        for heading in HEADING.findall(text)
    }


def blocks(page: Path) -> Iterator[str]:
    """Yield the blocks of code of a page, without their indentation."""
    text = page.read_text(encoding="utf-8")
    for fence in FENCE.findall(text):
        yield "\n".join(fence.splitlines()[1:-1]) + "\n"
    for block in INDENTED.findall(FENCE.sub("", text)):
        least = min(len(line) - len(line.lstrip()) for line in block.splitlines() if line.strip())
        yield "".join(f"{line[least:]}\n" for line in block.splitlines())


def commands(page: Path) -> Iterator[str]:
    """Yield every line of a block that calls the command."""
    for block in blocks(page):
        yield from (line for line in block.splitlines() if line.startswith("evenhand "))
