"""Write docs/reference from what the program itself knows, so that the two cannot differ.

`make docs` (or `make fix`) writes the pages; `make check` calls this with --check, which fails when one is stale.
"""

import argparse
import ast
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from tools import reference_data as data
from tools import reference_lists as lists
from tools import reference_words as words
from tools.reference_programmes import programmes

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path("docs/reference")
HEAD = "<!-- Written by tools/reference_docs.py: change what it is made from, then type `make docs`. -->\n\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the pages, or with --check return 1 where a page is not what would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a page is stale")
    check = parser.parse_args(arguments).check
    stale = {name: text for name, text in pages().items() if _on_disk(name) != text}
    for name, text in stale.items():
        if check:
            print(f"{FOLDER / name} is not current. Type: make docs", file=sys.stderr)
        else:
            (ROOT / FOLDER).mkdir(parents=True, exist_ok=True)
            (ROOT / FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
            print(f"{FOLDER / name}: written")
    return 1 if check and stale else 0


@cache
def pages() -> dict[str, str]:
    """Return the text of every page by its file name; the same source gives the same text."""
    made: Mapping[str, Callable[[], Iterable[str]]] = {
        "commands.md": commands,
        "programmes.md": programmes,
        "code-lists.md": lists.code_lists,
        "policies.md": data.policies,
        "profiles.md": data.profiles,
        "outputs.md": words.outputs,
        "sources.md": sources,
    }
    return {name: HEAD + "\n".join(make()).rstrip() + "\n" for name, make in made.items()}


def _on_disk(name: str) -> str:
    path = ROOT / FOLDER / name
    return path.read_text(encoding="utf-8") if path.is_file() else ""


# ------------------------------------------------------------------------------------------- commands


def commands() -> Iterator[str]:
    """Yield the page of commands, from the parser that reads them."""
    from evenhand.cli import parser as command_parser

    parser = command_parser()
    yield "# Commands\n"
    yield f"{parser.description}\n"
    yield "    evenhand COMMAND ...\n"
    yield "Each command also takes `-h` or `--help`. `evenhand --version` shows the version.\n"
    yield f"{parser.epilog} 130 means it was interrupted, 70 a fault of Evenhand itself: please report it.\n"
    yield "When something can't be done the message says what would mend it. A fault is shown without its"
    yield "details, since they could hold a value of a person; `EVENHAND_DEBUG=1` before the command shows them.\n"
    for name, command in subcommands(parser).items():
        yield f"## evenhand {name}\n"
        yield f"{command.description}\n"
        yield f"    {usage(name, command)}\n"
        rows = [_option(action) for action in shown_actions(command)]
        if rows:
            yield from words.table(("what to give", "meaning"), rows)
            yield ""


def subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the commands of a parser by name."""
    group = next(one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    return dict(group.choices)


def shown_actions(command: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what a command takes, --help apart."""
    return [one for one in command._actions if not isinstance(one, argparse._HelpAction)]


def usage(name: str, command: argparse.ArgumentParser) -> str:
    """Return how a command is written, on one line (argparse breaks it differently in each version)."""
    parts = ["evenhand", name]
    for action in shown_actions(command):
        text = _written(action)
        parts.append(text if action.required else f"[{text}]")
    return " ".join(parts)


def _written(action: argparse.Action) -> str:
    value = action.metavar or "|".join(map(str, action.choices or ())) or action.dest.upper()
    if not action.option_strings:
        return f"{value} [{value} ...]" if action.nargs == "+" else str(value)
    option = action.option_strings[-1]
    return option if action.nargs == 0 else f"{option} {value}"


def _option(action: argparse.Action) -> tuple[str, str]:
    said = action.help or {"FILE": "the file to look at", "DIR": "where to write"}[str(action.metavar)]
    if "default" not in said and action.default not in (None, False, [], ""):
        said += f" (default {action.default})"
    if isinstance(action, argparse._AppendAction):
        said += "; may be given several times"
    return f"`{_written(action)}`", said


# -------------------------------------------------------------------------------------------- sources


def sources() -> Iterator[str]:
    """Yield the page that says what each function rests on, from the 'Source:' lines of docstrings."""
    yield "# Sources\n"
    yield "What each part of the library was written to do, and where its formulas come from: the `Source:` lines"
    yield "of its docstrings. What data files say of their source stands with [code lists](code-lists.md),"
    yield "[programmes](programmes.md), [policies](policies.md) and [profiles](profiles.md).\n"
    found = list(_source_lines())
    rows = [(f"`{module}`", f"`{name}`", text) for module, name, text in found]
    yield from words.table(("module", "what", "rests on"), rows)
    yield "\n## What the letters and numbers stand for\n"
    yield "A letter with a number is a requirement:\n"
    everything = " ".join(text for _, _, text in found)
    cited = [(key, said) for key, said in words.REQUIREMENTS.items() if words.names(everything, key)]
    yield from words.table(("requirement", "in short"), cited)
    yield "\nThree digits name a document on which Evenhand rests; its paragraph follows:\n"
    documents = [(key, said) for key, said in words.DOCUMENTS.items() if words.names(everything, key)]
    yield from words.table(("number", "document"), documents)


def _source_lines() -> Iterator[tuple[str, str, str]]:
    for path in sorted((ROOT / "src/evenhand").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module):
                text = " ".join((ast.get_docstring(node) or "").split("\n\n")[-1].split())
                if "Source:" in text:
                    name = "(whole module)" if isinstance(node, ast.Module) else node.name
                    yield module, name, text.partition("Source:")[2].strip().rstrip(".")


if __name__ == "__main__":
    sys.exit(main())
