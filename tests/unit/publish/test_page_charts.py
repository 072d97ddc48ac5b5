"""What the charts of the page say of counts that are hidden, of people who wait, and of groups that are few."""

import re
from dataclasses import replace

from evenhand.foundations import seal
from evenhand.publish import Release, render_page
from evenhand.publish.site import render_site
from tests.unit.publish.page_reader import words
from tests.unit.publish.releases import (
    ONE,
    nothing_found,
    partnership,
    with_headlines,
)


def test_hidden_and_rounded_counts_are_shown_as_such(page: str) -> None:
    said = words(page)
    assert "left here: 1,555 negative" in said
    assert "transferred and still in treatment: fewer than 5 each" in said
    assert "withheld" in said
    assert "Withheld, so that nobody can be recognised: Gypsy or Irish Traveller." in said


def test_unknown_codes_are_no_group(page: str) -> None:
    said = words(page)
    assert "In no row: people found in need with ethnic group not asked (withheld), not stated (30)." in said
    rows = re.findall(r'<th role="rowheader" scope="row">([^<]*)</th>', page)
    assert not {"Not stated", "Not asked", "Not known"} & set(rows)


def test_waiting_people_are_not_counted_as_lost(page: str) -> None:
    lines = re.findall(r"<text[^>]*>([^<]*)</text>", page)
    assert "hatched, not yet known: 80 still waiting; 40 too recent to count" in lines
    assert not [line for line in lines if line.startswith("left here") and "waiting" in line]


def test_residents_are_said_and_not_drawn(searches: str) -> None:
    said = words(searches)
    assert "Counts of searches, to be seen beside 1,346,800 people who live in the area." in said
    assert "Bars from the first stage to the last. Searches 4,950," in said
    assert "searches per 1,000 residents" in said
    assert "ended here: 3,515 no further action; 100 outcome not recorded" in said


def test_title_states_what_is_seen(page: str, searches: str) -> None:
    assert (
        "Of every 100 people found in need, how many started treatment: Bangladeshi people about 29 and "
        "White British people about 59"
    ) in words(page)
    assert "Searches per 1,000 residents: Black people about 8.7" in words(searches)


def test_share_says_who_is_at_each_stage(page: str) -> None:
    assert (
        "Bangladeshi people were about 22 of every 100 people tested, and about 10 of every 100 people "
        "who finished treatment."
    ) in words(page)


def test_other_steps_and_gaps_stand_on_the_areas_own_page(release: Release, page: str) -> None:
    behind = words(render_site(release)["area-1.html"])
    for said in ("men about 58 and women about 58; not clearly different", "All these steps together"):
        assert said in behind
        assert said not in words(page)


def test_gap_is_divided_among_steps(release: Release) -> None:
    said = words(render_site(release)["area-1.html"])
    assert "Of every 100, about 10 fewer Bangladeshi people than White British people got to" in said
    assert "All these steps together" in said
    assert re.search(r"Assessed [+−]?\d+\.\d", said)


def test_range_without_a_dot_says_why(release: Release) -> None:
    rows = release.measures.rows
    group, state = rows.column("group").to_pylist(), rows.column("state").to_pylist()
    state = [
        "below_threshold" if g == "ASIAN_PAKISTANI" and s == "ok" else s
        for g, s in zip(group, state, strict=True)
    ]
    changed = rows.set_column(rows.schema.get_field_index("state"), "state", [state])
    said = words(render_page(replace(release, measures=replace(release.measures, rows=changed))))
    assert "A range without a dot, where the count is hidden (too few to show): Pakistani." in said


def test_group_that_is_too_few_is_named() -> None:
    assert "Too few to say: White other." in words(render_page(partnership(areas=ONE, size=0.15)))


def test_groups_with_one_figure_are_said_to_have_one() -> None:
    said = words(render_site(partnership(areas=ONE, size=10, even=True))["area-1.html"])
    assert re.search(r"about \d+ in every group", said)


def test_gap_that_could_be_chance_says_so(release: Release) -> None:
    other = replace(release.findings.headlines[0], group="BLACK_CARIBBEAN", group_label="Black Caribbean")
    said = words(render_site(with_headlines(release, other))["area-1.html"])
    assert "the whole gap is not clearly different from none" in said


def test_counts_of_groups_alone_draw_no_pathway(release: Release) -> None:
    alone = replace(release, counts=release.counts.where(characteristic="ethnicity"))
    page = render_page(alone)
    assert "The pathway" not in words(page)
    assert "along the pathway" not in words(page)


def test_stage_without_counts_is_left_out(release: Release) -> None:
    cells = release.counts.cells
    stages = cells.column("stage").to_pylist()
    kept = cells.filter([not stage.endswith(("/in_need", "/retained")) for stage in stages])
    counts = seal(kept, release.counts.protection, release.counts.certificate)
    said = words(render_page(replace(release, counts=counts)))
    assert (
        "Bars from the first stage to the last. Tested 3,530, Positive 1,980, Assessed 1,730, Started" in said
    )


def test_one_stage_alone_is_titled_by_its_count(release: Release) -> None:
    cells = release.counts.cells
    kept = cells.filter([stage.endswith("/tested") for stage in cells.column("stage").to_pylist()])
    none = replace(release.measures, rows=release.measures.rows.slice(0, 0))
    bare = replace(
        nothing_found(release),
        counts=seal(kept, release.counts.protection, release.counts.certificate),
        measures=none,
    )
    said = words(render_page(bare))
    assert "The pathway 3,530 people tested Everyone" in said
    assert "The widest step" not in said


def test_withheld_states_are_named_without_a_number(release: Release) -> None:
    cells = release.counts.cells
    exits = [state in ("moved", "prison") for state in cells.column("state").to_pylist()]
    status = [
        "withheld" if hide else s for hide, s in zip(exits, cells.column("status").to_pylist(), strict=True)
    ]
    changed = cells.set_column(cells.schema.get_field_index("status"), "status", [status])
    value = [None if hide else v for hide, v in zip(exits, cells.column("value").to_pylist(), strict=True)]
    changed = changed.set_column(cells.schema.get_field_index("value"), cells.schema.field("value"), [value])
    said = words(
        render_page(
            replace(release, counts=seal(changed, release.counts.protection, release.counts.certificate))
        )
    )
    assert "withheld: prison, moved away" in said
