"""The analyst's page: one step by one characteristic with all that belongs to it, or small charts side by side."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from evenhand_service.monitoring.dashboard import addresses, figures, queries
from evenhand_service.monitoring.dashboard.picks import Picked, by_of
from evenhand_service.monitoring.dashboard.settings import dashboard
from evenhand_service.monitoring.models.kept import KeptFigure
from evenhand_service.monitoring.models.releases import Release
from evenhand_service.organisations.models import Area

ORDER = ("step", "gap", "trend", "ratio_trend", "process", "staying")
FURTHER = ("borrowed", "not_recorded", "unequal")


def chosen_keys(keys: Sequence[KeptFigure], shown: Picked) -> list[KeptFigure]:
    """Return the charts of what was picked, in the order in which they are read."""
    return [
        one
        for kind in (*ORDER, *FURTHER)
        for one in keys
        if one.kind == kind and one.place == shown.place and _fits(one, shown)
    ]


def _fits(key: KeptFigure, shown: Picked) -> bool:
    """Whether a chart is of what was picked, as far as it is of a step, a characteristic or a group at all."""
    if key.kind in ("unequal", "staying"):
        return key.characteristic == shown.by.partition(":")[0]
    return (
        (not key.stage or key.stage == shown.stage)
        and (not key.characteristic or by_of(key) == shown.by)
        and (not key.group or key.group == shown.group)
    )


def in_full(
    user: Any,
    area: Area,
    release: Release,
    protected: Release,
    near: Sequence[UUID],
    keys: Sequence[KeptFigure],
    shown: Picked,
    asked: Mapping[str, Any],
    language: str,
) -> dict[str, Any]:
    """Return the charts of what was picked and the tables beside them: three queries, however many there are."""
    rows = queries.figures_by_id(user, [one.pk for one in chosen_keys(keys, shown)])
    rows.sort(key=lambda one: (*ORDER, *FURTHER).index(one.kind))
    beside = queries.side_by_side(user, near, language, shown.stage)
    characteristic, _sign, code_list = shown.by.partition(":")
    sections = queries.sections_of(
        user,
        release,
        language,
        kind="beside",
        place=shown.place,
        stage=shown.stage,
        characteristic=characteristic,
        code_list=code_list,
    )

    def ready(row: KeptFigure) -> dict[str, Any]:
        link = addresses.explore(area.code, **asked) + f"#{row.slug}"
        return figures.figure(row, area.code, protected, address=link)

    def of_all(row: KeptFigure) -> dict[str, Any]:
        return figures.figure(row, row.release.area.code, row.release)

    return {
        "figures": [ready(one) for one in rows if one.kind in ORDER],
        "further": [ready(one) for one in rows if one.kind in FURTHER],
        "beside": [of_all(one) for one in beside],
        "tables": [figures.inside(one) for one in sections],
        "tables_title": next((one.title for one in sections), ""),
    }


def all_characteristics(
    user: Any,
    area: Area,
    keys: Sequence[KeptFigure],
    shown: Picked,
    asked: Mapping[str, Any],
    titles: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Return the step by every characteristic, small, each leading to its own page."""
    wanted = [
        one.pk for one in keys if one.kind == "step" and one.place == shown.place and one.stage == shown.stage
    ]
    return [
        figures.small(
            row,
            title=_capital(titles.get(row.characteristic, row.characteristic)),
            address=addresses.explore(area.code, **{**asked, "by": by_of(row), "view": "one", "group": ""}),
        )
        for row in queries.figures_by_id(user, wanted[: dashboard()["charts_at_once"]])
    ]


def all_areas(
    user: Any,
    release: Release,
    near: Sequence[UUID],
    keys: Sequence[KeptFigure],
    shown: Picked,
    language: str,
    names: Mapping[str, str],
    page: str,
) -> tuple[list[dict[str, Any]], Page | None]:
    """Return the same chart of every place of the release, then of the newest releases of other areas."""
    like = next(
        (one for one in keys if one.kind == "step" and one.stage == shown.stage and by_of(one) == shown.by),
        None,
    )
    if like is None:
        return [], None
    everywhere = [release.pk, *near]
    found = Paginator(everywhere, dashboard()["charts_at_once"]).get_page(page)
    rows = queries.same_step_elsewhere(user, list(found), language, like)
    return [_of_area(row, release, names, shown) for row in rows], found


def _of_area(row: KeptFigure, release: Release, names: Mapping[str, str], shown: Picked) -> dict[str, Any]:
    area = row.release.area
    own = row.release_id == release.pk
    name = names.get(row.place, area.name) if own else area.name
    asked = {"release": row.release_id, "place": row.place, "stage": shown.stage, "by": shown.by}
    return figures.small(
        row,
        title=name,
        address=addresses.explore(area.code, **asked),
        name=f"{row.slug}-{str(row.release_id)[:8]}",
    )


def nothing_words(shown: Picked) -> str:
    """Return what is said where there is no chart of what was picked."""
    if shown.view == "areas":
        return _("No other area that you may see has this step by this characteristic.")
    return _(
        "Too few people to show this step by this characteristic. The tables below say what can be told."
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
