"""Where the library writes files: found in its source, whatever the way, for the test beside this file."""

import ast
from collections.abc import Iterable, Iterator

from tests.architecture.source import Module, full_names

ALWAYS = frozenset(
    f"{package}.{name}"
    for package, names in {
        "pyarrow.csv": ("write_csv", "CSVWriter"),
        "pyarrow.parquet": ("write_table", "ParquetWriter", "write_to_dataset", "write_metadata"),
        "pyarrow.feather": ("write_feather",),
        "pyarrow.ipc": ("new_file", "new_stream", "RecordBatchFileWriter", "RecordBatchStreamWriter"),
        "pyarrow.orc": ("write_table", "ORCWriter"),
        "pyarrow.dataset": ("write_dataset",),
        "pyarrow": ("OSFile", "output_stream", "memory_map", "create_memory_map"),
        "csv": ("writer", "DictWriter"),
        "json": ("dump",),
        "pickle": ("dump",),
        "marshal": ("dump",),
        "shelve": ("open",),
        "sqlite3": ("connect",),
        "tomli_w": ("dump",),
        "numpy": ("save", "savez", "savez_compressed", "savetxt"),
        "typst": ("compile", "Compiler"),
        "tempfile": ("mkstemp", "NamedTemporaryFile", "TemporaryFile", "TemporaryDirectory", "mkdtemp"),
        "shutil": ("copy", "copy2", "copyfile", "copyfileobj", "copytree", "move", "make_archive"),
        "os": (
            "open",
            "write",
            "rename",
            "replace",
            "link",
            "symlink",
            "mkfifo",
            "system",
            "popen",
            "sendfile",
        ),
        "subprocess": ("run", "Popen", "call", "check_call", "check_output"),
        "logging": ("FileHandler",),
        "logging.handlers": ("RotatingFileHandler", "TimedRotatingFileHandler"),
        "xml.etree.ElementTree": ("ElementTree",),
    }.items()
    for name in names
)
"""Calls that write a file, or make what writes one, whatever their arguments."""
BY_MODE = frozenset(
    (
        *("open", "io.open", "builtins.open", "codecs.open", "zipfile.ZipFile", "tarfile.open", "gzip.open"),
        *("bz2.open", "lzma.open", "os.fdopen", "gzip.GzipFile", "bz2.BZ2File", "lzma.LZMAFile", "mmap.mmap"),
    )
)
"""Calls that write where their mode says so, or may say so."""
METHODS = frozenset(
    (
        *(
            "write_text",
            "write_bytes",
            "touch",
            "symlink_to",
            "hardlink_to",
            "rename",
            "savefig",
            "save",
            "dump",
        ),
        *(
            "to_csv",
            "to_json",
            "to_parquet",
            "to_excel",
            "write_csv",
            "write_parquet",
            "tofile",
            "adbc_ingest",
        ),
    )
)
"""Methods that write a file, whatever they are called on."""
MAY_WRITE = frozenset("wax+")


def writers(modules: Iterable[Module]) -> dict[str, list[str]]:
    """Return each function that writes a file, as `module:function`, with the places in which it does."""
    found: dict[str, list[str]] = {}
    for module in modules:
        named = {id(node): name for node, name in full_names(module)}
        for function, call in _calls(module.tree, "(module)"):
            if _writes(call, named):
                found.setdefault(f"{module.name}:{function}", []).append(module.at(call))
    return found


def _calls(node: ast.AST, function: str) -> Iterator[tuple[str, ast.Call]]:
    """Yield each call with the name of the function (and class) that it stands in."""
    for child in ast.iter_child_nodes(node):
        inside = function
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            inside = child.name if function == "(module)" else f"{function}.{child.name}"
        if isinstance(child, ast.Call):
            yield inside, child
        yield from _calls(child, inside)


def _writes(call: ast.Call, named: dict[int, str]) -> bool:
    name = named.get(id(call.func)) or (call.func.id if isinstance(call.func, ast.Name) else "")
    if name in ALWAYS:
        return True
    if name in BY_MODE:
        return _may_write(call, place=1)
    if isinstance(call.func, ast.Attribute):
        if call.func.attr == "open" and not name:
            return _may_write(call, place=0)
        if call.func.attr == "replace" and len(call.args) == 1 and not call.keywords and not name:
            return True  # Path.replace takes one argument; str.replace takes two
        if call.func.attr in METHODS and name not in ("json.dumps",):
            return True
    return _copies_out(call)


def _may_write(call: ast.Call, *, place: int) -> bool:
    """Whether a mode says so; one that is made up as the program runs may."""
    given = next((one.value for one in call.keywords if one.arg in ("mode", "access")), None)
    if given is None and len(call.args) > place:
        given = call.args[place]
    if given is None:
        return False
    return not isinstance(given, ast.Constant) or bool(MAY_WRITE & set(str(given.value)))


def _copies_out(call: ast.Call) -> bool:
    """Whether a statement in SQL writes a file."""
    texts = (
        one.value for one in ast.walk(call) if isinstance(one, ast.Constant) and isinstance(one.value, str)
    )
    return any("COPY " in text.upper() and " TO " in text.upper() and "(" in text for text in texts)
