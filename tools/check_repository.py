"""Check what must not stand in the repository, and how decisions are recorded. `make check` runs it.

Each rule takes the repository's root and the paths of its files, and returns what is wrong, one line each.
"""

import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

Rule = Callable[[Path, Sequence[Path]], list[str]]

# Written in pieces, so that this file keeps its own rule.
DOWNLOAD_HOSTS = re.compile(
    "|".join(
        (
            "py" + r"pi\.org",
            "python" + r"hosted\.org",
            "npm" + r"js\.(org|com)",
            r"(deb|security|ftp[.a-z]*)\.deb" + r"ian\.org",
            r"registry\.yarn" + r"pkg",
        )
    )
)
MACHINE_PATHS = re.compile(r"(^|[^A-Za-z0-9_.])/(work|farm|root|tmp/bash_jobs)/")
FIND_LINKS = re.compile(r"^\s*(-f|--find-links|-i|--index-url|--extra-index-url)\b")
LEFT_OPEN = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
LARGEST = 1024 * 1024  # bytes

ADR_NAME = re.compile(r"^(\d{4})-[a-z0-9-]+\.md$")
ADR_PARTS = ("Date", "Status", "Context", "Decision", "Consequences")


def text_lines(root: Path, paths: Sequence[Path]) -> Iterator[tuple[Path, int, str]]:
    """Yield path, line number and line of every text file."""
    for path in paths:
        try:
            text = (root / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a picture or another binary file
        for number, line in enumerate(text.splitlines(), start=1):
            yield path, number, line


def lines_with(pattern: re.Pattern[str], what: str, root: Path, paths: Sequence[Path]) -> list[str]:
    """Return `path:line: what` for every line in which the pattern is found."""
    return [f"{path}:{n}: {what}" for path, n, line in text_lines(root, paths) if pattern.search(line)]


def no_download_hosts(root: Path, paths: Sequence[Path]) -> list[str]:
    """Where packages come from is the machine's own setting."""
    return lines_with(DOWNLOAD_HOSTS, "names a download host", root, paths)


def no_package_sources(root: Path, paths: Sequence[Path]) -> list[str]:
    """A requirement file says what to install, never from where."""
    requirements = [path for path in paths if path.parts[0] == "requirements"]
    return lines_with(FIND_LINKS, "says where packages come from", root, requirements)


def no_machine_paths(root: Path, paths: Sequence[Path]) -> list[str]:
    """A path of one machine means nothing on another."""
    return lines_with(MACHINE_PATHS, "names a folder of one machine", root, paths)


def nothing_left_open(root: Path, paths: Sequence[Path]) -> list[str]:
    """What is left to do stands in the tracker, not in the source."""
    source = [path for path in paths if path.parts[0] == "src"]
    return lines_with(LEFT_OPEN, "leaves something to do", root, source)


def no_large_files(root: Path, paths: Sequence[Path]) -> list[str]:
    """A large file stays in the history for good."""
    sizes = ((path, (root / path).stat().st_size) for path in paths)
    return [f"{path}: {size / LARGEST:.1f} MiB, more than 1" for path, size in sizes if size > LARGEST]


def decisions_complete(root: Path, paths: Sequence[Path]) -> list[str]:
    """Decision records have a number of their own and say when, whether, why, what, and what follows."""
    faults = []
    numbers = defaultdict(list)
    for path in paths:
        if path.parent != Path("docs/adr") or path.name in {"README.md", "index.md"}:
            continue
        match = ADR_NAME.match(path.name)
        if not match:
            faults.append(f"{path}: a decision record is called like 0007-short-title.md")
            continue
        numbers[match[1]].append(path)
        text = (root / path).read_text(encoding="utf-8")
        for part in ADR_PARTS:
            if not re.search(rf"^(#+|[-*])?\s*\**{part}\b", text, flags=re.MULTILINE):
                faults.append(f"{path}: has no {part}")
    for number, same in sorted(numbers.items()):
        if len(same) > 1:
            names = " and ".join(path.name for path in same)
            faults.append(f"docs/adr: {number} is the number of {names}")
    return faults


RULES: tuple[Rule, ...] = (
    no_download_hosts,
    no_package_sources,
    no_machine_paths,
    nothing_left_open,
    no_large_files,
    decisions_complete,
)


def repository_files(root: Path) -> list[Path]:
    """Return the files that are tracked, or would be once added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    paths = [Path(name) for name in sorted(set(listed.split("\0"))) if name]
    return [path for path in paths if (root / path).is_file()]


def main() -> int:
    """Print every fault; return 1 when there is one."""
    root = Path(__file__).resolve().parent.parent
    paths = repository_files(root)
    faults = [fault for rule in RULES for fault in rule(root, paths)]
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"Repository: {len(paths)} files, {len(RULES)} rules, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
