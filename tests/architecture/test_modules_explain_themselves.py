"""Every module says what it is, every public name is documented, every folder stands in the glossary."""

import ast
import importlib
import re
import sys
import tomllib

from tests.architecture.source import ROOT, Module, import_base, imports, library_modules

LONGEST = 400  # lines


def test_every_module_has_a_docstring() -> None:
    assert [
        module.at(module.tree) for module in library_modules() if not ast.get_docstring(module.tree)
    ] == []


def test_no_module_is_longer_than_400_lines() -> None:
    lengths = {module.at(module.tree): len(module.text.splitlines()) for module in library_modules()}
    assert {path: length for path, length in lengths.items() if length > LONGEST} == {}


def test_every_folder_stands_in_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").lower()
    folders = {module.name.rpartition(".")[2] for module in library_modules() if module.is_package}
    missing = {
        name for name in folders if not re.search(rf"\b{re.escape(name.replace('_', ' '))}\b", glossary)
    }
    assert missing == set()


IMPORTED_AS = {"python_docx": "docx", "pdfminer_six": "pdfminer"}
"""Packages whose modules have another name."""


def test_library_imports_only_what_pyproject_declares() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["plan"]]
    named = [re.match(r"[A-Za-z0-9_.-]+", dependency)[0] for dependency in wanted]
    declared = {
        name.lower().replace("-", "_").replace(".", "_") for name in named
    }  # a package may be imported as fontTools
    declared |= {IMPORTED_AS[name] for name in declared & IMPORTED_AS.keys()}
    allowed = declared | {"evenhand"} | {name.lower() for name in sys.stdlib_module_names}
    undeclared = {
        f"{module.at(node)}: {name}"
        for module in library_modules()
        for node, name in imports(module)
        if name.split(".")[0].lower() not in allowed
    }
    assert undeclared == set()


def test_every_public_name_exists() -> None:
    missing = []
    for module in library_modules():
        loaded = importlib.import_module(module.name) if declares_public_names(module) else None
        missing += [
            f"{module.name}.{name}" for name in getattr(loaded, "__all__", ()) if not hasattr(loaded, name)
        ]
    assert missing == []


def test_every_public_name_is_documented() -> None:
    modules = {module.name: module for module in library_modules()}
    undocumented = []
    for module in modules.values():
        if declares_public_names(module):
            names = importlib.import_module(module.name).__all__
            undocumented += [
                f"{module.name}.{name}" for name in names if not is_documented(module, name, modules)
            ]
    assert undocumented == []


def declares_public_names(module: Module) -> bool:
    return any(isinstance(node, ast.Name) and node.id == "__all__" for node in ast.walk(module.tree))


def is_documented(module: Module, name: str, modules: dict[str, Module]) -> bool:
    """Return whether a name has a docstring, or, being a value, a comment or docstring beside it.

    A name that a module passes on is looked up where it is defined. A name from another package has
    documentation of its own.
    """
    body = [*module.tree.body, *for_types_only(module)]
    for place, node in enumerate(body):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name == name:
            return bool(ast.get_docstring(node))
        if isinstance(node, ast.Assign | ast.AnnAssign) and name in assigned_names(node):
            following = body[place + 1] if place + 1 < len(body) else None
            return is_text(following) or has_comment(module, node)
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    base = import_base(module, node)
                    if submodule := modules.get(f"{base}.{alias.name}"):
                        return bool(ast.get_docstring(submodule.tree))
                    return base not in modules or is_documented(modules[base], alias.name, modules)
    submodule = modules.get(f"{module.name}.{name}")
    return submodule is not None and bool(ast.get_docstring(submodule.tree))


def for_types_only(module: Module) -> list[ast.stmt]:
    """Return what stands under `if TYPE_CHECKING`: names that are imported only when asked for."""
    tests = [node for node in module.tree.body if isinstance(node, ast.If)]
    return [one for node in tests if getattr(node.test, "id", "") == "TYPE_CHECKING" for one in node.body]


def assigned_names(node: ast.Assign | ast.AnnAssign) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def is_text(node: ast.stmt | None) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def has_comment(module: Module, node: ast.stmt) -> bool:
    """Return whether a comment stands on the line before a statement or on one of its own lines."""
    lines = module.text.splitlines()
    before = lines[node.lineno - 2].strip() if node.lineno > 1 else ""
    return before.startswith("#") or any("# " in line for line in lines[node.lineno - 1 : node.end_lineno])
