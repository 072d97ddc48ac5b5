"""The examples of the page on native formats can be read as they stand there."""

import re
from pathlib import Path

import pytest

from evenhand.records import load_profiles, read
from evenhand.vocabulary import load_vocabulary

PAGE = (Path(__file__).parents[3] / "docs" / "reference" / "native-formats.md").read_text(encoding="utf-8")
EXAMPLES = dict(re.findall(r"^## (\w+)$.*?^```csv\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL))


def test_every_native_format_has_an_example() -> None:
    native = {name.removeprefix("native-") for name in load_profiles() if name.startswith("native-")}
    assert {name.lower() for name in EXAMPLES} == native


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_read_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / "example.csv"
    path.write_text(EXAMPLES[name], encoding="utf-8")
    (account,) = read([path], vocabulary=load_vocabulary()).files
    assert account.profile == f"native-{name.lower()}"
    assert account.read == account.accepted
    assert account.warnings == ()
