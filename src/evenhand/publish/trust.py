"""How far to trust the report, as pairs of words: what the findings say of it, who lives elsewhere, consent, breaks."""

from collections.abc import Iterator

from evenhand.foundations import Tally
from evenhand.publish.shelf import Shelf, count_of
from evenhand.publish.tally_words import key_words

_RESIDENCE, _CONSENT = "residence", "no-consent"
_AWAY = ("non_resident", "no_fixed_abode", "not_known")


def trust_pairs(shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """Return what stands under 'How far to trust this': what, and how much. Source: C1, C7, B17."""
    return (*_apart(shelf), *_consent(shelf), *shelf.release.about, *_breaks(shelf))


def _apart(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """People who live elsewhere, have no fixed abode, or of whom it is not known: as areas, else as the records say."""
    areas = [code for code in shelf.areas if shelf.is_apart(code)]
    first = next((one for one in shelf.programme.stages if one.unit == shelf.programme.unit), None)
    for code in areas:
        count = shelf.count(code, first) if first else None
        if first and count:
            said = shelf.say("page.trust_of", count=count.words, what=first.people)
            yield shelf.say("page.trust_apart", who=shelf.area_name(code)), said
    tally = _tally(shelf, _RESIDENCE)
    if areas or tally is None:
        return
    record = shelf.programme.journey.get("record")
    for row in tally.to_rows():
        if row["record"] == record and row["residence"] in _AWAY:
            who = key_words(shelf, row, "residence")
            yield shelf.say("page.trust_residence", who=who), count_of(row, shelf.speech).words


def _consent(shelf: Shelf) -> Iterator[tuple[str, str]]:
    """Rows without consent, by record; nothing where the run has said how many there are."""
    tally = _tally(shelf, _CONSENT)
    if tally is None:
        return
    for row in tally.to_rows():
        who = f"{key_words(shelf, row, 'record')}, {key_words(shelf, row, 'place')}"
        yield shelf.say("page.trust_consent", who=who), count_of(row, shelf.speech).words


def _breaks(shelf: Shelf) -> Iterator[tuple[str, str]]:
    for when, what in shelf.release.breaks:
        yield shelf.say("page.trust_break", what=what.rstrip(".")), shelf.speech.day(when)


def _tally(shelf: Shelf, name: str) -> Tally | None:
    return next((one for one in shelf.release.tallies if one.id == name), None)
