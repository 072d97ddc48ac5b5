"""A kept release as the rows that are stored: pure, nothing is written here."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any
from uuid import UUID

from evenhand.publish.kept import KeptFinding as Finding
from evenhand.publish.kept import KeptRelease, Key, to_plain
from evenhand_service.monitoring.models.kept import (
    KeptFigure,
    KeptFinding,
    KeptSection,
    KeptText,
    ReleaseFile,
)
from evenhand_service.monitoring.models.releases import Release
from evenhand_service.monitoring.releases.fragments import figure_html, table_html

_WORDS = ("area_name", "stage_label", "characteristic_title", "group_label", "reference_label", "short")
_WORDS += ("lead", "rest", "pooled", "within", "unknowns", "trend")
_NUMBERS = ("same", "rank", "is_headline", "standing", "programme", "period", "stage", "characteristic")
_NUMBERS += ("code_list", "edition", "group", "reference", "measure", "units", "estimate", "lower", "upper")
_NUMBERS += ("ratio", "ratio_lower", "ratio_upper", "people_least", "people_most", "adjusted_p", "figure")


def packed(value: Any) -> bytes:
    """Return a kept value as JSON; equal values give equal bytes."""
    plain = to_plain(value)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def list_words(kept: KeptRelease) -> dict[str, Any]:
    """Return what a list says of a release in one language: title, places, period, first statement, protection."""
    periods = dict.fromkeys(one.period_words for one in kept.areas)
    return {
        "title": kept.title,
        "question": kept.question,
        "places": kept.places,
        "period": "; ".join(periods),
        "meta": list(kept.meta),
        "headline": kept.findings[0].short if kept.headlines and kept.findings else kept.nothing_held,
        "protection": kept.protection,
    }


def facts_of(kept: KeptRelease, unwritten: Sequence[str] = ()) -> dict[str, Any]:
    """Return what is the same in every language: periods, places, how many statements, trace."""
    return {
        "places": [one.code for one in kept.areas],
        "periods": list(kept.periods),
        "headlines": len(kept.headlines),
        "findings": len(kept.findings),
        "trace": list(kept.trace),
        "unwritten": list(unwritten),
    }


def text_row(release: Release, kept: KeptRelease) -> KeptText:
    """Return the words of a release in one language; charts, sections and findings are rows of their own."""
    body = packed(replace(kept, figures=(), sections=(), findings=()))
    return KeptText(release=release, language=kept.language, body=body)


def figure_rows(release: Release, kept: KeptRelease) -> Iterator[KeptFigure]:
    """Yield a row for each chart, numbered in the order of the release."""
    for number, one in enumerate(kept.figures):
        yield KeptFigure(
            **_part(release, kept, number, one.key),
            title=one.figure.title,
            lead=one.figure.lead,
            credit=one.credit,
            body=packed(one.figure),
            html=figure_html(to_plain(one.figure), kept.language).encode(),
        )


def section_rows(release: Release, kept: KeptRelease) -> Iterator[KeptSection]:
    """Yield a row for each section of words and tables."""
    for number, one in enumerate(kept.sections):
        html = "".join(table_html(to_plain(table)) for table in one.tables)
        yield KeptSection(
            **_part(release, kept, number, one.key), title=one.title, body=packed(one), html=html.encode()
        )


def _part(release: Release, kept: KeptRelease, number: int, key: Key) -> dict[str, Any]:
    return {
        "release": release,
        "language": kept.language,
        "number": number,
        "kind": key.kind,
        "place": key.area,
        "stage": key.stage,
        "characteristic": key.characteristic,
        "code_list": key.code_list,
        "edition": key.edition,
        "group": key.group,
        "slug": key.slug,
    }


def finding_rows(release: Release, kepts: Sequence[KeptRelease]) -> Iterator[KeptFinding]:
    """Yield a row for each finding: its numbers once, its words in every language."""
    by_key = [{(one.rank, one.same): one for one in kept.findings} for kept in kepts]
    for one in kepts[0].findings:
        said = {
            kept.language: {name: to_plain(getattr(found, name)) for name in _WORDS}
            for kept, own in zip(kepts, by_key, strict=True)
            if (found := own.get((one.rank, one.same)))
        }
        yield _finding(release, one, said)


def _finding(release: Release, one: Finding, said: Mapping[str, Any]) -> KeptFinding:
    numbers = {name: getattr(one, name) for name in _NUMBERS}
    return KeptFinding(
        release=release,
        area_id=release.area_id,
        place=one.area,
        evidence=dict(one.evidence),
        words=said,
        **numbers,
    )


def file_row(release: Release, language: str, name: str, media_type: str, data: bytes) -> ReleaseFile:
    """Return one written file with its size and fingerprint."""
    return ReleaseFile(
        release=release,
        language=language,
        name=name,
        media_type=media_type,
        size=len(data),
        sha256=sha256(data).hexdigest(),
        data=data,
    )


def address(area_code: str, kept: KeptRelease, ends: str, run: UUID, *, exact: bool) -> str:
    """Return the slug of a release: where, what, until when, which run; one for each run and kind."""
    parts = (area_code, kept.programme, ends, str(run)[:8], "exact" if exact else "")
    return "-".join(part for part in parts if part).lower()
