"""The file of a ledger: what is written is read again, and nobody changes it unseen."""

import json
from pathlib import Path

import numpy as np
import pytest

from evenhand.disclosure.ledger import ChangedLedger, Ledger, read_ledger, write_ledger
from evenhand.foundations import UnreadableFile
from tests.unit.disclosure.ledger.releases import entry, ledger_of, release

JANUARY = release(Total=30, A=None, B=None, C=20)
APRIL = release("apr", "2024-04-01", Total=60, A=None, B=None, C=40)
JULY = release("jul", "2024-07-01", Total=90, A=None, B=None, C=60)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    written = tmp_path / "ledger.jsonl"
    write_ledger(ledger_of(JANUARY, APRIL, JULY), written)
    return written


def test_a_file_that_does_not_exist_is_an_empty_ledger(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "ledger.jsonl") == Ledger()


def test_what_is_written_is_read_again(path: Path) -> None:
    before = path.read_bytes()
    ledger = read_ledger(path)
    assert [one.name for one in ledger.entries] == ["jan", "apr", "jul"]
    assert [one.fingerprint for one in ledger.entries] == [
        entry(one).fingerprint for one in (JANUARY, APRIL, JULY)
    ]
    first = ledger.entries[0]
    assert (first.run_id, first.policy, first.kind, first.threshold, first.as_at) == (
        "jan",
        "suppress-5 2026-11",
        "suppression",
        5,
        "2024-01-01",
    )
    assert first.published.sums == JANUARY.sums
    assert first.published.codes["area"].tolist() == ["Total", "A", "B", "C"]
    for name in ("least", "most", "hidden", "width"):
        assert np.array_equal(getattr(first.published, name), getattr(JANUARY, name))
    write_ledger(ledger, path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def changed(path: Path, number: int, **values: object) -> None:
    lines = path.read_text("utf-8").splitlines()
    lines[number] = json.dumps({**json.loads(lines[number]), **values}, sort_keys=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def test_a_line_that_was_edited_is_refused(path: Path) -> None:
    changed(path, 2, run_id="another")
    with pytest.raises(ChangedLedger, match=r"ledger\.jsonl cannot be read: line 3 is not as it was written"):
        read_ledger(path)


def test_a_figure_that_was_changed_is_refused(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    other = json.loads(lines[2])["published"]
    one = json.loads(lines[1])["published"]
    changed(path, 1, published={**one, "least": other["least"], "most": other["most"]})
    with pytest.raises(ChangedLedger, match="line 2 is not as it was written"):
        read_ledger(path)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        ([0, 1, 3, 2], "line 3 does not follow"),
        ([0, 2, 3], "line 2 does not follow"),
        ([0, 1, 3], "line 3 does not follow"),
        ([0, 1, 2], "releases at its end were taken out"),
        ([0], "releases at its end were taken out"),
        ([0, 1, 2, 3, 3], "line 5 does not follow"),
    ],
)
def test_lines_that_were_moved_or_taken_out_are_missed(path: Path, kept: list[int], words: str) -> None:
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(lines[one] for one in kept), "utf-8")
    with pytest.raises(ChangedLedger, match=words):
        read_ledger(path)


def test_a_file_that_was_cut_off_cannot_be_read(path: Path) -> None:
    whole = path.read_text("utf-8")
    path.write_text(whole[:-40], "utf-8")
    with pytest.raises(UnreadableFile, match=r"ledger\.jsonl cannot be read"):
        read_ledger(path)


@pytest.mark.parametrize(
    "values",
    [
        {"published": 3},
        {"published": {}},
        {"threshold": "many"},
    ],
)
def test_a_line_that_is_damaged_is_named(path: Path, values: dict[str, object]) -> None:
    changed(path, 2, **values)
    with pytest.raises(UnreadableFile, match="line 3 is damaged"):
        read_ledger(path)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("least", "no base64"),
        ("least", "AAAA"),
        ("least", None),
        ("codes", {"area": [["A"], None]}),
        ("codes", {"area": 3}),
        ("sums", [["area", "Total"]]),
    ],
)
def test_a_column_that_is_damaged_makes_the_line_so(path: Path, column: str, value: object) -> None:
    one = json.loads(path.read_text("utf-8").splitlines()[1])["published"]
    changed(path, 1, published={**one, column: value})
    with pytest.raises(UnreadableFile, match="line 2 is damaged"):
        read_ledger(path)


def test_columns_of_other_lengths_are_damage(path: Path) -> None:
    one = json.loads(path.read_text("utf-8").splitlines()[1])["published"]
    changed(path, 1, published={**one, "codes": {"area": [["A"], one["codes"]["area"][1]]}})
    with pytest.raises(UnreadableFile, match="line 2 is damaged"):
        read_ledger(path)
    changed(path, 1, published={**one, "codes": {}, "hidden": "eJwDAAAAAAE="})
    with pytest.raises(UnreadableFile, match="line 2 is damaged"):
        read_ledger(path)


def test_a_format_of_the_future_is_said_to_be_one(path: Path) -> None:
    changed(path, 0, format="evenhand-ledger/9")
    with pytest.raises(UnreadableFile, match="its format is not evenhand-ledger/2"):
        read_ledger(path)


@pytest.mark.parametrize("text", ["not json\n", "[1, 2]\n", "5\n", "null\n", "{}\n"])
def test_something_else_is_no_ledger(tmp_path: Path, text: str) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableFile, match=r"ledger\.jsonl cannot be read"):
        read_ledger(path)


def test_a_folder_and_a_binary_file_are_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    path.write_bytes(b"\xff\xfe\x00")
    for one in (path, tmp_path):
        with pytest.raises(UnreadableFile):
            read_ledger(one)


def test_blank_lines_are_passed_over(path: Path) -> None:
    path.write_text(path.read_text("utf-8").replace("\n", "\n\n"), "utf-8")
    assert len(read_ledger(path).entries) == 3
