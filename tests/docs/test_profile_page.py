"""The page on writing a profile: what it tells a reader to do works, and gives a file that is read whole."""

import tomllib
from pathlib import Path

import pytest

from evenhand.cli import main
from evenhand.records import read
from evenhand.records.profile_files import read_profile
from evenhand.vocabulary import load_vocabulary
from tests.docs.pages import ROOT, blocks

PAGE = ROOT / "docs/how-to/write-a-profile.md"
TABLE, FINISHED = (
    next(one for one in blocks(PAGE) if one.startswith(start)) for start in ("Detainee,", "extends =")
)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("build/suites.csv")
    path.parent.mkdir()
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_the_file_is_in_no_known_format(file: Path) -> None:
    assert main(["check", str(file)]) == 2


def test_the_proposal_and_the_finished_profile_agree(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profiles", "--new", str(file), "--out", "build/suites.toml"]) == 0
    assert "points marked DECIDE" in capsys.readouterr().out
    text = Path("build/suites.toml").read_text("utf-8")
    proposed, finished = tomllib.loads(text), tomllib.loads(FINISHED)
    assert (proposed["extends"], proposed["record"]) == (finished["extends"], finished["record"])
    targets = {one["name"]: one["target"] for one in finished["column"]}
    assert {one["name"]: one["target"] for one in proposed["column"]}.items() <= targets.items()
    assert '# "Pos - heroin" = "?"' in text
    assert "d01" not in text
    assert main(["profiles", "--new", str(file), "--out", "build/suites.toml"]) == 2


def test_the_finished_profile_reads_the_file(file: Path) -> None:
    profile = Path("build/suites.toml")
    profile.write_text(FINISHED, encoding="utf-8")
    assert main(["check", str(file), "--profile", str(profile)]) == 0
    inputs = read([file], vocabulary=load_vocabulary(), profile=str(profile))
    assert (inputs.files[0].profile, inputs.files[0].accepted) == ("town-suites", TABLE.count("\n") - 1)
    assert set(inputs.records["test"].column("result").to_pylist()) == {"negative", "opiates"}


def test_the_page_tells_every_key_of_a_column() -> None:
    told = PAGE.read_text("utf-8")
    known = read_profile(FINISHED, "finished.toml").columns[0].__dataclass_fields__
    counts = {
        "bounded",
        "rounded_to",
        "looks_rounded",
        "looks_rounded_from",
        "detect",
        "hidden_means",
        "origin",
    }
    hard = {"only_where"}
    assert [name for name in known if name not in counts | hard and f"`{name}`" not in told] == []
