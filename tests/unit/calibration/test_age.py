"""Fingerprints: they change with the code of an interval, and with nothing else."""

from pathlib import Path

import pytest

from evenhand.calibration.age import code_of, fingerprint

CODE = '''"""What it does."""

LEVEL = 0.95  # of every interval
"""A level."""


def half(x: float) -> float:
    """Return half — of x."""
    said = "a # that is no comment"  # though this is one – with a dash
    return x / 2 if said else 0.0
'''


def test_comments_docstrings_and_layout_leave_it_as_it_is() -> None:
    bare = 'LEVEL = 0.95\ndef half(x: float) -> float:\n  said = "a # that is no comment"\n  return x / 2 if said else 0.0\n'
    assert code_of(CODE) == code_of(bare)
    assert "what" not in code_of(CODE).lower()
    assert '"a # that is no comment"' in code_of(CODE)


def test_a_changed_number_changes_it() -> None:
    assert code_of(CODE) != code_of(CODE.replace("x / 2", "x / 3"))


def test_folders_and_files_in_any_order(tmp_path: Path) -> None:
    (tmp_path / "a" / "data").mkdir(parents=True)
    (tmp_path / "a" / "one.py").write_text("X = 1\n", encoding="utf-8")
    (tmp_path / "a" / "data" / "rules.toml").write_text("x = 1\n", encoding="utf-8")
    (tmp_path / "b.py").write_text("Y = 1\n", encoding="utf-8")
    first = fingerprint(["a", "b.py"], tmp_path)
    assert first == fingerprint(["b.py", "a", "a/one.py"], tmp_path)
    assert len(first) == 12
    (tmp_path / "a" / "one.py").write_text("# why\nX = 1\n", encoding="utf-8")
    assert fingerprint(["a", "b.py"], tmp_path) == first
    (tmp_path / "a" / "data" / "rules.toml").write_text("x = 2\n", encoding="utf-8")
    assert fingerprint(["a", "b.py"], tmp_path) != first


def test_a_place_that_is_not_there_is_told() -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.py"):
        fingerprint(["measures/gone.py"])
