"""What is made and not kept in git goes into the wheel all the same: style and scripts of pages, and the Welsh."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "evenhand_service"


@pytest.mark.slow
def test_made_files_are_in_the_wheel(tmp_path: Path) -> None:
    made = [*PACKAGE.glob("common/static/vendor/*"), *PACKAGE.glob("*/locale/cy/LC_MESSAGES/*.mo")]
    assert len(made) > 5, "make front-end words"
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {str(one.relative_to(ROOT / "src")) for one in made} - held == set()
    assert "evenhand_service/common/jinja2/layouts/page.jinja" in held
    assert not [one for one in held if "__pycache__" in one or one.startswith("tests/")]
