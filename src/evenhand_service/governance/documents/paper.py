"""Agendas and minutes as PDF for screen readers (PDF/UA-1), set by typst; no word in them can become markup."""

from importlib import resources

from evenhand.foundations import EvenhandError
from evenhand.publish.fonts import lettering, what_to_install
from evenhand.publish.typesetting import typeset
from evenhand_service.governance.documents.content import Block

MEDIA_TYPE = "application/pdf"
_TEMPLATE = resources.files("evenhand_service.governance") / "templates" / "minutes.typ"


def as_pdf(content: Block) -> bytes:
    """Return a document as PDF. Raises EvenhandError where no installed font has its letters, and says which to install."""
    told = {**content, "sections": [*content["sections"], *([content["alone"]] if content["alone"] else [])]}
    chosen = lettering(" ".join(_words(told)))
    if chosen.missing:
        scripts = ", ".join(sorted(chosen.missing))
        raise EvenhandError(
            f"The PDF was not made: no installed font has all its letters ({scripts}).",
            mend=what_to_install(chosen.missing),
        )
    return typeset((_TEMPLATE,), told, chosen.families, to="pdf", day=content["day"])[0]


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = list(value.values())
    return [word for one in value for word in _words(one)] if isinstance(value, list | tuple) else []
