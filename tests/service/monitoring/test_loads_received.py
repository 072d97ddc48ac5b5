"""A file that somebody gives: taken for checking, or refused with what would mend it, and then nothing is kept."""

import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.operations import FileRefused, withdraw_load
from evenhand_service.monitoring.models import Load, LoadChunk, LoadProblem
from evenhand_service.monitoring.private_folder import work_folder
from evenhand_service.organisations.models import Area
from tests.service.builders import as_builder
from tests.service.builders_accounts import log_in, make_area, make_person
from tests.service.builders_monitoring import COUNTS, NOW, TREATMENTS, again, approve, give, make_place, work

pytestmark = pytest.mark.django_db
POLICE = b"""Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,\
Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,Outcome linked to object of search,\
Removal of more than just outer clothing
Person search,2026-01-03T10:00:00+00:00,,,,,Male,18-24,White - English,White,Misuse of Drugs Act 1971 (section 23),\
Controlled drugs,A no further action disposal,False,False
"""


def _kept() -> tuple[int, int]:
    with as_builder():
        return Load.objects.count(), LoadChunk.objects.count()


def test_a_table_of_counts_is_received_checked_and_approved() -> None:
    place = make_place(purpose=False)
    load = give(place)
    assert work() == 1
    load = again(load, place.analyst)
    assert (load.state, load.kind, load.rows_read, load.rows_accepted) == ("checked", "count", 4, 4)
    load = approve(load, place.lead)
    assert load.state == "approved"
    assert load.stored_at


def _bomb() -> bytes:
    """A workbook that unpacks to more than may be held."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", "<Types/>")
        file.writestr("xl/workbook.xml", "<workbook/>")
        file.writestr("xl/worksheets/sheet1.xml", b"0" * (300 << 20))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "counts.csv", "is empty"),
        (b"%PDF-1.7 letter", "counts.csv", "is a PDF, whatever its name says"),
        (b"\x89PNG\r\n", "counts.xlsx", "is a picture, whatever its name says"),
        (b"a,b\n1,2\n", "counts.csv", "in no format that Evenhand knows"),
        (COUNTS.splitlines()[0] + b"\n", "counts.csv", "has headings but no rows"),
        (b"PK\x03\x04 not a workbook", "counts.xlsx", "The file"),
    ],
)
def test_a_file_that_is_no_table_is_refused_before_anything_is_kept(
    content: bytes, name: str, said: str
) -> None:
    place = make_place(purpose=False)
    with pytest.raises(FileRefused) as refused:
        give(place, content, name=name)
    assert said in refused.value.what
    assert refused.value.mend
    assert "evenhand " not in refused.value.mend, "a reader of the page has no command line"
    assert _kept() == (0, 0)
    assert list(work_folder().iterdir()) == []


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    content = _bomb()
    assert len(content) < 1 << 20
    with pytest.raises(FileRefused, match="MiB"):
        give(make_place(purpose=False), content, name="counts.xlsx")
    assert _kept() == (0, 0)


def test_rows_about_people_without_a_complete_purpose_are_refused_and_told_what_is_missing() -> None:
    place = make_place(purpose=False)
    with pytest.raises(FileRefused) as refused:
        give(place, TREATMENTS)
    assert "no complete and running purpose" in refused.value.what
    assert _kept() == (0, 0)


def test_published_searches_need_no_purpose_and_keep_the_month_and_force_of_their_name() -> None:
    place = make_place(purpose=False)
    load = give(place, POLICE, name="2026-01-durham-stop-and-search.csv")
    assert (load.data_class, load.file_name) == ("aggregate", "2026-01-durham-stop-and-search.csv")


@pytest.mark.parametrize(
    "name", ["Sian Parry dob 1990.csv", "../../etc/passwd", "2026-01-durham-stop-and-search.csv", ".csv"]
)
def test_of_a_name_nothing_is_kept_and_it_leads_nowhere(name: str) -> None:
    load = give(make_place(purpose=False), name=name)
    assert load.file_name.startswith("native-counts-")
    assert load.file_name.endswith(f"{load.sha256[:8]}.csv")


def test_the_same_file_twice_is_told_and_after_withdrawal_may_come_again() -> None:
    place = make_place(purpose=False)
    first = give(place)
    with pytest.raises(FileRefused, match="given before"):
        give(place)
    with acting_as(place.analyst.pk):
        withdraw_load(load_id=first.pk, by=place.analyst, because="Wrong month", now=NOW)
    assert give(place).sha256 == first.sha256


def test_who_may_not_upload_here_is_told_so() -> None:
    place, elsewhere = make_place(purpose=False), make_place(purpose=False)
    with pytest.raises(PermissionDenied):
        give(place, by=elsewhere.analyst)


def test_a_file_of_which_no_row_can_be_used_is_refused_with_its_problems() -> None:
    place = make_place(purpose=False)
    bad = give(place, COUNTS.replace(b"2025/26", b"last year"))
    work()
    bad = again(bad, place.analyst)
    assert (bad.state, bad.rows_read, bad.rows_rejected) == ("refused", 4, 4)
    with acting_as(place.analyst.pk):
        assert [one.line for one in LoadProblem.objects.filter(load=bad)] == [2, 3, 4, 5]


def test_a_file_above_the_limit_is_dropped_while_it_comes_in(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from evenhand_service.monitoring.loads import upload_handler
    from evenhand_service.monitoring.loads.settings import load_settings

    small = replace(load_settings(), file_bytes=1000)
    monkeypatch.setattr(upload_handler, "load_settings", lambda: small)
    place = make_place(purpose=False)
    log_in(client, place.analyst)
    told = {
        "place": f"{place.partnership.pk}:{place.area.pk}",
        "files": [SimpleUploadedFile("large.csv", COUNTS * 10), SimpleUploadedFile("small.csv", COUNTS)],
    }
    response = client.post("/loads/new/", told)
    assert response.status_code == 422
    page = response.content.decode()
    assert "large.csv: The file is larger than" in page
    assert "1 file was taken" in page
    assert _kept() == (1, 1)


def test_somebody_whose_role_is_in_a_region_gives_files_of_each_area_in_it(client: Client) -> None:
    place = make_place(purpose=False)
    region = make_area("Region", level="region")
    with as_builder():
        Area.objects.filter(pk=place.area.pk).update(parent=region)
    person = make_person("analyst", place.partnership, region)
    log_in(client, person)
    value = f"{place.partnership.pk}:{place.area.pk}"
    page = client.get("/loads/new/").content.decode()
    assert [each in page for each in (value, f"{place.partnership.pk}:{region.pk}")] == [True, True]
    told = {
        "place": value,
        "files": [SimpleUploadedFile('a "b".txt', b"no table"), SimpleUploadedFile("c.csv", COUNTS)],
    }
    shown = client.post("/loads/new/", told).content.decode()
    assert "a &#34;b&#34;.txt:" in shown
    with as_builder():
        assert Load.objects.get().area_id == place.area.pk
    # The next file most often comes from where the last one did.
    assert f'value="{value}" selected' in client.get("/loads/new/").content.decode()
    elsewhere = make_area("Elsewhere")
    wrong = client.post("/loads/new/", told | {"place": f"{place.partnership.pk}:{elsewhere.pk}"})
    assert wrong.status_code == 422
    with as_builder():
        assert Load.objects.count() == 1
