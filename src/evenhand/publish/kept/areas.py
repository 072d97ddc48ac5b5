"""One area of a kept release: its pathway with the exits as rows, and what its first page shows."""

from evenhand.publish.area_section import area_section
from evenhand.publish.kept.figures import first_step_keys
from evenhand.publish.kept.types import Key
from evenhand.publish.kept.whole import KeptArea, KeptStep, StageCount
from evenhand.publish.pathway_figure import beside_words, drawn_stages, left_states, waiting_states
from evenhand.publish.shelf import Shelf
from evenhand.vocabulary import Stage


def kept_areas(shelf: Shelf, slugs: frozenset[str]) -> tuple[KeptArea, ...]:
    """Return the areas in the order of the release."""
    return tuple(_area(shelf, number, area, slugs) for number, area in enumerate(shelf.areas, start=1))


def _area(shelf: Shelf, number: int, area: str, slugs: frozenset[str]) -> KeptArea:
    section = area_section(shelf, number, area)
    by_id = {figure: key.slug for key, figure in first_step_keys(shelf, number, area)}
    need = Key(kind="need", area=area).slug
    period = shelf.period(area)
    counted = (_count(shelf, area, stage) for stage in drawn_stages(shelf.programme))
    return KeptArea(
        code=area,
        name=section.name,
        is_apart=shelf.is_apart(area),
        period=period,
        period_words=shelf.speech.period(period),
        pathway=tuple(one for one in counted if one),
        steps=tuple(
            KeptStep(
                stage=step.stage,
                title=step.title,
                lead=step.lead,
                figures=tuple(by_id[figure.id] for figure in step.figures),
                more_words=step.more_words,
            )
            for step in section.steps
        ),
        need=need if need in slugs else "",
        listening=section.listening,
        share_sentences=section.share_sentences,
    )


def _count(shelf: Shelf, area: str, stage: Stage) -> StageCount | None:
    count = shelf.count(area, stage)
    if count is None:
        return None
    waiting, left = waiting_states(shelf, area, stage), left_states(shelf, area, stage)
    return StageCount(
        stage=stage.id,
        label=stage.label,
        kind=str(stage.kind),
        count=count.words,
        value=None if count.is_hidden else count.value,
        lower=count.lower,
        upper=count.upper,
        of_before=beside_words(shelf, area, stage),
        waiting=tuple((label, one.words) for label, one in waiting),
        left=tuple((label, one.words) for label, one in left),
    )
