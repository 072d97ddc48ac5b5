"""The rules of the repository report the fault that they are there for."""

from pathlib import Path

import pytest

from tools import check_repository as check

COMPLETE = (
    "# 1. Short title\n\nDate: 2026-11-22\nStatus: accepted\n\n## Context\n\n## Decision\n\n## Consequences\n"
)


def faults(root: Path, rule: check.Rule, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return rule(root, [Path(name) for name in files])


@pytest.mark.parametrize("host", ["py" + "pi.org", "files.python" + "hosted.org", "registry.npm" + "js.org"])
def test_download_host_is_a_fault(tmp_path: Path, host: str) -> None:
    text = f"first\nsee https://{host}/simple\n"
    assert faults(tmp_path, check.no_download_hosts, {"a.md": text}) == ["a.md:2: names a download host"]


def test_package_source_in_requirements_is_a_fault(tmp_path: Path) -> None:
    files = {"requirements/lib.txt": "--find-links wheels\n", "docs/pip.md": "--find-links wheels\n"}
    assert faults(tmp_path, check.no_package_sources, files) == [
        "requirements/lib.txt:1: says where packages come from"
    ]


def test_machine_path_is_a_fault_and_a_url_is_not(tmp_path: Path) -> None:
    files = {"a.md": "cd /" + "root/x\n", "b.md": "https://example.org/work/1\n", "c.md": "Education /work\n"}
    assert faults(tmp_path, check.no_machine_paths, files) == ["a.md:1: names a folder of one machine"]


def test_something_left_open_is_a_fault_in_source_only(tmp_path: Path) -> None:
    files = {"src/a.py": "# TO" + "DO later\n", "docs/a.md": "a TO" + "DO list\n"}
    assert faults(tmp_path, check.nothing_left_open, files) == ["src/a.py:1: leaves something to do"]


def test_large_file_is_a_fault(tmp_path: Path) -> None:
    files = {"fits.csv": "x" * check.LARGEST, "large.csv": "x" * (check.LARGEST + 1)}
    assert faults(tmp_path, check.no_large_files, files) == ["large.csv: 1.0 MiB, more than 1"]


def test_picture_is_not_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\xff\xfe")
    assert check.no_download_hosts(tmp_path, [Path("a.png")]) == []


def test_complete_decision_is_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, check.decisions_complete, {"docs/adr/0001-short-title.md": COMPLETE}) == []


def test_decision_without_a_part_is_a_fault(tmp_path: Path) -> None:
    files = {"docs/adr/0001-short-title.md": COMPLETE.replace("## Consequences", "")}
    assert faults(tmp_path, check.decisions_complete, files) == [
        "docs/adr/0001-short-title.md: has no Consequences"
    ]


def test_decisions_with_one_number_are_a_fault(tmp_path: Path) -> None:
    files = {"docs/adr/0007-one.md": COMPLETE, "docs/adr/0007-two.md": COMPLETE}
    assert faults(tmp_path, check.decisions_complete, files) == [
        "docs/adr: 0007 is the number of 0007-one.md and 0007-two.md"
    ]


def test_decision_without_a_number_is_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, check.decisions_complete, {"docs/adr/title.md": COMPLETE}) == [
        "docs/adr/title.md: a decision record is called like 0007-short-title.md"
    ]
