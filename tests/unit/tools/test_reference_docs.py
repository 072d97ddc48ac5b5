"""The reference is what the program knows: current, complete, the same each time."""

import argparse
import re
from pathlib import Path

import pytest

from evenhand import flow
from evenhand.cli import parser
from evenhand.disclosure import policy_names
from evenhand.records import load_profiles
from evenhand.vocabulary import load_vocabulary
from tools import reference_docs
from tools.reference_words import DOCUMENTS, REQUIREMENTS, RUN, meanings, names, table

pytestmark = pytest.mark.slow  # the pages rest on the whole library


def test_pages_on_disk_are_current() -> None:
    assert reference_docs.main(["--check"]) == 0


def test_stale_page_fails_the_check_and_is_written_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(reference_docs, "FOLDER", tmp_path)
    assert reference_docs.main(["--check"]) == 1
    assert "commands.md is not current. Type: make docs" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
    assert reference_docs.main([]) == 0
    assert {path.name for path in tmp_path.iterdir()} == set(reference_docs.pages())
    assert reference_docs.main(["--check"]) == 0


def test_every_command_and_option_stands_in_the_reference() -> None:
    page = reference_docs.pages()["commands.md"]
    for name, command in reference_docs.subcommands(parser()).items():
        section = page.partition(f"## evenhand {name}\n")[2].partition("\n## ")[0]
        options = {text for action in command._actions for text in action.option_strings} - {"-h", "--help"}
        assert {text for text in options if f"`{text}" not in section} == set()
        assert command.description in section


def test_every_name_that_a_user_can_give_stands_in_the_reference() -> None:
    vocabulary, pages = load_vocabulary(), reference_docs.pages()
    listed = {
        "programmes.md": vocabulary.programmes,
        "code-lists.md": vocabulary.code_lists,
        "policies.md": policy_names(),
        "profiles.md": load_profiles(),
    }
    missing = {name for page, known in listed.items() for name in known if f"`{name}`" not in pages[page]}
    assert missing == set()


def test_every_letter_and_number_that_a_source_names_is_explained() -> None:
    named = " ".join(text for _, _, text in reference_docs._source_lines())
    letters = set(re.findall(r"(?<![\w./])[A-J][1-9]\d?(?!\w)", named))
    documents = set(re.findall(r"(?<![\w./])0\d\d(?!\d)", named))
    assert (letters - set(REQUIREMENTS), documents - set(DOCUMENTS)) == (set(), set())


def test_every_key_of_a_run_is_explained(tmp_path: Path) -> None:
    table_of_counts = tmp_path / "counts.csv"
    table_of_counts.write_text("stage,period,count\nin_need,2025/26,60\nstarted,2025/26,40\n")
    assert set(flow.run(flow.read(table_of_counts)).run) == set(RUN)


def test_column_without_a_meaning_is_an_error() -> None:
    with pytest.raises(KeyError, match="new_column"):
        list(meanings(["new_column"], {}))


def test_usage_tells_needed_from_optional() -> None:
    command = argparse.ArgumentParser()
    command.add_argument("file", metavar="FILE", nargs="+")
    command.add_argument("--out", metavar="DIR", required=True)
    command.add_argument("--json", action="store_true")
    assert reference_docs.usage("try", command) == "evenhand try FILE [FILE ...] --out DIR [--json]"


def test_table_keeps_a_bar_inside_its_cell() -> None:
    assert list(table(("a",), [("x|y",)])) == ["| a |", "|---|", "| x\\|y |"]


@pytest.mark.parametrize(("text", "named"), [("C1, C3", False), ("see C12.", True), ("XC12", False)])
def test_requirement_is_named_as_a_word_of_its_own(text: str, named: bool) -> None:
    assert names(text, "C12") is named
