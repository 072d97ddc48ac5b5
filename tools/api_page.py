"""Write the reference of the HTTP interface below its hand-written head, from the interface's own description.

`python -m tools.api_page` writes docs/reference/http-api.md; with --check it fails where the page is stale.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "http-api.md"
MARK = "<!-- What follows is written by tools/api_page.py from the OpenAPI document. -->\n"


def main(arguments: list[str] | None = None) -> int:
    """Write the page, or with --check return 1 where it is not what would be written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the page is stale")
    check = parser.parse_args(arguments).check
    held = PAGE.read_text("utf-8")
    wanted = held.partition(MARK)[0] + MARK + "\n".join(_lines(_document())).rstrip() + "\n"
    if held == wanted:
        return 0
    if check:
        print(f"{PAGE.name} is not current. Type: python -m tools.api_page", file=sys.stderr)
        return 1
    PAGE.write_text(wanted, "utf-8", newline="\n")
    print(f"{PAGE.name}: written")
    return 0


def _document() -> dict[str, Any]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand_service.config.settings.test")
    import django

    django.setup()
    from evenhand_service.publication.api.frame import api

    return api.described


def _lines(document: dict[str, Any]) -> Iterator[str]:
    from evenhand_service.publication.api.pages import operations_by_tag, schemas_of

    for group in operations_by_tag(document):
        yield f"\n## {group['title']}"
        for one in group["operations"]:
            yield f"\n### {one['summary']}\n\n`{one['method']} {one['path']}`\n\n{one['description']}\n"
            if one["parameters"]:
                yield "| name | where | type | needed | means |\n|---|---|---|---|---|"
                for given in one["parameters"]:
                    yield f"| `{given['name']}` | {given['in']} | {given['type']} | {given['required']} | {given['says']} |"
                yield ""
            yield f"Gives {one['gives']}. Problems: {', '.join(one['problems'])}."
    yield "\n## What is sent"
    for schema in schemas_of(document):
        yield f"\n### {schema['name']}\n\n{schema['says']}\n\n| field | type | means |\n|---|---|---|"
        for field in schema["fields"]:
            yield f"| `{field['name']}` | {field['type']} | {field['says']} |"


if __name__ == "__main__":
    sys.exit(main())
