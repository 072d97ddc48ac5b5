"""From a draft to a row: dates and leads read, other actions that it names, and every reason to look twice."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from evenhand.planning.dates import Kind, Stage, When, named_references, read_when, references_in
from evenhand.planning.dates.kinds import waits
from evenhand.planning.dates.lexing import tokens_of
from evenhand.planning.dates.references import tidy
from evenhand.planning.reading.doubts import doubts_of
from evenhand.planning.reading.drafts import Draft
from evenhand.planning.reading.header import Column
from evenhand.planning.reading.leads import LeadsRead, read_leads
from evenhand.planning.rows import Lead, PlanRow
from evenhand.planning.rows.reference import is_reference, split_reference
from evenhand.planning.said import rows_of, together

_BY_NOTE = {"misspelt_month": "date.misspelt", "word_beside_year": "date.word_beside_year"}
"""Doubts that a note of a date brings along."""
_SEVERAL = re.compile(
    r"(?<![\w)])\(?(?:i\)|a\)|1\)).*?(?<![\w)])\(?(?:ii\)|b\)|2\))", re.IGNORECASE | re.DOTALL
)
"""Two aims under one: 'i) ... ii) ...'."""
_OWN = ("reference", "theme", "aim", "action", "progress", "when", "leads")


def build(drafts: Sequence[Draft], written_on: date | None) -> tuple[PlanRow, ...]:
    """Return a row for each draft; what an action waits for is looked up among the numbers of all."""
    named = [_reference_and_action(one) for one in drafts]
    known = {reference for reference, _, _ in named if reference}
    rows = [_row(draft, *own, known, written_on) for draft, own in zip(drafts, named, strict=True)]
    twice = {
        one for one, number in Counter(row.reference for row in rows if row.reference).items() if number > 1
    }
    return tuple(
        replace(row, doubts=(*row.doubts, *doubts_of(["shared_reference"])))
        if row.reference in twice
        else row
        for row in rows
    )


def _reference_and_action(draft: Draft) -> tuple[str, str, list[str]]:
    """The number and the action's words, and doubts about them; a number may begin the words instead of standing alone."""
    said = draft.text("reference") or draft.filled.get("reference", "")
    reference, action = (
        _flat(said).rstrip(".:"),
        _flat(draft.text("action") or draft.filled.get("action", "")),
    )
    if reference:
        return reference, action, [] if is_reference(reference) else ["unlike_number"]
    reference, rest = split_reference(action)
    if reference:
        return _flat(reference), rest, ["reference_in_text"]
    return "", action, ["no_reference"]


def _row(
    draft: Draft, reference: str, action: str, doubts: list[str], known: set[str], written_on: date | None
) -> PlanRow:
    progress = _flat(draft.text("progress"))
    when = _when(draft, known - {reference}, written_on)
    leads, unclear = _leads(draft)
    depends, mentions = _others(reference, (action, progress, *_further_texts(draft)), when, known)
    doubts = [*draft.doubts, *doubts, *_doubts_of_date(when, draft)]
    doubts += ["lead_unclear"] * unclear + ["no_lead"] * (not leads) + ["no_action"] * (not action)
    aim = _flat(draft.text("aim") or draft.filled.get("aim", "")) or (draft.aim.text if draft.aim else "")
    doubts += ["several_aims"] * bool(_SEVERAL.search(aim))
    doubts += ["aim_not_named"] * bool(draft.aim and not draft.aim_is_named)
    doubts += ["dangling"] * bool({tidy(one) for one in (*depends, *mentions)} - {tidy(one) for one in known})
    return PlanRow(
        reference=reference,
        theme=_flat(draft.text("theme") or draft.filled.get("theme", ""))
        or (draft.theme.text if draft.theme else ""),
        aim=aim,
        action=action,
        progress=progress,
        when=when,
        leads=leads,
        depends_on=depends,
        mentions=mentions,
        answers=draft.answers,
        supporting=any(one.supporting for one in (draft.theme, draft.aim) if one),
        further=_further(draft),
        verbatim=draft.verbatim(),
        where=draft.where,
        doubts=doubts_of(doubts),
    )


def _when(draft: Draft, known: set[str], written_on: date | None) -> When:
    """The date of a row: of one column, of a start and an end, or of a deadline and a review side by side."""
    dated = [(column, cell.text) for column, cell in draft.pieces if column.role in ("when", "start", "end")]
    places = {column.heading: column for column, _ in dated}
    start, end = draft.text("start").strip(), draft.text("end").strip()
    if start or end:
        own = draft.text("when").strip()
        said = [("", own)] if own else [("start", start), ("end", end)]
        read = [read_when(text, written_on=written_on, known=known) for _, text in said if text]
        if own:
            return read[0]
        return _from_to(start, end, written_on, known)
    if len(places) > 1:
        return _several(places, dated, written_on, known)
    return read_when(draft.text("when").strip(), written_on=written_on, asked=draft.asks, known=known)


def _from_to(start: str, end: str, written_on: date | None, known: set[str]) -> When:
    first = read_when(start, written_on=written_on, known=known)
    last = read_when(end, written_on=written_on, known=known)
    text = f"{start} – {end}" if start and end else start or end
    kind = last.kind if end else Kind.UNMARKED
    unread = together(one.unread for one, text in ((first, start), (last, end)) if text)
    return replace(
        last,
        text=text,
        kind=kind,
        earliest=first.earliest or last.earliest,
        latest=last.latest,
        unread=unread,
        notes=(*first.notes, *last.notes),
    )


def _several(
    places: dict[str, Column], dated: list[tuple[Column, str]], written_on: date | None, known: set[str]
) -> When:
    """Columns for several dates: the deadline counts where there is one, and all are kept as stages."""
    read = []
    for heading, column in places.items():
        text = "\n".join(said for one, said in dated if one.heading == heading).strip()
        if text:
            read.append((heading, read_when(text, written_on=written_on, asked=column.asks, known=known)))
    if not read:
        return read_when("")
    if len(read) == 1:
        return read[0][1]
    main = next((one for _, one in read if one.kind is Kind.DEADLINE), read[0][1])
    stages = tuple(
        Stage(
            text=one.text,
            label=_flat(heading),
            kind=one.kind,
            earliest=one.earliest,
            latest=one.latest,
            depends_on=one.depends_on,
            mark=one.mark,
        )
        for heading, one in read
    )
    return replace(main, stages=stages)


def _leads(draft: Draft) -> tuple[tuple[Lead, ...], bool]:
    read = _read_columns(draft)
    agency = _flat(draft.text("agency"))
    if not agency:
        return read.leads, read.unclear
    if not read.leads:
        return read_leads(agency).leads, read.unclear
    agencies = re.split(r"\s*[/;\n]\s*", draft.text("agency").strip())
    if len(agencies) != len(read.leads):
        agencies = [agency] * len(read.leads)
    return tuple(
        one if one.agency else Lead(one.name, _flat(other))
        for one, other in zip(read.leads, agencies, strict=True)
    ), read.unclear


def _read_columns(draft: Draft) -> LeadsRead:
    """The leads of each column that names some, one after the other."""
    texts: dict[str, list[str]] = {}
    for column, cell in draft.pieces:
        if column.role == "leads":
            texts.setdefault(column.heading, []).append(cell.text)
    read = [read_leads("\n".join(one)) for one in texts.values()]
    leads = tuple(dict.fromkeys(lead for one in read for lead in one.leads))
    return LeadsRead(leads, any(one.unclear for one in read))


def _others(
    reference: str, texts: Sequence[str], when: When, known: set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What an action waits for, by its date or by a sentence that says so, and every other action that it names."""
    named = {one for one in known if not one.isdigit() and not re.fullmatch(r"\d+(?:\.\d+)+", one)} - {
        reference
    }
    depends = list(when.depends_on)
    mentions: list[str] = []
    for text in texts:
        for sentence in re.split(r"(?<=[.;!?])\s+", text):
            waiting = waits(tokens_of(sentence), sentence, known)
            found = references_in(sentence, known - {reference} if waiting else named)
            (depends if waiting else mentions).extend(found)
    mentions += list(references_in(when.text, named)) + list(named_references(when.text))
    own = tidy(reference)
    waits_for = tuple(dict.fromkeys(one for one in depends if tidy(one) != own))
    return waits_for, tuple(
        dict.fromkeys(one for one in mentions if tidy(one) != own and one not in waits_for)
    )


def _doubts_of_date(when: When, draft: Draft) -> list[str]:
    if not when.text.strip():
        return ["no_date"]
    found = ["date_unread"] if when.unread else []
    told = {one["code"] for one in rows_of(when.notes)}
    found += [code for code, note in _BY_NOTE.items() if note in told]
    dates = len(re.findall(r"\w+", when.text))
    if when.is_dated and not when.stages and dates > 5 and when.kind not in (Kind.ONGOING, Kind.DEPENDENT):
        found.append("date_in_sentence")
    if any(cell.month_only for _, cell in draft.pieces):
        found.append("day_hidden")
    return found


def _further_texts(draft: Draft) -> list[str]:
    return list(_further(draft).values())


def _further(draft: Draft) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, cell in draft.pieces:
        if column.role not in (*_OWN, "start", "end", "agency"):
            name = _flat(column.heading) or "without a heading"
            found[name] = f"{found[name]}\n{cell.text}" if name in found else cell.text
    return found


def _flat(text: str) -> str:
    """Return a text on one line; what a hyphen or stroke breaks over lines is joined."""
    return re.sub(r"\s+", " ", re.sub(r"(?<=[\w/])([-/])\n(?=\w)", r"\1", text)).strip()
