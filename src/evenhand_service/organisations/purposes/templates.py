"""Templates to be filled in, in English and Welsh, as they ship."""

from dataclasses import dataclass
from importlib import resources

from django.utils.translation import get_language

NAMES = ("impact-assessment", "policy-document", "sharing-agreement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One template in one language: its name, its heading and its text in Markdown."""

    name: str
    language: str
    title: str
    text: str


def template(name: str, language: str) -> Template:
    """Return a template. Raises: KeyError where there is none."""
    if name not in NAMES or language not in ("en", "cy"):
        raise KeyError(name)
    folder = resources.files("evenhand_service.organisations") / "templates_to_fill"
    text = (folder / f"{name}.{language}.md").read_text("utf-8")
    return Template(name=name, language=language, title=text.splitlines()[0].lstrip("# "), text=text)


def templates() -> list[Template]:
    """Return every template, the reader's language first."""
    first = "cy" if get_language() == "cy" else "en"
    return [
        template(name, language) for name in NAMES for language in (first, "en" if first == "cy" else "cy")
    ]
