"""The gallery of charts names every chart there is, and its pictures are small and say what they show."""

from importlib import resources
from pathlib import Path

import pytest

from tests.docs.pages import ROOT
from tools.gallery import FOLDER, KINDS, LARGEST

NO_CHARTS = {"__init__", "axis", "labels", "legend", "marks", "plot", "text", "timeline"}
"""Modules that charts are made of."""
GALLERY = ROOT / "docs/explanation/gallery.md"
DRAWN = sorted(name for wanted, _, _ in KINDS.values() for name in wanted)


def charts() -> set[str]:
    folder = resources.files("evenhand.publish") / "charts"
    return {Path(one.name).stem for one in folder.iterdir() if one.name.endswith(".py")} - NO_CHARTS


def test_the_gallery_names_every_chart() -> None:
    text = GALLERY.read_text("utf-8")
    assert {name for name in charts() if f"`{name}`" not in text} == set()
    assert set(DRAWN) == charts()


@pytest.mark.parametrize("name", DRAWN)
def test_a_picture_is_small_and_has_words(name: str) -> None:
    text = (ROOT / FOLDER / f"{name}.svg").read_text("utf-8")
    assert len(text.encode()) <= LARGEST
    assert "<title" in text
    assert "Made-up people" in text
    assert f"images/gallery/{name}.svg" in GALLERY.read_text("utf-8")
