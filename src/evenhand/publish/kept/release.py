"""A release as it is kept: all that its pages say and draw, in one language."""

from dataclasses import replace

from evenhand.foundations import EVERYONE, NotProtected
from evenhand.publish.facts import protection_words
from evenhand.publish.kept.areas import kept_areas
from evenhand.publish.kept.figures import kept_figures
from evenhand.publish.kept.findings import kept_findings, kept_statements
from evenhand.publish.kept.sections import kept_sections
from evenhand.publish.kept.whole import KeptGroup, KeptRelease, KeptStage
from evenhand.publish.page import inputs_table, left_out, meta, places, trace
from evenhand.publish.shelf import Shelf
from evenhand.publish.statements import nothing_held, unsaid_sentences
from evenhand.publish.trust import trust_pairs
from evenhand.publish.types import Release
from evenhand.vocabulary import UNKNOWNS


def kept(release: Release) -> KeptRelease:
    """Return the release as plain data; the same release gives the same. Raises NotProtected for anything else.

    Every gate is passed once more: the tables are made again from their parts, as when a release is written.
    """
    if type(release) is not Release:
        raise NotProtected("A release is kept from protected counts alone.")
    shelf = Shelf(replace(release, counts=replace(release.counts)))
    found, protection = release.findings, release.counts.protection
    figures = kept_figures(shelf)
    slugs = frozenset(one.key.slug for one in figures)
    unsaid = unsaid_sentences(found)
    areas = kept_areas(shelf, slugs)
    return KeptRelease(
        run_id=str(release.run.get("run_id", "")),
        language=release.language,
        programme=release.programme.id,
        title=release.programme.title,
        question=release.programme.question,
        places=places(shelf),
        meta=meta(shelf),
        as_at=str(release.run.get("as_at") or ""),
        period=next((one.period for one in areas), ""),
        periods=shelf.periods,
        policy=protection.policy if protection else "",
        protection=protection_words(shelf),
        publishable=protection is not None and protection.publishable,
        headlines=kept_statements(shelf, found.headlines, slugs),
        further=kept_statements(shelf, found.further, slugs),
        nothing_held=nothing_held(shelf),
        cannot_say=unsaid,
        rule=found.rule,
        notes=tuple(one for one in release.programme.notes if one not in unsaid),
        trust=trust_pairs(shelf),
        inputs=inputs_table(shelf),
        left_out=left_out(shelf),
        trace=trace(shelf),
        source=release.programme.source,
        stages=tuple(
            KeptStage(id=one.id, label=one.label, kind=str(one.kind), makes_a_gap=one.makes_a_gap)
            for one in release.programme.stages
        ),
        characteristics=_characteristics(shelf),
        groups=_groups(shelf),
        areas=areas,
        findings=kept_findings(shelf, slugs),
        figures=figures,
        sections=kept_sections(shelf),
    )


def _characteristics(shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """Each characteristic with its title, those that are compared first."""
    held = {row.characteristic for row in shelf.estimates}
    programme = shelf.programme
    order = dict.fromkeys([*programme.compare, *programme.characteristics])
    return tuple((one, shelf.vocabulary.characteristic_title(one)) for one in order if one in held)


def _groups(shelf: Shelf) -> tuple[KeptGroup, ...]:
    """Every group of which something is measured, in words."""
    found = dict.fromkeys(
        (row.division, row.group)
        for row in shelf.estimates
        if row.characteristic != EVERYONE and row.group not in UNKNOWNS
    )
    return tuple(
        KeptGroup(
            characteristic=division.characteristic,
            code_list=division.code_list,
            edition=division.edition,
            group=group,
            label=shelf.group_label(division, group),
        )
        for division, group in found
        if group
    )
