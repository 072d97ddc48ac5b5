"""The command from a shell: what it answers, how it leaves, and what it says of what cannot be used."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from evenhand.cli import main
from tests.integration.files import (
    CONTACTS,
    COUNTS,
    OUTPUTS,
    SEARCHES,
    TESTS,
    outputs,
    partnership,
    run_facts,
    searches,
    write,
)
from tests.made_once import Demonstration

GOOD = "P1,2024-04-02,A,,opiates,40,WHITE_BRITISH,MALE"
BAD = "P2,2024-99-99,A,,whatever,40,WHITE_BRITISH,MALE"
SEVERAL = [
    f"A,2024,sex,{sex},{stage},,{n}"
    for sex, n in (("MALE", 80), ("FEMALE", 40))
    for stage in ("tested", "positive")
]


def command(
    *arguments: object, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "evenhand", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **(env or {})},
        cwd=cwd,
        check=False,
    )


def counts(folder: Path) -> Path:
    return write(folder / "in" / "counts.csv", COUNTS, *SEVERAL)


@pytest.mark.slow
def test_help_and_its_imports_are_light() -> None:
    heavy = ("pyarrow", "numpy", "duckdb", "scipy", "rich", "jinja2")
    told = command("--help")
    assert (told.returncode, told.stderr) == (0, "")
    code = f"import evenhand.cli, sys; print([m for m in {heavy} if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "name", ["report", "check", "synthesise", "demo", "profiles", "programmes", "policies"]
)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    assert f"evenhand {name}" in capsys.readouterr().out


def test_the_options_of_a_report(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["report", "--help"])
    said = capsys.readouterr().out
    for option in (
        "--out",
        "--profile",
        "--programme",
        "--area-level",
        "--as-at",
        "--population",
        "--policy",
        "--ledger",
        "--json",
    ):
        assert option in said


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out.startswith("evenhand 0.")


@pytest.mark.parametrize("what", ["profiles", "programmes", "policies"])
def test_lists_of_names(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([what]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert main([what, "--json"]) == 0
    named = json.loads(capsys.readouterr().out)
    assert [line.split()[0] for line in lines] == sorted(named)
    assert all(named.values())


@pytest.mark.slow
def test_a_report_from_a_shell_is_quiet_on_stderr_and_names_the_page(tmp_path: Path) -> None:
    told = command("report", counts(tmp_path), "--out", tmp_path / "out")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines()[-1].endswith("index.html")
    assert "counts.csv: 4 rows read = 4 accepted + 0 rejected + 0 duplicates (native-counts)" in told.stdout
    assert set(OUTPUTS) <= set(outputs(tmp_path / "out"))


def test_a_report_as_json_is_run_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", str(counts(tmp_path)), "--out", str(tmp_path / "out"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    written = said.pop("written")
    assert said.pop("unwritten") == []
    assert said.items() <= run_facts(tmp_path / "out").items()
    assert {Path(path).resolve() for path in written} == {
        (tmp_path / "out" / name).resolve() for name in outputs(tmp_path / "out")
    }
    (one,) = said["inputs"]
    assert {"file", "sha256", "profile", "read", "accepted", "rejected", "duplicates"} <= set(one)


def test_a_ledger_is_begun_and_carried_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "ledger.jsonl"
    for turn in range(2):
        assert (
            main(["report", str(counts(tmp_path)), "--out", str(tmp_path / "out"), "--ledger", str(ledger)])
            == 0
        )
        assert len(ledger.read_text("utf-8").splitlines()) == 2
        assert run_facts(tmp_path / "out")["ledger"] == {"earlier_releases": turn, "differing_cells": 0}


def test_nothing_is_written_that_is_not_entered_into_the_ledger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = tmp_path / "no" / "ledger.jsonl"
    assert (
        main(["report", str(counts(tmp_path)), "--out", str(tmp_path / "out"), "--ledger", str(nowhere)]) == 2
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("lines", "code"),
    [([TESTS, GOOD], 0), ([TESTS, GOOD, GOOD], 0), ([TESTS, GOOD, BAD], 1), ([TESTS, BAD], 1)],
)
def test_checking_a_file(
    tmp_path: Path, lines: list[str], code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "tests.csv", *lines)
    assert main(["check", str(path)]) == code
    said = capsys.readouterr().out
    assert f"tests.csv: {len(lines) - 1} rows read" in said
    assert ("Line" in said) == (code == 1)
    assert main(["check", str(path), "--json"]) == code
    found = json.loads(capsys.readouterr().out)
    assert (found["rejected"] != []) == (code == 1)


def test_rejected_rows_are_written_for_correction_and_never_over_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "tests.csv", TESTS, GOOD, BAD)
    before = path.read_bytes()
    assert main(["check", str(path), "--rejects", str(tmp_path / "rejects.csv")]) == 1
    assert "P2" in (tmp_path / "rejects.csv").read_text("utf-8")
    for out in (path, tmp_path):
        assert main(["check", str(path), "--rejects", str(out)]) == 2
    assert "Choose another place" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_a_report_is_never_written_among_the_files_that_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The counts.csv of a report would replace a file of that name, or be read as data by the next report."""
    path = counts(tmp_path)
    before = path.read_bytes()
    for given, out in ((path, path.parent), (path.parent, path.parent), (path.parent, path.parent / "out")):
        assert main(["report", str(given), "--out", str(out)]) == 2
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def _files(folder: Path) -> dict[str, Path]:
    made = {
        "good": counts(folder),
        "tests": write(folder / "tests" / "tests.csv", TESTS, GOOD),
        "rejected": write(folder / "rejected" / "tests.csv", TESTS, BAD),
        "header": write(folder / "header" / "tests.csv", TESTS),
        "odd": write(folder / "odd" / "odd.csv", "a,b", "1,2"),
        "note": write(folder / "notes" / "note.txt", "x"),
        "contacts": write(folder / "contacts" / "contacts.csv", CONTACTS, "P1,2024-04-03,need_found"),
        "two": write(folder / "two" / "tests.csv", TESTS, GOOD).parent,
        "bent": write(folder / "bent" / "ledger.jsonl", "{"),
        "policy": write(folder / "policy" / "mine.toml", "threshold = 5"),
        "programme": write(folder / "programme" / "mine.toml", "id = 'x'"),
        "search": write(folder / "search" / "2021-05-nowhere-stop-and-search.csv", *searches(2)),
        "empty": folder / "empty.csv",
        "binary": folder / "binary.csv",
        "nothing": folder / "nothing.csv",
    }
    made["empty"].write_bytes(b"")
    made["binary"].write_bytes(b"\x7fELF\0\0\0\1,\n\0")
    write(made["two"] / "2021-05-durham-stop-and-search.csv", *searches(2))
    return made


UNUSABLE = [
    ("report {nothing}", "nothing.csv does not exist"),
    ("report {note_folder}", "holds no CSV file"),
    ("report {odd}", "is in no format that Evenhand knows"),
    ("report {empty}", "is empty"),
    ("report {binary}", "is not a text file"),
    ("report {header}", "has headings but no rows"),
    ("report {rejected}", "nothing to report on"),
    ("report {contacts}", "fit no programme"),
    ("report {two}", "fit several programmes"),
    ("report {search}", "nowhere"),
    ("report {good} --profile nope", "nope"),
    ("report {good} --profile native-tests", "lacks the heading"),
    ("report {good} --programme nope", "There is no programme 'nope'"),
    ("report {good} --programme {nothing}.toml", "cannot be read"),
    ("report {good} --programme {programme}", "lacks or misspells"),
    ("report {good} --programme {note_folder}.toml", "cannot be read"),
    ("report {good} --policy nope", "There is no policy 'nope'"),
    ("report {good} --policy {policy}", "lacks or misspells"),
    ("report {good} --area-level nope", "There is no area level 'nope'"),
    ("report {good} --area-level region", "not known to lie in a region: A."),
    ("report {good} --population {nothing}", "does not exist"),
    ("report {good} --population {tests}", "lacks the heading"),
    ("report {good} --ledger {bent}", "ledger.jsonl cannot be read"),
    ("report {good} --ledger {note_folder}", "cannot be read"),
    ("report {good} --out {note}", "note.txt is a file and not a folder. Choose another folder"),
    ("report {good} --out {note}/deeper", "note.txt is a file and not a folder"),
    ("report {tests} --out made --as-at 1990-01-01", "The files go on after 1990-01-01"),
    ("report {good} --out made --secret {note}", "it needs at least 16"),
    (
        "report {good} --out made --vocabulary {note_folder}",
        "holds no vocabulary. Put files into it named list-",
    ),
    ("check {rejected} --rejects {note}", "Give the name of a .csv file, or of a folder"),
    ("check {nothing}", "does not exist"),
    ("check {odd}", "is in no format"),
    ("check {binary}", "is not a text file"),
    ("check {empty}", "is empty"),
    ("check {header}", "has headings but no rows"),
    ("check {tests} --profile nope", "nope"),
    ("synthesise --people 5 --setting nope --out {note_folder}/x", "There is no setting 'nope'"),
    ("synthesise --people 5 --seed -1 --out {note_folder}/x", "seed"),
    ("synthesise --people 5 --out {note}", "note.txt"),
]


@pytest.mark.parametrize(("line", "said"), UNUSABLE)
def test_what_cannot_be_used_is_said_in_one_line(
    tmp_path: Path, line: str, said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = _files(tmp_path)
    monkeypatch.chdir(write(tmp_path / "here" / "x", "").parent)
    names = {name: str(path) for name, path in files.items()} | {"note_folder": str(files["note"].parent)}
    assert main([part.format(**names) for part in line.split()]) == 2
    out, err = capsys.readouterr()
    assert said in err
    assert err.startswith("evenhand: ")
    assert err.count("\n") == 1
    assert out == ""
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "line",
    [
        "report x --as-at 2024-13-01",
        "report x --as-at yesterday",
        "synthesise --people 0 --out x",
        "synthesise --people -3 --out x",
        "synthesise --people many --out x",
        "synthesise --people 5",
        "report",
        "nope",
        "",
    ],
)
def test_a_line_that_cannot_be_understood_leaves_with_2(
    line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(line.split())
    assert left.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith("evenhand")
    assert "error:" in last


def test_a_fault_of_our_own_shows_no_value(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("P0000042 is 17")

    monkeypatch.setattr("evenhand.flow.run", broken)
    monkeypatch.delenv("EVENHAND_DEBUG", raising=False)
    assert main(["report", str(counts(tmp_path)), "--out", str(tmp_path / "out")]) == 70
    out, err = capsys.readouterr()
    assert "P0000042" not in out + err
    assert err.count("\n") == 1
    monkeypatch.setenv("EVENHAND_DEBUG", "1")
    with pytest.raises(ValueError, match="P0000042"):
        main(["report", str(counts(tmp_path)), "--out", str(tmp_path / "out")])


@pytest.mark.slow
def test_a_pipe_that_is_closed_is_no_fault(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    arguments = [
        sys.executable,
        "-m",
        "evenhand",
        "report",
        str(counts(tmp_path)),
        "--out",
        str(tmp_path / "out"),
    ]
    told = subprocess.run(arguments, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.slow
def test_the_same_inputs_give_the_same_bytes_wherever_and_whoever_runs_it(tmp_path: Path) -> None:
    for turn in ("one", "two"):
        partnership(tmp_path / turn / "in", people=60)
        told = command(
            "report",
            "in",
            "--out",
            "out",
            cwd=tmp_path / turn,
            env={"PYTHONHASHSEED": str(len(turn) + ord(turn[0]))},
        )
        assert told.returncode == 0, told.stderr
    one, two = outputs(tmp_path / "one" / "out"), outputs(tmp_path / "two" / "out")
    assert one == two
    for data in one.values():
        assert str(tmp_path).encode() not in data
        assert datetime.now(UTC).date().isoformat().encode() not in data


@pytest.mark.slow
def test_the_made_up_partnership_from_a_shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["synthesise", "--people", "60", "--seed", "4", "--out", str(tmp_path / "made")]) == 0
    assert "Nobody in it is real" in capsys.readouterr().out
    for name in ("tests", "contacts", "treatments"):
        assert main(["check", str(tmp_path / "made" / "records" / f"{name}.csv")]) == 0


@pytest.mark.slow
def test_the_demonstration(demonstration: Demonstration) -> None:
    assert demonstration.code == 0
    assert "Everything here is made up" in demonstration.said
    assert set(OUTPUTS) <= {path.name for path in demonstration.folder.iterdir()}


def test_searches_with_residents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "in" / "2021-05-durham-stop-and-search.csv", *searches(30))
    people = write(
        tmp_path / "people.csv", "area,characteristic,group,count", "E23000008,ethnicity_broad,WHITE,5000"
    )
    assert (
        main(["report", str(tmp_path / "in"), "--population", str(people), "--out", str(tmp_path / "out")])
        == 0
    )
    assert run_facts(tmp_path / "out")["versions"]["programme"]["name"] == "stop-and-search"  # type: ignore[index]
    assert SEARCHES.count(",") == 7
