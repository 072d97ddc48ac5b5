"""What is of interest in an area: the groups and steps that its headlines name, else its other findings."""

from evenhand.findings import Finding
from evenhand.publish.shelf import Division, Shelf
from evenhand.vocabulary import Stage


def findings_of(shelf: Shelf, area: str) -> tuple[Finding, ...]:
    """Return an area's headlines; where it has none, its first further finding and those at the same step."""
    found = shelf.release.findings
    headlines = tuple(one for one in found.headlines if _is_shown(shelf, one, area))
    further = tuple(one for one in found.further if _is_shown(shelf, one, area))
    return headlines or tuple(one for one in further if one.stage == further[0].stage)


def _is_shown(shelf: Shelf, finding: Finding, area: str) -> bool:
    return finding.area == area and finding.period == shelf.period(area)


def divisions_at(shelf: Shelf, area: str, stage: Stage) -> tuple[Division, ...]:
    """Return the divisions in which a finding of interest stands at a step, in the order of rank."""
    return tuple(dict.fromkeys(_division(one) for one in _at(shelf, area, stage)))


def groups_at(shelf: Shelf, area: str, stage: Stage, division: Division) -> frozenset[str]:
    """Return the groups that a finding of interest names at a step."""
    return frozenset(one.group for one in _at(shelf, area, stage) if _division(one) == division)


def _at(shelf: Shelf, area: str, stage: Stage) -> list[Finding]:
    return [one for one in findings_of(shelf, area) if shelf.programme.stage(one.stage).id == stage.id]


def _division(finding: Finding) -> Division:
    return Division(finding.characteristic, finding.code_list, finding.edition)
