"""A release is kept whole and once; who may not see it sees nothing of it, in the query and in the database."""

import json
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from evenhand.publish.kept import KeptRelease, from_plain
from evenhand.publish.views import Figure
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.enums import ReleaseKind, ReleaseState
from evenhand_service.monitoring.models import (
    ExactLook,
    KeptFigure,
    KeptFinding,
    KeptSection,
    KeptText,
    Release,
    ReleaseFile,
)
from evenhand_service.monitoring.releases.operations import store_kept
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_area, make_person
from tests.service.builders_releases import NOW, kept_partnership, make_release

pytestmark = pytest.mark.django_db
PARTS = (KeptText, KeptFigure, KeptSection, KeptFinding, ReleaseFile)


def seen_by(person: Any, model: Any, release: Release) -> tuple[int, int]:
    """Return how many rows of a release a person sees by the filter, and with the filter forgotten."""
    of = {"pk": release.pk} if model is Release else {"release": release}
    with acting_as(person.pk if person else None):
        user = person or SimpleNamespace(is_authenticated=False)
        return model.objects.visible_to(user).filter(**of).count(), model.objects.filter(**of).count()


def test_everything_of_a_release_is_kept_in_both_languages() -> None:
    area = make_area("Riverside")
    release = make_release(area)
    english, welsh = kept_partnership()
    with as_builder():
        texts = {one.language: json.loads(one.body) for one in release.texts.all()}
        figures = KeptFigure.objects.filter(release=release)
        assert {one.language for one in figures} == {"en", "cy"}
        first = figures.get(language="cy", kind="widest")
        findings = list(release.findings.order_by("rank"))
        sections = KeptSection.objects.filter(release=release, language="en").count()
    assert from_plain(KeptRelease, {**texts["en"]}).headlines == english.headlines
    assert texts["cy"]["title"] == welsh.title != english.title
    drawn = next(one.figure for one in welsh.figures if one.key.kind == "widest")
    assert from_plain(Figure, json.loads(first.body)) == drawn
    assert [one.same for one in findings] == [one.same for one in english.findings]
    assert findings[0].words["cy"]["lead"] == welsh.findings[0].lead != english.findings[0].lead
    assert sections == len(english.sections)


def test_a_run_is_kept_once() -> None:
    area = make_area("Riverside")
    first = make_release(area)
    with as_builder():
        again = store_kept(run=first.run, kepts=kept_partnership(), bundles={}, now=NOW)
        assert again.pk == first.pk
        assert KeptText.objects.filter(release=first).count() == 2


def test_files_are_what_was_written_and_none_is_for_our_own_records_alone() -> None:
    release = make_release(make_area("Riverside"))
    with as_builder():
        files = {one.name: one for one in release.files.filter(language="en")}
    assert "run.json" not in files
    assert files["counts.csv"].data.startswith(b"cell_id,")
    assert files["counts.csv"].size == len(files["counts.csv"].data)


@pytest.mark.parametrize("model", [Release, *PARTS])
def test_a_draft_is_seen_by_those_who_may_see_drafts_alone(model: Any) -> None:
    area, elsewhere = make_area("Riverside"), make_area("Elsewhere")
    release = make_release(area, state=ReleaseState.DRAFT)
    analyst = make_person("analyst", area=area)
    assert min(seen_by(analyst, model, release)) > 0
    assert seen_by(make_person("panel-member", area=area), model, release) == (0, 0)
    assert seen_by(make_person("partnership-lead", area=elsewhere), model, release) == (0, 0)
    assert seen_by(None, model, release) == (0, 0)


@pytest.mark.parametrize("model", [Release, *PARTS])
def test_an_approved_release_is_seen_within_its_area_and_published_by_anybody(model: Any) -> None:
    area, elsewhere = make_area("Riverside"), make_area("Elsewhere")
    release = make_release(area)
    panel, outside = make_person("panel-member", area=area), make_person("analyst", area=elsewhere)
    assert min(seen_by(panel, model, release)) > 0
    assert seen_by(outside, model, release) == seen_by(None, model, release) == (0, 0)
    with as_builder():
        Release.objects.filter(pk=release.pk).update(is_published=True, published_at=NOW)
    assert min(*seen_by(outside, model, release), *seen_by(None, model, release)) > 0


@pytest.mark.parametrize("model", PARTS)
def test_of_a_withdrawn_release_its_row_is_left(model: Any) -> None:
    area = make_area("Riverside")
    release = make_release(area, state=ReleaseState.WITHDRAWN, published=True, withdrawn_at=NOW)
    panel, lead = make_person("panel-member", area=area), make_person("partnership-lead", area=area)
    assert seen_by(panel, Release, release) == seen_by(None, Release, release) == (1, 1)
    assert seen_by(panel, model, release) == seen_by(None, model, release) == (0, 0)
    assert min(seen_by(lead, model, release)) > 0


@pytest.mark.parametrize("model", [KeptText, KeptFigure, KeptFinding])
def test_exact_counts_are_seen_while_a_look_with_a_reason_runs(model: Any) -> None:
    area = make_area("Riverside")
    release = make_release(area, policy="internal-exact")
    assert release.kind == ReleaseKind.EXACT
    analyst, panel = make_person("analyst", area=area), make_person("panel-member", area=area)
    assert seen_by(analyst, Release, release) == (1, 1)
    assert seen_by(panel, Release, release) == (0, 0)
    assert seen_by(analyst, model, release) == (0, 0)
    look(release, analyst, hours=-1)
    assert seen_by(analyst, model, release) == (0, 0)
    look(release, analyst, hours=1)
    assert min(seen_by(analyst, model, release)) > 0
    other = make_person("analyst", area=area)
    assert seen_by(other, model, release) == seen_by(panel, model, release) == (0, 0)


def look(release: Release, person: Any, *, hours: int) -> None:
    """Note a look that ends so many hours from now."""
    from django.utils.timezone import now

    with as_builder():
        ExactLook.objects.create(
            release=release,
            area=release.area,
            user=person,
            reason="A case audit needs the counts",
            starts_at=now() - timedelta(hours=2),
            ends_at=now() + timedelta(hours=hours),
        )


def test_exact_counts_keep_no_files_to_download() -> None:
    release = make_release(make_area("Riverside"), policy="internal-exact")
    with as_builder():
        assert not release.files.exists()
