"""What is wrong with the words: no Welsh, doubtful Welsh, other placeholders, not marked."""

import re

from tools.translations.catalogue import FORMS, Entry, read
from tools.translations.places import APPS, ROOT, catalogue_path, python_files, templates
from tools.translations.unmarked import unmarked

_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%|\{(\w*)\}|%[sd]")


def placeholders(text: str) -> set[str]:
    """Return the places of a text that something is put into."""
    return {found.group(0) for found in _PLACEHOLDER.finditer(text)} - {"%%"}


def fault_of(one: Entry | None) -> str | None:
    """Return what is wrong with a translation, None where nothing is."""
    if one is None or not one.forms or not any(one.forms):
        return "has no Welsh"
    if one.fuzzy:
        return "is marked fuzzy: look at its Welsh and take the mark away"
    if one.plural and (len(one.forms) != FORMS or not all(one.forms)):
        return f"needs {FORMS} forms: of one, two, more, and of eight and eleven"
    wanted = placeholders(one.plural or one.text)
    for number, form in enumerate(one.forms):
        has = placeholders(form)
        spared = {"%(n)s", "%(num)s", "%(count)s", "%(number)s"} if one.plural and number < 2 else set()
        if has - wanted or (wanted - has) - spared:
            return f"has other placeholders in Welsh: {', '.join(sorted(has ^ wanted))}"
    return None


def faults(apps: tuple[str, ...] = APPS) -> list[str]:
    """Return every fault, one line each."""
    from tools.translations.gather import words_of

    shared = read(catalogue_path("common"))
    found = []
    for app in apps:
        own = read(catalogue_path(app))
        for word, paths in sorted(words_of(app).items()):
            key = (word.context, word.text)
            if fault := fault_of(own.get(key) or shared.get(key)):
                where = min(paths).relative_to(ROOT)
                found.append(f"{where}: “{word.text}” {fault}")
        for path in python_files(app) + templates(app):
            where = path.relative_to(ROOT)
            found += [f"{where}:{line}: not marked for translation: {text}" for line, text in unmarked(path)]
    return found
