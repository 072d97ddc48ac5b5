"""Update, check and compile: see the package."""

import sys
from pathlib import Path

from tools.translations.catalogue import Entry, read, write
from tools.translations.compiling import compile_file
from tools.translations.places import APPS, ROOT, catalogue_path


def update(apps: tuple[str, ...]) -> None:
    """Add what is missing; take away what no file marks any more; leave to `common` what it has."""
    from tools.translations.gather import words_of

    for app in apps:
        path = catalogue_path(app)
        held = read(path)
        shared = {} if app == "common" else read(catalogue_path("common"))
        wanted: dict[tuple[str, str], Entry] = {}
        for word in words_of(app):
            key = (word.context, word.text)
            if key in shared:
                continue
            one = held.get(key) or Entry(text=word.text, context=word.context or None)
            one.plural = word.plural or wanted.get(key, one).plural
            wanted[key] = one
        if wanted or held:
            write(path, wanted)
        added = len(wanted.keys() - held.keys())
        lacking = sum(1 for one in wanted.values() if not any(one.forms))
        print(f"{app}: {len(wanted)} texts, {added} new, {lacking} without Welsh")


def check(apps: tuple[str, ...]) -> int:
    """Print what is wrong; return how the command ends."""
    from tools.translations.checking import faults

    found = faults(apps)
    print("\n".join(found) if found else "Every text has its Welsh.")
    return 1 if found else 0


def compile_all(apps: tuple[str, ...]) -> None:
    """Write the MO files of the apps that have a catalogue."""
    for path in map(catalogue_path, apps):
        if path.is_file() and compile_file(path):
            print(f"compiled {Path(path).relative_to(ROOT)}")


def main(arguments: list[str]) -> int:
    """Do what was asked."""
    verb, apps = (arguments or [""])[0], tuple(arguments[1:]) or APPS
    if verb not in {"update", "check", "compile"} or set(apps) - set(APPS):
        print("usage: python -m tools.translations update|check|compile [" + " | ".join(APPS) + " ...]")
        return 2
    if verb == "update":
        update(apps)
    if verb == "check":
        return check(apps)
    compile_all(apps)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
