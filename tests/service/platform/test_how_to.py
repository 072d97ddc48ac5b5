"""The pages on running and deploying: every command they show exists; variables that are read and told are the same."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from evenhand_service.config.copies.commands import COPIES

ROOT = Path(__file__).resolve().parents[3]
PAGES = [ROOT / "docs" / "how-to" / name for name in ("run-the-service.md", "deploy.md")]
READS = (
    "environment.py",
    "gunicorn.py",
    "settings/production.py",
    "settings/base.py",
    "database/connections.py",
)
OURS = {"run", "code", "database", *COPIES}
VARIABLE = re.compile(r"\b(?:EVENHAND_[A-Z_]+[A-Z]|DATABASE_URL[A-Z_]*)\b")
# Said in the pages in another way, or set by the units and not by people.
ELSEWHERE = {
    "EVENHAND_PROCESS",
    "EVENHAND_BIND",
    "EVENHAND_PROXIES",
    "EVENHAND_HSTS_SECONDS",
    "EVENHAND_STATIC",
}


def commands() -> list[tuple[str, str]]:
    found = re.findall(
        r"python -m evenhand_service (\w+)(.*)$", "\n".join(page.read_text() for page in PAGES), re.M
    )
    return sorted(set(found))


@pytest.mark.parametrize(("command", "rest"), commands())
def test_every_command_of_the_pages_exists(command: str, rest: str) -> None:
    assert command in OURS | set(get_commands())


def test_every_variable_that_is_read_is_explained_and_the_other_way_round() -> None:
    config = ROOT / "src" / "evenhand_service" / "config"
    read = set(
        VARIABLE.findall("\n".join((config / name).read_text() for name in READS if (config / name).exists()))
    )
    page = PAGES[1].read_text()
    told = set(VARIABLE.findall(page))
    for mail in re.findall(r"`(_[A-Z]+)`", page):
        told.add(f"EVENHAND_MAIL{mail}")
    assert read - ELSEWHERE <= told
    assert {name.removesuffix("_FILE") for name in told} <= read | {"EVENHAND_DATA"}


def test_the_units_name_files_that_are_there() -> None:
    for path in re.findall(r"/opt/evenhand/(src/\S+)", PAGES[1].read_text()):
        assert (ROOT / path).is_file()


@pytest.mark.slow
def test_production_passes_djangos_own_check(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "evenhand_service", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")},
            "DJANGO_SETTINGS_MODULE": "evenhand_service.config.settings.production",
            "EVENHAND_SECRET_KEY": "b7W2q9-" * 9,
            "EVENHAND_PERSON_KEY": "of a test",
            "EVENHAND_HOSTS": "evenhand.example",
            "EVENHAND_BEHIND_PROXY": "yes",
            "EVENHAND_DATA": str(tmp_path),
            "DATABASE_URL": "postgresql://evenhand_app:none@localhost/evenhand",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
