"""Pieces of pages over a release that no longer changes: drawn once for all who may see it, and remembered.

A release is settled once it is approved and its counts are protected. The walls are asked for it at every request before
anything remembered is shown; what is withdrawn, a draft, or exact is drawn anew, and never remembered.
"""

import json
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import get_language
from markupsafe import Markup

from evenhand_service.common.drawn_once import DRAWN_ONCE
from evenhand_service.common.remembered import REMEMBERED
from evenhand_service.common.walls import Walled
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models.releases import Release

M = TypeVar("M", bound=Walled)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page: its title as plain words, and what is drawn."""

    title: str
    html: Markup

    def __len__(self) -> int:
        return len(self.html)


def is_settled(release: Release) -> bool:
    """Whether what is kept of a release stays as it is for everybody who sees it."""
    return release.state == ReleaseState.APPROVED and release.kind == ReleaseKind.PROTECTED


def piece_of(release: Release, key: tuple[Hashable, ...], draw: Callable[[], Piece | None]) -> Piece | None:
    """Return a piece of a page over a release that the person may see; the key says what else it was drawn from."""
    if not is_settled(release):
        return draw()
    # What can still change on an approved release, beside its state.
    changes = (release.community_note, release.approver_name, release.approved_at, release.is_published)
    whole = ("piece of", release.pk, get_language(), changes, *key)
    return REMEMBERED.get(whole, lambda: _drawn_by_anybody(whole, draw))


def _drawn_by_anybody(key: tuple[Hashable, ...], draw: Callable[[], Piece | None]) -> Piece | None:
    """What another process drew, else what is drawn now and told to the others."""
    found = DRAWN_ONCE.held(key)
    if found is not None:
        title, html = json.loads(found)
        return Piece(title=title, html=Markup(html))  # noqa: S704  (what `draw` returned)
    piece = draw()
    if piece is not None:
        DRAWN_ONCE.keep(key, json.dumps([piece.title, str(piece.html)], ensure_ascii=False))
    return piece


def settled_rows(
    model: type[M], ids: Iterable[UUID], fetch: Callable[[list[UUID]], Iterable[M]], *, form: str, size: int
) -> dict[UUID, M]:
    """Return rows of settled releases by id; those that are not remembered are fetched, all at once.

    The caller has found the ids behind the walls, of settled releases. `form` says which of their columns are loaded, and
    `size` about how many bytes one takes. Rows are shared by requests: nobody changes them.
    """
    wanted = list(dict.fromkeys(ids))
    found = {one: REMEMBERED.held((model._meta.label, form, one)) for one in wanted}
    missing = [one for one, row in found.items() if row is None]
    for row in fetch(missing) if missing else ():
        found[row.pk] = REMEMBERED.get(
            (model._meta.label, form, row.pk), lambda row=row: row, size=lambda _: size
        )
    return {one: row for one, row in found.items() if row is not None}


def settled(release: Release, name: str, make: Callable[[], Any], *, size: Callable[[Any], int]) -> Any:
    """Return what is made of a release's kept parts, from memory where the release is settled."""
    if not is_settled(release):
        return make()
    return REMEMBERED.get((name, release.pk), make, size=size)
