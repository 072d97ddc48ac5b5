"""The findings of a release as rows, each under the key by which it is known again in the next one."""

from evenhand.findings import Finding
from evenhand.publish.kept.figures import step_key
from evenhand.publish.kept.plain import to_plain
from evenhand.publish.kept.types import KeptFinding
from evenhand.publish.kept.whole import KeptStatement
from evenhand.publish.shelf import Division, Shelf
from evenhand.publish.statements import within_sentence

_SAME_NAMES = (
    *(
        "rank",
        "area",
        "area_name",
        "period",
        "characteristic",
        "code_list",
        "edition",
        "group",
        "group_label",
    ),
    *("reference", "reference_label", "measure", "units", "estimate", "lower", "upper"),
    *("ratio", "ratio_lower", "ratio_upper", "adjusted_p", "standing", "short", "lead", "rest", "pooled"),
)
"""What a row calls as the finding does."""


def same_as(shelf: Shelf, one: Finding) -> str:
    """Return the key of a finding: area, programme, stage, characteristic and list, group, reference, measure.

    Not its period, nor the edition of the list: last year's finding by the old list is the same question.
    """
    stage = shelf.programme.stage(one.stage).id
    parts = (one.area, shelf.programme.id, stage, one.characteristic, one.code_list)
    return "|".join((*parts, one.group, one.reference, one.measure))


def kept_findings(shelf: Shelf, slugs: frozenset[str]) -> tuple[KeptFinding, ...]:
    """Return the headlines, then the further findings, in the order of rank. `slugs` are the figures that there are."""
    found = shelf.release.findings
    rows = [_finding(shelf, one, slugs, is_headline=True) for one in found.headlines]
    return (*rows, *(_finding(shelf, one, slugs, is_headline=False) for one in found.further))


def kept_statements(
    shelf: Shelf, found: tuple[Finding, ...], slugs: frozenset[str]
) -> tuple[KeptStatement, ...]:
    """Return findings as the first page says them."""
    return tuple(
        KeptStatement(
            lead=one.lead,
            rest=one.rest,
            within=within_sentence(shelf, one),
            area=one.area,
            same=same_as(shelf, one),
            figure=_figure(shelf, one, slugs),
        )
        for one in found
    )


def _finding(shelf: Shelf, one: Finding, slugs: frozenset[str], *, is_headline: bool) -> KeptFinding:
    stage = shelf.programme.stage(one.stage)
    return KeptFinding(
        same=same_as(shelf, one),
        is_headline=is_headline,
        programme=shelf.programme.id,
        stage=stage.id,
        stage_label=stage.label,
        characteristic_title=shelf.vocabulary.characteristic_title(one.characteristic),
        people_least=min(one.people),
        people_most=max(one.people),
        within=tuple(look.sentence for look in one.within),
        unknowns=one.unknowns.sentence if one.unknowns else "",
        trend=one.trend.sentence if one.trend else "",
        figure=_figure(shelf, one, slugs),
        evidence=to_plain(one.evidence.to_row()),
        **{name: to_plain(getattr(one, name)) for name in _SAME_NAMES},
    )


def _figure(shelf: Shelf, one: Finding, slugs: frozenset[str]) -> str:
    """The chart that the finding rests on: on the first page, else behind it; '' where it is of another period."""
    if one.area not in shelf.areas or one.period != shelf.period(one.area):
        return ""
    division = Division(one.characteristic, one.code_list, one.edition)
    stage = shelf.programme.stage(one.stage).id
    keys = (step_key(kind, one.area, stage, division).slug for kind in ("widest", "step"))
    return next((slug for slug in keys if slug in slugs), "")
