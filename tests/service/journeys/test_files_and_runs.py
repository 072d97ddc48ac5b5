"""From a file to what everybody may read: given, checked, approved by another person, run, approved, published."""

import os
from pathlib import Path

import pytest

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.models import Load, Release, Run
from tests.service.builders_monitoring import COUNTS, TREATMENTS, make_place, work
from tests.service.journeys.looks import check_page
from tests.service.journeys.walker import Walker

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
_PATIENCE = 30_000
"""Milliseconds: a page that runs no task is quick, but the machine of a test may be busy."""
SHOTS = os.environ.get("EVENHAND_SHOTS")


def looks_well(walker: Walker, name: str) -> None:
    """Check the page in both languages, and keep a picture where somebody asked for them."""
    for language in ("cy", "en") if SHOTS else ("en",):
        walker.reads(language)
        walker.page.reload()
        check_page(walker)
        if SHOTS:
            walker.page.screenshot(path=Path(SHOTS) / f"{name}-{language}-wide.png", full_page=True)
            walker.narrow()
            walker.page.screenshot(path=Path(SHOTS) / f"{name}-{language}-narrow.png", full_page=True)
            walker.wide()


def gives(walker: Walker, folder: Path, *files: tuple[str, bytes]) -> None:
    """Choose files and send them."""
    for name, content in files:
        (folder / name).write_bytes(content)
    walker.goes_to("/loads/new/")
    walker.page.locator("input[type=file]").set_input_files([folder / name for name, _content in files])
    walker.presses("Upload and check")


def test_from_a_table_to_a_public_release(walker: Walker, tmp_path: Path) -> None:
    """Given an analyst with a table of counts, when the lead approves it and its release, then everybody may read it."""
    place = make_place(purpose=False)
    walker.waits(_PATIENCE)
    walker.as_(place.analyst).goes_to("/loads/")
    looks_well(walker, "files-empty")
    walker.goes_to("/loads/new/")
    looks_well(walker, "upload")
    gives(walker, tmp_path, ("counts.csv", COUNTS))
    looks_well(walker, "checking")
    work()
    walker.page.reload()
    looks_well(walker, "checked-by-uploader")
    load = walker.page.url
    walker.as_(place.lead).goes_to(load)
    walker.presses("Approve this file")
    work()
    walker.page.reload()
    looks_well(walker, "approved")
    walker.as_(place.analyst).goes_to("/runs/")
    looks_well(walker, "runs-empty")
    walker.goes_to("/runs/new/")
    looks_well(walker, "ask")
    walker.presses("Run")
    looks_well(walker, "running")
    work()
    walker.page.reload()
    looks_well(walker, "made")
    run = walker.page.url
    walker.as_(place.lead).goes_to(run)
    walker.page.get_by_role("link", name="Approve it").click()
    walker.presses("Approve it in my name")
    looks_well(walker, "approve-error")
    if walker.page.get_by_label("They were not yet asked").count():
        walker.page.get_by_label("They were not yet asked").check()
    walker.page.get_by_label("I have read it").check()
    walker.presses("Approve it in my name")
    walker.page.get_by_role("link", name="Publish it").click()
    looks_well(walker, "publish")
    walker.presses("Publish it")
    looks_well(walker, "published")
    walker.goes_to("/runs/")
    looks_well(walker, "runs")
    walker.page.goto(run)
    walker.page.get_by_role("link", name="Withdraw it").click()
    looks_well(walker, "withdraw-release")
    with acting_as(place.lead.pk):
        assert Release.objects.get(kind="protected").is_published
        assert Run.objects.get().state == "made"


def test_what_is_amiss_is_told_row_by_row(walker: Walker, tmp_path: Path) -> None:
    """Given files of which some cannot be taken, when they are sent together, then each is told by itself."""
    place = make_place()
    walker.waits(_PATIENCE)
    walker.as_(place.analyst)
    gives(walker, tmp_path, ("letter.pdf", b"%PDF-1.7 x"), ("treatments.csv", TREATMENTS), ("empty.csv", b""))
    looks_well_after_post(walker, "refused")
    work()
    walker.goes_to("/loads/")
    looks_well(walker, "files")
    walker.page.locator("table a").first.click()
    looks_well(walker, "with-problems")
    walker.page.get_by_role("link", name="Row by row").click()
    looks_well(walker, "problems")
    walker.page.go_back()
    walker.page.get_by_role("link", name="Withdraw it").click()
    looks_well(walker, "withdraw")
    walker.presses("Withdraw this file")
    assert walker.page.title().startswith("Error: ")
    walker.types(because="The wrong month").presses("Withdraw this file")
    looks_well(walker, "withdrawn")
    with acting_as(place.analyst.pk):
        assert Load.objects.get().state == "withdrawn"


def looks_well_after_post(walker: Walker, name: str) -> None:
    """A page that answers a form is not loaded anew."""
    check_page(walker)
    if SHOTS:
        walker.page.screenshot(path=Path(SHOTS) / f"{name}-en-wide.png", full_page=True)
