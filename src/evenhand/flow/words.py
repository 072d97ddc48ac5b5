"""What a run says of itself in a language: what was left out, what is worth a look, what else is held, what changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from evenhand.foundations import EVERYONE, CountTable
from evenhand.measures.series import SeriesBreak, series_breaks
from evenhand.vocabulary import Programme, Vocabulary
from evenhand.vocabulary.held import Evidence, Held, HeldAs
from evenhand.vocabulary.speech import Speech
from evenhand.vocabulary.translate import load_phrases


def warnings_in(speech: Speech, facts: Mapping[str, Any]) -> list[str]:
    """Return the run's notes as sentences, after those that the counting gave."""
    said = [speech.say(note["key"], **_fields(note)) for note in facts["notes"]]
    return [*facts["counting_notes"], *said]


def _in_words(speech: Speech, label: str) -> str:
    """A label of the vocabulary, which facts keep in English, in the language that is spoken; itself where it has none."""
    return str(load_phrases(speech.language).get(label, label))


def left_out(speech: Speech, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what was left out of the counts, as pairs of words, from numbers that may be shown."""
    for one in facts["excluded"]:
        yield speech.say("flow.left_out", what=_in_words(speech, one["label"])), one["rows"]
    if facts["repeats"] != "0":
        yield speech.say("flow.repeats"), facts["repeats"]
    for one in facts["joined"]:
        if one["rows"] == one["episodes"]:
            continue
        yield speech.say("flow.joined", record=one["record"]), f"{one['rows']} → {one['episodes']}"
    for one in facts["unlinked"]:
        yield (
            speech.say(
                "flow.unlinked",
                record=one["record"].capitalize(),
                reason=_in_words(speech, one["reason"]),
            ),
            one["rows"],
        )
    rows = facts["rows"]
    if rows["without_consent"] != "0":
        yield speech.say("flow.without_consent"), rows["without_consent"]
    refused = speech.say("flow.none") if rows["rejected"] == "0" else rows["rejected"]
    yield speech.say("flow.refused"), speech.say("flow.refused_of", rows=refused, read=rows["read"])
    if facts["ledger"]["differing_cells"]:
        yield (
            speech.say("flow.differing"),
            speech.say("flow.differing_figures", number=f"{facts['ledger']['differing_cells']:,}"),
        )


def audited(speech: Speech, counts: CountTable) -> Iterator[tuple[str, str]]:
    """Yield that the counts were audited, and against what; nothing for counts that are not for publication."""
    if counts.certificate is not None and counts.certificate.counts:
        yield speech.say("flow.audited"), speech.say("flow.audited_how")


def breaks_of(
    counts: CountTable, programme: Programme, vocabulary: Vocabulary
) -> tuple[tuple[str, str], ...]:
    """Return the changes between the periods that are counted: the day, and what changed where. Source: C5, C12."""
    held = set(counts.cells.column("characteristic").unique().to_pylist())
    marks = series_breaks(counts, programme, vocabulary)
    told = [
        one for one in marks if not one.marks_only and (not one.characteristic or one.characteristic in held)
    ]
    return tuple(dict.fromkeys((one.day.isoformat(), _where(one, vocabulary)) for one in told))


def _where(mark: SeriesBreak, vocabulary: Vocabulary) -> str:
    return f"{vocabulary.areas.name(mark.area)}: {mark.what}" if mark.area else mark.what


def evidence_of(
    counts: CountTable, evidence: list[dict[str, Any]], vocabulary: Vocabulary, as_at: date
) -> tuple[tuple[str, str], ...]:
    """Return for each protected characteristic its name and what is held on it. Source: C14; 001 3.9."""
    held = set(counts.cells.column("characteristic").unique().to_pylist()) - {EVERYONE}
    known = vocabulary.what_is_held(held=held, evidence=evidence, as_at=as_at)
    return tuple((one.title, held_words(vocabulary.speech, one)) for one in known)


def held_words(speech: Speech, held: Held) -> str:
    """Return what is held of a characteristic in words: measured, other evidence with its age, or nothing."""
    said = [speech.say("flow.held.measured")] if held.held_as == HeldAs.MEASURED else []
    said += [_evidence_words(speech, one) for one in held.evidence]
    return " ".join(said) or speech.say("flow.held.nothing")


def _evidence_words(speech: Speech, one: Evidence) -> str:
    parts = [one.title, one.held_by]
    if one.years_old is not None:
        parts.append(speech.say("flow.held.years", count=one.years_old))
    else:
        parts.append(speech.say("flow.held.undated"))
    said = ", ".join(part for part in parts if part)
    return f"{said}. {one.note}".strip() if one.note else f"{said}."


def _fields(note: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in note.items() if name != "key"}
