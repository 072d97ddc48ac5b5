"""What people told us, what was done, whether it moved: 'not yet asked' is an answer, and the first one there is."""

from evenhand.findings.words import capital
from evenhand.publish.interest import findings_of
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.views import Table


def listening_table(shelf: Shelf, area: str) -> Table | None:
    """Return a row for each difference of interest in the area; None where there is none. Source: C8; 004."""
    say = shelf.say
    rows = []
    for one in findings_of(shelf, area):
        division = Division(one.characteristic, one.code_list, one.edition)
        people = capital(shelf.group_people(division, one.group))
        step = shelf.programme.stage(one.stage).label
        rows.append(
            (say("page.listening.whom", people=people, step=step), say("page.listening.not_asked"), "–", "–")
        )
    if not rows:
        return None
    heads = tuple(say(f"page.listening.{name}") for name in ("about", "said", "did", "moved"))
    return Table(
        caption=say("page.listening.title"), heads=heads, rows=tuple(dict.fromkeys(rows)), numbers=frozenset()
    )
