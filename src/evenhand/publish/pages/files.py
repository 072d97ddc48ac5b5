"""The page of every table and file of the release, with what each is for."""

from collections.abc import Sequence

from evenhand.publish.shelf import Shelf
from evenhand.publish.views import Link, Page, Section

FILE = "tables.html"


def files_page(shelf: Shelf, files: Sequence[str]) -> Page:
    """Return the page that names `files`, each with a sentence where one is known."""
    say = shelf.say
    named = [name for name in files if name != "run.json"]
    sections = tuple(
        Section(
            id=f"file-{number}",
            title=name,
            sentences=(say(_key(shelf, name)),),
            links=(Link(to=name, words=say("page.files.open", file=name)),),
        )
        for number, name in enumerate(named, start=1)
    )
    return Page(
        file=FILE,
        name=say("page.files.name"),
        title=say("page.files.title"),
        lead=say("page.files.lead"),
        sections=sections,
    )


def _key(shelf: Shelf, name: str) -> str:
    """Return the key of the sentence on a file: its name without folder and with underscores."""
    key = f"page.files.{name.rpartition('/')[2].replace('.', '_').replace('-', '_')}"
    return key if shelf.speech.messages.has(key) else "page.files.further"
