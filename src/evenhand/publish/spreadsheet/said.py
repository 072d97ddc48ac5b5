"""The tables of what is said: findings, and what cannot be said."""

from collections.abc import Iterator

from evenhand.findings import Finding
from evenhand.publish.shelf import Shelf
from evenhand.publish.spreadsheet.sheets import Cell
from evenhand.publish.spreadsheet.tables import Draft


def finding_sheets(shelf: Shelf) -> Iterator[Draft]:
    """Yield the table of findings and that of what cannot be said, where there are any."""
    found = (*shelf.release.findings.headlines, *shelf.release.findings.further)
    if found:
        yield _findings(shelf, found)
    if shelf.release.findings.cannot_say:
        yield _unsaid(shelf)


def _findings(shelf: Shelf, found: tuple[Finding, ...]) -> Draft:
    say = shelf.say
    named = ("area", "area_code", "period", "group", "compared", "step")
    ends = ("least_people", "most_people", "chance")
    return Draft(
        title=say("files.findings.title"),
        lines=(say("files.findings.lead"),),
        heads=[
            say("files.findings.rank"),
            say("files.findings.statement"),
            *(say(f"files.sheet.{name}") for name in named),
            *(say(f"files.findings.{name}") for name in ends),
        ],
        rows=[_finding(shelf, one) for one in found],
    )


def _finding(shelf: Shelf, one: Finding) -> list[Cell | None]:
    return [
        one.rank,
        one.sentence,
        one.area_name,
        one.area,
        shelf.speech.period(one.period),
        one.group_label,
        one.reference_label,
        shelf.programme.stage(one.stage).label,
        min(one.people),
        max(one.people),
        float(f"{one.adjusted_p:.3g}"),
    ]


def _unsaid(shelf: Shelf) -> Draft:
    say, vocabulary = shelf.say, shelf.vocabulary
    rows: list[list[Cell | None]] = []
    for one in shelf.release.findings.cannot_say:
        key = f"files.reason.{one.reason}"
        rows.append(
            [
                one.sentence,
                say(key) if shelf.speech.messages.has(key) else one.reason,
                shelf.area_name(one.area) if one.area else say("files.unsaid.everywhere"),
                vocabulary.characteristic_title(one.characteristic)
                if one.characteristic
                else say("files.unsaid.anything"),
            ]
        )
    heads = (say("files.unsaid.statement"), say("files.unsaid.reason"))
    return Draft(
        title=say("files.unsaid.title"),
        lines=(say("files.unsaid.lead"),),
        heads=[*heads, say("files.sheet.area"), say("files.sheet.characteristic")],
        rows=rows,
    )
