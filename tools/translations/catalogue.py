"""A catalogue of translations as a file that people edit (gettext's PO), read and written with nothing but Python."""

import ast
from dataclasses import dataclass, field
from pathlib import Path

HEADER = """# Welsh of the service. Edit the msgstr lines; `python -m tools.translations update` adds what is new.
msgid ""
msgstr ""
"Language: cy\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=4; plural=(n==1) ? 0 : (n==2) ? 1 : (n != 8 && n != 11) ? 2 : 3;\\n"
"""
FORMS = 4  # one, two, more, eight and eleven: as in Django's own Welsh, with which these are read together


@dataclass(slots=True)
class Entry:
    """One translation: its forms (one, or four where there is a plural), and whether somebody has to look again."""

    text: str = ""
    plural: str = ""
    context: str | None = None
    forms: list[str] = field(default_factory=list)
    fuzzy: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """Return what gettext finds it by: context and text."""
        return (self.context or "", self.text)


def read(path: Path) -> dict[tuple[str, str], Entry]:
    """Return the translations of a file by context and text; none where there is no file."""
    if not path.is_file():
        return {}
    entries = [_entry(block) for block in path.read_text("utf-8").split("\n\n")]
    return {one.key: one for one in entries if one is not None and one.text}


def _entry(block: str) -> Entry | None:
    made, part, seen = Entry(), "", False
    for line in block.splitlines():
        if line.startswith("#~"):
            continue
        if line.startswith("#"):
            made.fuzzy |= line.startswith("#,") and "fuzzy" in line
            made.notes += [line] if line.startswith(("#.", "# ")) else []
            continue
        if line.startswith("msg"):
            part, _, line = line.partition(" ")
            seen = True
            if part.startswith("msgstr"):
                made.forms.append("")
        if line:
            _add(made, part, str(ast.literal_eval(line)))
    return made if seen else None


def _add(made: Entry, part: str, text: str) -> None:
    if part == "msgid":
        made.text += text
    elif part == "msgid_plural":
        made.plural += text
    elif part == "msgctxt":
        made.context = (made.context or "") + text
    else:
        made.forms[-1] += text


def _quoted(text: str) -> str:
    return (
        '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    )


def _written(one: Entry) -> str:
    lines = [*one.notes, *(["#, fuzzy"] if one.fuzzy else [])]
    if one.context:
        lines.append(f"msgctxt {_quoted(one.context)}")
    lines.append(f"msgid {_quoted(one.text)}")
    if one.plural:
        lines.append(f"msgid_plural {_quoted(one.plural)}")
        forms = (one.forms + [""] * FORMS)[:FORMS]
        lines += [f"msgstr[{number}] {_quoted(form)}" for number, form in enumerate(forms)]
    else:
        lines.append(f"msgstr {_quoted(one.forms[0] if one.forms else '')}")
    return "\n".join(lines) + "\n"


def write(path: Path, entries: dict[tuple[str, str], Entry]) -> None:
    """Write translations in the order of their texts, so that two people's additions seldom meet in one place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted(entries.values(), key=lambda one: (one.text.casefold(), one.text, one.context or ""))
    path.write_text("\n".join([HEADER, *map(_written, ordered)]), "utf-8")
