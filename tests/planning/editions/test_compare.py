"""Two editions side by side: every row in exactly one place, and the way back is the mirror."""

from collections import Counter

from hypothesis import given, settings

from evenhand.planning.editions import (
    Change,
    ChangeKind,
    Closure,
    Edition,
    EntryKind,
    Fate,
    Piece,
    change_said,
    compare,
)
from tests.planning.editions.plans import edition, editions, row

TURNED = {
    EntryKind.ADDED: EntryKind.DROPPED,
    EntryKind.DROPPED: EntryKind.ADDED,
    EntryKind.CHANGED: EntryKind.CHANGED,
    EntryKind.UNCHANGED: EntryKind.UNCHANGED,
    ChangeKind.LATER: ChangeKind.EARLIER,
    ChangeKind.EARLIER: ChangeKind.LATER,
    ChangeKind.DATE_GIVEN: ChangeKind.DATE_TAKEN_OUT,
    ChangeKind.DATE_TAKEN_OUT: ChangeKind.DATE_GIVEN,
    Fate.GONE: Fate.NEW,
    Fate.NEW: Fate.GONE,
    Fate.SAME: Fate.SAME,
}


def turned(change: Change) -> Change:
    pieces: list[Piece] = []
    for one in change.pieces:
        piece = Piece(TURNED[one.fate], one.text)
        if piece.fate is Fate.GONE and pieces and pieces[-1].fate is Fate.NEW:
            pieces.insert(len(pieces) - 1, piece)
        else:
            pieces.append(piece)
    return Change(
        kind=TURNED.get(change.kind, change.kind),
        old=change.new,
        new=change.old,
        days=None if change.days is None else -change.days,
        stage=change.stage,
        pieces=tuple(pieces),
    )


def lines(old: Edition, new: Edition) -> Counter:
    return Counter(
        (one.kind, repr(one.old), repr(one.new), repr(one.changes)) for one in compare(old, new).entries
    )


@settings(max_examples=60, deadline=None)
@given(old=editions(), new=editions())
def test_every_row_is_in_exactly_one_place(old: Edition, new: Edition) -> None:
    found = compare(old, new)
    assert Counter(id(one.old) for one in found.entries if one.old) == Counter(map(id, old.rows))
    assert Counter(id(one.new) for one in found.entries if one.new) == Counter(map(id, new.rows))
    counts = {kind: len(found.of(kind)) for kind in EntryKind}
    both = counts[EntryKind.CHANGED] + counts[EntryKind.UNCHANGED]
    assert both + counts[EntryKind.DROPPED] == len(old.rows)
    assert both + counts[EntryKind.ADDED] == len(new.rows)


@settings(max_examples=40, deadline=None)
@given(one=editions())
def test_an_edition_and_itself_are_no_change(one: Edition) -> None:
    found = compare(one, one)
    assert found.is_empty
    assert found.renumbered == ()
    assert found.opened_gaps == ()


@settings(max_examples=60, deadline=None)
@given(old=editions(), new=editions())
def test_the_way_back_is_the_mirror(old: Edition, new: Edition) -> None:
    there, back = compare(old, new), compare(new, old)
    mirrored = Counter(
        (
            TURNED[one.kind],
            repr(one.new),
            repr(one.old),
            repr(tuple(turned(change) for change in one.changes)),
        )
        for one in there.entries
    )
    assert lines(new, old) == mirrored
    assert Counter((repr(one.old), repr(one.new)) for one in there.renumbered) == Counter(
        (repr(one.new), repr(one.old)) for one in back.renumbered
    )
    assert (there.old_gaps, there.new_gaps) == (back.new_gaps, back.old_gaps)


@settings(max_examples=40, deadline=None)
@given(old=editions(), new=editions())
def test_pieces_put_together_are_the_two_texts(old: Edition, new: Edition) -> None:
    for entry in compare(old, new).entries:
        for change in entry.changes:
            if change.pieces:
                assert "".join(p.text for p in change.pieces if p.fate is not Fate.NEW) == change.old
                assert "".join(p.text for p in change.pieces if p.fate is not Fate.GONE) == change.new
            assert change_said(change)
            assert change_said(change, "cy")


def test_dropped_with_and_without_a_closing_note() -> None:
    note = Closure(reference="1/1", note="Done in May.")
    found = compare(edition(row("1/1"), row("1/2", "Something else")), edition(closures=(note,)))
    assert [one.closure for one in found.of(EntryKind.DROPPED)] == [note, None]
    assert [one.reference for one in found.gone_without_a_word] == ["1/2"]


def test_a_slip_is_counted_in_days_by_stage() -> None:
    old = row("1/5", when="March 2007 - first stage, July 2007 - second stage")
    new = row("1/5", when="March 2007 - first stage, September 2007 - second stage")
    (entry,) = compare(edition(old), edition(new)).with_change(ChangeKind.LATER)
    (change,) = entry.changes
    assert (change.stage, change.days) == (2, 61)
    assert change_said(change) == "Stage 2: later by 61 days: 31 July 2007, now 30 September 2007"


def test_a_date_that_became_another_kind() -> None:
    (entry,) = compare(edition(row(when="May 2026")), edition(row(when="Ongoing"))).entries
    assert [one.kind for one in entry.changes] == [ChangeKind.DATE_KIND, ChangeKind.DATE_TAKEN_OUT]


def test_the_same_day_in_other_words_is_no_slip() -> None:
    (entry,) = compare(
        edition(row(when="31 May 2026 (D)")), edition(row(when="by the end of May 2026 (D)"))
    ).entries
    assert [one.kind for one in entry.changes] == [ChangeKind.DATE_WORDS]


def test_white_space_alone_is_no_change() -> None:
    old, new = row(action="Train all  staff\nsoon"), row(action="Train all staff soon")
    assert compare(edition(old), edition(new)).is_empty


def test_the_order_of_leads_is_no_change() -> None:
    old, new = row(leads=(("A", "X"), ("B", "Y"))), row(leads=(("B", "Y"), ("A", "X")))
    assert compare(edition(old), edition(new)).is_empty


def test_another_reference_is_suggested_and_not_asserted() -> None:
    found = compare(
        edition(row("4/2", "Seek approval of the data set")),
        edition(row("4/3", "Seek approval of a data set")),
    )
    assert [one.kind for one in found.entries] == [EntryKind.DROPPED, EntryKind.ADDED]
    assert [(one.old.reference, one.new.reference) for one in found.renumbered] == [("4/2", "4/3")]


def test_rows_without_a_reference_are_known_by_their_words() -> None:
    old = edition(row("", "Train all staff"), row("", "Publish the figures"))
    new = edition(row("", "Publish the figures"), row("", "Ask again"))
    assert [one.kind for one in compare(old, new).entries] == [
        EntryKind.DROPPED,
        EntryKind.UNCHANGED,
        EntryKind.ADDED,
    ]
