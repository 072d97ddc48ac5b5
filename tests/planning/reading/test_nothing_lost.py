"""Documents of every form, written by chance: every letter written is read, and in what is no PDF no letter besides."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand.planning.reading import PlanRead, open_document, place
from tests.planning.reading.renderings import ALL_KINDS, Part, Written

HEADINGS = (
    "Ref",
    "Action",
    "Progress",
    "Deadline",
    "Lead",
    "Who",
    "Theme",
    "Measure of success",
    "Budget code",
    "Status",
    "Recommendation",
    "Response",
    "Accepted?",
)
SAID = (
    "Open the door",
    "ask again, see action 1.2",
    "March 2027",
    "Ongoing",
    "Dependent on 1.1",
    "Ann Field (Public Health) / Ben Hill",
    "1.1",
    "A2",
    "TBC",
    "Ref",
    "Recommendations",
    "1. The Council should act. (Paragraph 4)",
    "Response: accepted",
    "Aim: shorter waits",
    "Lead: Jo Webb",
    "ymhen pythefnos",
    "50% of those who wait £5",
    "in\ntwo lines",
    "Q2 2025/26",
    "",
)
WORDS = st.text(alphabet="abcdefgh ÂŵéOPQ0123", min_size=0, max_size=14).map(
    lambda text: " ".join(text.split())
)
CELL = st.one_of(st.sampled_from(SAID), WORDS, st.lists(WORDS, max_size=30).map(" ".join))


@st.composite
def plans(draw: st.DrawFn) -> Written:
    headings = draw(st.lists(st.sampled_from(HEADINGS), min_size=2, max_size=6, unique=True))
    row = st.lists(CELL, min_size=len(headings), max_size=len(headings))
    part = st.builds(
        Part, st.sampled_from(("", "Theme 1: Access", "2. Commissioning")), st.sampled_from(("", "Aim: shorter waits")),
        st.lists(row, min_size=1, max_size=6),
    )  # fmt: skip
    return Written("A plan", headings, draw(st.lists(part, min_size=1, max_size=3)))


def signs(texts: list[str]) -> Counter[str]:
    """How often each letter and digit stands in texts."""
    return Counter(sign for text in texts for sign in text if sign.isalnum())


def accounted(found: PlanRead) -> Counter[str]:
    parts = (*found.rows, *found.recommendations, *found.groups)
    said = [text for one in parts for text in one.verbatim.values()]
    return signs([*said, *(one.verbatim for one in (*found.headings, *found.unplaced))])


@pytest.mark.parametrize("kind", ALL_KINDS)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=plans())
def test_what_is_written_is_accounted_for(kind: str, tmp_path: Path, plan: Written) -> None:
    read = accounted(place(open_document(ALL_KINDS[kind](plan, tmp_path))))
    written = signs(
        [cell for part in plan.parts for cell in (*plan.headings, *(c for row in part.rows for c in row))]
    )
    headed = [part for part in plan.parts if part.theme or kind in ALONE]
    themes = signs([text for part in headed for text in (part.theme, part.aim)])
    title = signs([plan.title]) if kind in TITLED else Counter()
    assert written + themes + title - read == Counter()
    if "PDF" not in kind and kind != "Markdown":
        assert read - (written + themes + title) == Counter()


ALONE = ("text with tabs", "CSV", "DOCX", "DOCX with merged cells", "XLSX", "ODS")
"""Forms in which an aim is written without a theme over it."""
TITLED = ("Markdown", "text with tabs", "DOCX", "PDF", "PDF without lines", "XLSX", "ODS")
