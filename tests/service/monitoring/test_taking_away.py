"""Charts and files to take away, and exact counts: what is downloaded is protected, whatever the page shows."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from evenhand_service.common.audit.models import AuditEntry
from evenhand_service.monitoring.models import ExactLook, Release
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_releases import make_release, make_run

pytestmark = pytest.mark.django_db
WIDEST = "widest-x1-started-ethnicity-ethnicity-18-1-2011"
REASON = "A case audit of the assessments in March"


def take(client: Client, area: Any, release: Release, kind: str, slug: str = WIDEST) -> Any:
    """Ask for a chart as a file."""
    return client.get(reverse("monitoring:download-figure", args=[area.code, release.pk, slug, kind]))


def test_a_chart_is_taken_away_in_every_format(client: Client) -> None:
    area = make_area("Riverside")
    release = make_release(area)
    log_in(client, make_person("panel-member", area=area))
    rows = list(csv.reader(StringIO(take(client, area, release, "csv").content.decode("utf-8-sig"))))
    assert ["Bangladeshi", "50", "175", "29", "21 to 37"] in rows
    book = CalamineWorkbook.from_filelike(BytesIO(take(client, area, release, "ods").content))
    assert book.sheet_names[0] == "Cover"
    assert b"run 7f3c9a2e51d0" in take(client, area, release, "svg").content
    picture = take(client, area, release, "png")
    assert picture.content.startswith(b"\x89PNG")
    assert picture["Content-Disposition"] == f'attachment; filename="{area.code}-{WIDEST}.png"'
    assert take(client, area, release, "exe").status_code == 404
    assert take(client, area, release, "csv", slug="never-there").status_code == 404


def test_a_chart_is_in_the_language_of_the_page(client: Client) -> None:
    area = make_area("Riverside")
    release = make_release(area)
    log_in(client, make_person("panel-member", area=area))
    client.cookies["django_language"] = "cy"
    assert "gwnaed gydag Evenhand" in take(client, area, release, "svg").content.decode()


def test_files_of_a_release_are_sent_as_they_were_written(client: Client) -> None:
    area = make_area("Riverside")
    release = make_release(area)
    log_in(client, make_person("panel-member", area=area))
    address = reverse("monitoring:download-file", args=[area.code, release.pk, "en", "counts.csv"])
    response = client.get(address)
    assert response.content.startswith(b"cell_id,")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    none = reverse("monitoring:download-file", args=[area.code, release.pk, "en", "run.json"])
    assert client.get(none).status_code == 404


def both_kinds(area: Any) -> tuple[Release, Release]:
    """Return the protected and the exact release of one run."""
    with as_builder():
        run = make_run(area)
    return make_release(area, run=run), make_release(area, policy="internal-exact", run=run)


def test_exact_counts_ask_for_a_reason_which_is_kept(client: Client) -> None:
    area = make_area("Riverside")
    protected, exact = both_kinds(area)
    analyst = make_person("analyst", area=area)
    log_in(client, analyst)
    asking = reverse("monitoring:ask-exact", args=[area.code])
    first = reverse("monitoring:show-area", args=[area.code])
    before = client.get(first, {"counts": "exact"}).content.decode()
    assert "Exact counts: not for release" not in before
    refused = client.post(asking, {"reason": "because"})
    assert "a reason has at least 15 letters" in refused.content.decode()
    sent = client.post(asking, {"reason": REASON})
    page = client.get(sent["Location"]).content.decode()
    assert "Exact counts: not for release" in page
    assert "eh-watermark" in page
    assert REASON in page
    with as_builder():
        look = ExactLook.objects.get()
        assert (look.release_id, look.user_id, look.reason) == (exact.pk, analyst.pk, REASON)
        assert AuditEntry.objects.filter(subject="monitoring.exactlook", row_id=str(look.pk)).count() == 1
        told = AuditEntry.objects.get(subject="monitoring.exactlook", row_id=str(look.pk)).told
    assert REASON not in str(told)
    assert f"/releases/{protected.pk}/charts/" in page
    assert f"/releases/{exact.pk}/charts/" not in page


def test_exact_counts_differ_from_what_is_downloaded_beside_them(client: Client) -> None:
    area = make_area("Riverside")
    protected, exact = both_kinds(area)
    log_in(client, make_person("analyst", area=area))
    sent = client.post(reverse("monitoring:ask-exact", args=[area.code]), {"reason": REASON})
    page = client.get(sent["Location"]).content.decode()

    assert "3,531" in page
    assert "3,531" not in take(client, area, protected, "svg", slug="pathway-x1").content.decode()
    assert take(client, area, exact, "svg", slug="pathway-x1").status_code == 404


def test_nobody_else_is_shown_exact_counts(client: Client) -> None:
    area = make_area("Riverside")
    _protected, exact = both_kinds(area)
    log_in(client, make_person("panel-member", area=area))
    assert client.get(reverse("monitoring:ask-exact", args=[area.code])).status_code == 403
    page = client.get(reverse("monitoring:show-area", args=[area.code]), {"counts": "exact"}).content.decode()
    assert "3,531" not in page
    assert (
        client.get(reverse("monitoring:show-area", args=[area.code]), {"release": exact.pk}).status_code
        == 404
    )
