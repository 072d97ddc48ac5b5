"""A kept release says and draws what the written one does, and JSON holds it both ways."""

import json
import re
from html import unescape

import pytest

from evenhand.foundations import NotProtected
from evenhand.publish import render_page
from evenhand.publish.kept import KeptRelease, drawing_svg, from_plain, kept, to_plain
from tests.unit.publish.kept.releases import earlier_release, kept_release, release
from tests.unit.publish.releases import HOSTILE, ONE, partnership


def as_json(one: KeptRelease) -> str:
    return json.dumps(to_plain(one), ensure_ascii=False, sort_keys=True, allow_nan=False)


def test_json_holds_a_release_both_ways() -> None:
    text = as_json(kept_release())
    again = from_plain(KeptRelease, json.loads(text))
    assert again == kept_release()
    assert as_json(again) == text


def test_the_same_release_gives_the_same_bytes() -> None:
    assert as_json(kept(release())) == as_json(kept_release())


def test_every_figure_has_its_own_key_words_and_table() -> None:
    figures = kept_release().figures
    assert len({one.key.slug for one in figures}) == len(figures)
    for one in figures:
        assert one.figure.id == one.key.slug
        assert one.figure.title, one.key
        assert one.figure.description, one.key
        assert one.figure.table.rows, one.key
        assert one.credit.endswith("7f3c9a2e51d0"), one.key


def test_every_kind_of_figure_that_the_release_has_is_kept() -> None:
    kinds = {one.key.kind for one in kept_release().figures}
    assert kinds == {
        "areas", "borrowed", "gap", "need", "not_recorded", "pathway", "step", "trend", "unequal", "widest",
    }  # fmt: skip


def test_a_finding_is_known_again_in_another_release() -> None:
    first = next(one for one in kept_release().findings if one.area == "X1")
    again = {one.same: one for one in earlier_release().findings}[first.same]
    assert (again.group, again.stage) == (first.group, first.stage) == ("ASIAN_BANGLADESHI", "started")
    assert again.estimate != first.estimate


def test_a_finding_rests_on_a_figure_that_is_kept() -> None:
    slugs = {one.key.slug for one in kept_release().figures}
    assert kept_release().findings
    assert {one.figure for one in kept_release().findings} <= slugs
    assert kept_release().headlines[0].same == kept_release().findings[0].same


def test_the_pathway_says_where_people_went() -> None:
    stages = {one.stage: one for one in kept_release().areas[0].pathway}
    assert stages["in_need"].count == "865"
    assert ("moved away", "55") in stages["in_need"].left
    assert ("transferred", "fewer than 5") in stages["in_need"].left
    assert stages["started"].of_before == "about 50 of every 100"


def test_statements_are_those_of_the_first_page() -> None:
    page = unescape(render_page(partnership(areas=ONE)))
    one = kept(partnership(areas=ONE))
    assert one.headlines[0].lead in page
    assert one.cannot_say[0] in page
    assert all(says in page for _, says in one.trust)


def test_nothing_but_a_release_is_kept() -> None:
    with pytest.raises(NotProtected, match="protected counts alone"):
        kept(release().counts)  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", ["wide", "narrow"])
def test_no_drawing_needs_a_style_that_a_policy_would_block(shape: str) -> None:
    for one in kept_release().figures:
        svg = drawing_svg(to_plain(one.figure), shape)
        assert not re.search(r"<style|\sstyle=|<script|\son[a-z]+=|<foreignObject", svg), one.key
        ids = re.findall(r'\sid="([^"]+)"', svg)
        assert len(set(ids)) == len(ids)
        assert set(re.findall(r"url\(#([^)]+)\)", svg)) <= set(ids), one.key


def test_hostile_names_are_text_in_a_drawing() -> None:
    one = kept(partnership(areas=HOSTILE))
    drawn = "".join(drawing_svg(to_plain(figure.figure), "wide") for figure in one.figures)
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn


def test_groups_are_told_in_words_and_people_not_recorded_are_none() -> None:
    labels = {one.group: one.label for one in kept_release().groups if one.characteristic == "ethnicity"}
    assert labels["ASIAN_BANGLADESHI"] == "Bangladeshi"
    assert "not_stated" not in labels
