"""Reached against need, and what people told us: what is drawn, from which stages, and what stands where nobody asked."""

import re
from dataclasses import replace

import pytest

from evenhand.publish import Release, render_page
from evenhand.publish.need_figure import need_and_reach, need_figure
from evenhand.publish.shelf import Shelf
from tests.unit.publish.releases import partnership


@pytest.fixture(scope="module")
def release() -> Release:
    return partnership(areas={"X1": "Riverside"})


def words(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_need_is_the_stage_that_says_so_and_reach_the_first_step_of_the_service_after_it(
    release: Release,
) -> None:
    stages = need_and_reach(release.programme)
    assert stages is not None
    assert [one.id for one in stages] == ["in_need", "started"]
    without = replace(release.programme, stages=release.programme.stages[:3])
    assert need_and_reach(without) is None


def test_the_widest_pair_is_what_is_seen(release: Release) -> None:
    figure = need_figure(Shelf(release), "X1", "area-1")
    assert figure is not None
    assert figure.title.startswith("Bangladeshi people: about ")
    rows = {row[0]: row[1:] for row in figure.table.rows}
    need, reach = int(rows["Bangladeshi"][0]), int(rows["Bangladeshi"][2])
    assert f"about {need} of every 100 people found in need" in figure.title
    assert need > reach
    assert sum(int(row[0]) for row in rows.values() if row[0].isdigit()) <= 101


def test_nobody_has_been_asked_yet_is_an_answer(release: Release) -> None:
    said = words(render_page(release))
    assert "What people told us, what we did, whether it moved" in said
    assert "Bangladeshi people, at the step ‘Started treatment’ Not yet asked" in said
    quiet = replace(release, findings=replace(release.findings, headlines=(), further=()))
    assert "Not yet asked" not in words(render_page(quiet))
