"""Read the library's source as syntax trees, for the tests beside this file."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "src" / "evenhand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One file of the library: its name as imported, and what it says."""

    name: str
    path: Path
    is_package: bool
    text: str
    tree: ast.Module

    @property
    def stage(self) -> str:
        """Return the folder or file of the library that the module belongs to: `cube`, `cli`."""
        return [*self.name.split("."), ""][1]

    def at(self, node: ast.AST) -> str:
        """Return `path:line` of a node, to print."""
        return f"{self.path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


@cache
def library_modules() -> tuple[Module, ...]:
    """Return every module of the library, in the order of their names."""
    return tuple(read_module(path, LIBRARY.parent) for path in sorted(LIBRARY.rglob("*.py")))


def read_module(path: Path, source_root: Path) -> Module:
    """Read one file; `source_root` is the folder that import names count from."""
    text = path.read_text(encoding="utf-8")
    parts = path.relative_to(source_root).with_suffix("").parts
    is_package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if is_package else parts)
    return Module(name=name, path=path, is_package=is_package, text=text, tree=ast.parse(text, str(path)))


def imports(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Yield each import with the full name it brings: `from .. import cube` in flow gives `evenhand.cube`.

    Imports inside functions count; imports for annotations alone (`if TYPE_CHECKING`) don't.
    """
    for node in running_nodes(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = import_base(module, node)
            for alias in node.names:
                yield node, f"{base}.{alias.name}"


def running_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes below, leaving out what only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}:
            for other in child.orelse:
                yield other
                yield from running_nodes(other)
            continue
        yield child
        yield from running_nodes(child)


def import_base(module: Module, node: ast.ImportFrom) -> str:
    """Return the full name of the module that a `from ... import` reads."""
    if not node.level:
        return node.module or ""
    parents = module.name.split(".")
    keep = len(parents) - node.level + (1 if module.is_package else 0)
    return ".".join([*parents[:keep], *([node.module] if node.module else [])])


def full_names(module: Module) -> Iterator[tuple[ast.expr, str]]:
    """Yield each name that the module reads, spelt out: `dt.date.today` gives `datetime.date.today`."""
    known = {}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.split(".")[0]
                known[alias.asname or first] = alias.name if alias.asname else first
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                known[alias.asname or alias.name] = f"{import_base(module, node)}.{alias.name}"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Name | ast.Attribute):
            first, _, rest = ast.unparse(node).partition(".")
            if first in known:
                yield node, known[first] + (f".{rest}" if rest else "")


def is_or_in(name: str, package: str) -> bool:
    """Return whether a full name is the package or something in it."""
    return name == package or name.startswith(f"{package}.")
