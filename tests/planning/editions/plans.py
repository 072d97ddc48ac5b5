"""Plans for the tests of editions, and strategies that draw small ones with repeats and blanks."""

from hypothesis import strategies as st

from evenhand.planning.dates import read_when
from evenhand.planning.editions import Edition
from evenhand.planning.rows import Lead, PlanRow

ACTIONS = (
    *(
        "Review the operating standards",
        "Review the  operating standards",
        "Ask people who stopped coming why",
    ),
    *("Train all staff", "Publish the figures each quarter", ""),
)
WHENS = (
    "March 2026 (D)",
    "May 2026 (D)",
    "May 2026",
    "Ongoing",
    "",
    "March 2026 - first stage, July 2026 - second stage",
)


def row(reference: str = "1/1", action: str = "Train all staff", when: str = "", **more) -> PlanRow:
    leads = tuple(Lead(*one) if isinstance(one, tuple) else Lead(one) for one in more.pop("leads", ()))
    return PlanRow(reference=reference, action=action, when=read_when(when), leads=leads, **more)


def edition(*rows: PlanRow, **more) -> Edition:
    return Edition(key=more.pop("key", "e"), plan="A plan", rows=tuple(rows), **more)


def rows() -> st.SearchStrategy[PlanRow]:
    return st.builds(
        lambda reference, action, when, lead, progress: row(
            reference, action, when, leads=(lead,), progress=progress
        ),
        st.sampled_from(["", "1/1", "1/2", "2/1", "2/7"]),
        st.sampled_from(ACTIONS),
        st.sampled_from(WHENS),
        st.sampled_from(["A. Person", "B. Person"]),
        st.sampled_from(["", "Begun", "Half way"]),
    )


def editions() -> st.SearchStrategy[Edition]:
    return st.lists(rows(), max_size=6).map(lambda found: edition(*found))
