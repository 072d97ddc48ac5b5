"""The rules of the library's source that no linter knows, each a function from modules to faults."""

import ast
from collections.abc import Iterable

from tests.architecture.source import Module, full_names, imports, is_or_in

NETWORK = (
    *("evenhand_service", "django", "requests", "httpx", "aiohttp", "urllib3"),
    *("urllib.request", "http.client", "ftplib", "smtplib", "socket", "socketserver"),
)
CLOCK = (
    *("datetime.datetime.now", "datetime.datetime.today", "datetime.datetime.utcnow", "datetime.date.today"),
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.strftime"),
)
# Drawn from the machine, so never the same twice.
CHANCE = ("secrets", "uuid.uuid1", "uuid.uuid4", "os.urandom", "random.SystemRandom")
# The same each time when given a seed, and only then.
SEEDED = ("random.Random", "numpy.random.default_rng", "numpy.random.SeedSequence", "numpy.random.PCG64")
RANDOM = ("random", "numpy.random")
MODULES = ("secrets", "random", "numpy.random")
# Names in numpy.random that draw nothing: types to annotate with, and a generator made from a seeded one.
RANDOM_TYPES = ("numpy.random.Generator", "numpy.random.BitGenerator")

PERSONS_OR_EXACT_COUNTS = ("records", "synthetic", "linkage", "pathway", "cube", "disclosure")


def network_used(modules: Iterable[Module]) -> list[str]:
    """The library is pure: no web framework, no network client, anywhere."""
    return [
        f"{module.at(node)}: imports {name}"
        for module in modules
        for node, name in imports(module)
        if any(is_or_in(name, banned) for banned in NETWORK)
    ]


def clock_read(modules: Iterable[Module]) -> list[str]:
    """Dates come in as arguments. The command alone may ask what day it is."""
    return [
        f"{module.at(node)}: reads the clock ({name})"
        for module in modules
        if module.stage != "cli"
        for node, name in full_names(module)
        if name in CLOCK
    ]


def chance_used(modules: Iterable[Module]) -> list[str]:
    """What is drawn comes from a seed that the caller gives. The command alone may make a secret."""
    faults = []
    for module in modules:
        seeded = {
            id(call.func) for call in ast.walk(module.tree) if isinstance(call, ast.Call) and has_seed(call)
        }
        for node, name in full_names(module):
            if name in SEEDED:
                at_fault = id(node) not in seeded
            elif is_in(name, CHANCE):
                at_fault = module.stage != "cli"
            else:
                at_fault = is_in(name, RANDOM) and not is_in(name, (*RANDOM_TYPES, *SEEDED))
            if at_fault:
                faults.append(f"{module.at(node)}: {name} without a seed")
    return faults


def is_in(name: str, places: Iterable[str]) -> bool:
    """Return whether a name is one of those listed or in one; a module by itself draws nothing."""
    return name not in MODULES and any(is_or_in(name, place) for place in places)


def has_seed(call: ast.Call) -> bool:
    """Return whether a call gives something other than None: `default_rng(None)` has no seed."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return bool(given) and not (isinstance(given[0], ast.Constant) and given[0].value is None)


def publish_reaches_back(modules: Iterable[Module]) -> list[str]:
    """What is published comes from protected counts, so publish has no way to a person or an exact count."""
    faults = []
    for module in modules:
        if module.stage != "publish":
            continue
        named = list(imports(module))
        named += [
            (node, node.value)
            for node in ast.walk(module.tree)  # a name in quotes, as for importlib
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " not in node.value
        ]
        for node, name in named:
            for stage in PERSONS_OR_EXACT_COUNTS:
                if is_or_in(name, f"evenhand.{stage}"):
                    faults.append(f"{module.at(node)}: publish names {name}")
    return faults


_SEALS = ("seal", "seal_tally", "seal_result")


def seal_named(modules: Iterable[Module]) -> list[str]:
    """`seal`, `seal_tally`, `seal_result` make a thing protected: foundations defines, disclosure uses, nobody else."""
    faults = []
    for module in modules:
        if module.stage in {"foundations", "disclosure"}:
            continue
        for node in ast.walk(module.tree):
            names = {
                ast.Name: lambda node: node.id,
                ast.Attribute: lambda node: node.attr,
                ast.alias: lambda node: node.name,
                ast.Constant: lambda node: node.value,
            }.get(type(node))
            if names is not None and names(node) in _SEALS:
                faults.append(f"{module.at(node)}: names {names(node)}")
    return faults
