"""What the figures of a family rest on: a fingerprint of its code, which changes when an interval may have changed.

Comments, docstrings and layout leave it as it is, so that a commit that changes none of a family's code asks for no
new run.
"""

import ast
import io
import tokenize
from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib import resources
from pathlib import Path

_DIGITS = 12


def fingerprint(places: Iterable[str], root: Path | None = None) -> str:
    """Return the fingerprint of files and folders of the package, in one order whatever order they are named in.

    Raises FileNotFoundError for a place that is not there.
    """
    root = root or Path(str(resources.files("evenhand")))
    digest = sha256()
    for path in sorted({path for place in places for path in _files(root / place)}):
        text = path.read_text(encoding="utf-8")
        digest.update(
            f"{path.relative_to(root).as_posix()}\n{code_of(text) if path.suffix == '.py' else text}".encode()
        )
    return digest.hexdigest()[:_DIGITS]


def code_of(source: str) -> str:
    """Return Python source without comments, docstrings and layout."""
    lines = source.splitlines(keepends=True)
    taken = [*_docstrings(ast.parse(source)), *_comments(source)]
    for (first, start), (last, end) in sorted(taken, reverse=True):
        kept = lines[first - 1].encode()[:start] + lines[last - 1].encode()[end:]
        lines[first - 1 : last] = [kept.decode()]
    return " ".join("".join(lines).split())


_Span = tuple[tuple[int, int], tuple[int, int]]
"""From a line and a column (in bytes) to another."""


def _files(place: Path) -> Iterator[Path]:
    if place.is_dir():
        yield from (one for one in place.rglob("*") if one.suffix in (".py", ".toml"))
    elif place.is_file():
        yield place
    else:
        raise FileNotFoundError(f"Nothing is at {place.name}, on which figures are said to rest.")


def _docstrings(tree: ast.Module) -> Iterator[_Span]:
    """Where text stands that is nothing but text: docstrings of modules, classes, functions and names."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.value.value, str)
        ):
            yield (node.lineno, node.col_offset), (node.end_lineno or 0, node.end_col_offset or 0)


def _comments(source: str) -> Iterator[_Span]:
    lines = source.splitlines()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            line = lines[token.start[0] - 1]
            start, end = (len(line[: place[1]].encode()) for place in (token.start, token.end))
            yield (token.start[0], start), (token.end[0], end)
