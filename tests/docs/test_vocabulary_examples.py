"""The files that the documentation shows for a vocabulary of one's own are ones that are taken."""

import re
import textwrap
from pathlib import Path

from evenhand.vocabulary import load_vocabulary, with_own_files
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs/how-to/add-a-code-list.md").read_text("utf-8")
INDENTED = re.compile(r"(?:^ {4}.*\n|^\n(?= {4}))+", re.MULTILINE)
NAMES = ("list-newer", "list-local", "areas-ours", "breaks-ours")


def test_the_files_shown_are_taken_as_they_stand(tmp_path: Path) -> None:
    blocks = [textwrap.dedent(text) for text in INDENTED.findall(PAGE)]
    for name, text in zip(NAMES, blocks, strict=False):
        (tmp_path / f"{name}.toml").write_text(text, "utf-8")
    mine = with_own_files(load_vocabulary(), tmp_path)
    assert mine.mapping("sex-ndtms:T", "sex:2021")["2"] == "FEMALE"
    assert mine.coarser_characteristics["language_group"] == "ethnicity"
    assert mine.areas.roll_up("OURS", "police-force") == "E23000008"
    assert [one.id for one in mine.breaks if one.id == "panel-2026"] == ["panel-2026"]
