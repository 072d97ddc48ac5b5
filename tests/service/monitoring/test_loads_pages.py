"""Pages of files: whom they are for, what they show, that they ask the database equally often for one and for three."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.service.builders_accounts import log_in, make_person
from tests.service.builders_monitoring import COUNTS, TREATMENTS, give, make_place, work

pytestmark = pytest.mark.django_db


def test_the_list_asks_equally_often_for_one_and_three(client: Client) -> None:
    place = make_place(purpose=False)
    log_in(client, place.analyst).get("/loads/")
    asked = []
    for files in (1, 3):
        for number in range(files):
            give(place, COUNTS + f"started,2025/26,sex,Men,{70 + files * 10 + number}\n".encode())
        with CaptureQueriesContext(connection) as held:
            page = client.get("/loads/").content.decode()
        asked.append(len(held))
    assert page.count("/loads/") > 4
    assert asked[0] == asked[1]


def test_problems_are_listed_filtered_and_given_as_a_file_without_formulas(client: Client) -> None:
    place = make_place()
    load = give(
        place, TREATMENTS.replace(b"person_id", b"=cmd|' /C calc'!A0,person_id").replace(b"\nb", b"\n=x,b")
    )
    work()
    log_in(client, place.analyst)
    page = client.get(f"/loads/{load.pk}/problems/").content.decode()
    assert "1 problem" in page or "problems" in page
    rows = list(
        csv.reader(io.StringIO(client.get(f"/loads/{load.pk}/problems.csv").content.decode("utf-8-sig")))
    )
    assert rows[0] == ["line", "column", "rule", "mend"]
    assert len(rows) > 1
    assert not [cell for row in rows for cell in row if cell[:1] in "=+@\t\r" and cell]


def test_another_partnerships_load_is_not_found_on_any_page(client: Client) -> None:
    place, elsewhere = make_place(), make_place()
    load = give(place, TREATMENTS)
    work()
    log_in(client, elsewhere.lead)
    for address in ("", "problems/", "problems.csv", "withdraw/"):
        assert client.get(f"/loads/{load.pk}/{address}").status_code == 404
    assert client.post(f"/loads/{load.pk}/approve/").status_code == 404
    assert client.get("/loads/").content.decode().count(str(load.pk)) == 0


@pytest.mark.parametrize("address", ["/loads/", "/loads/new/", "/runs/", "/runs/new/"])
def test_who_has_no_such_right_gets_no_such_page(client: Client, address: str) -> None:
    assert client.get(address).status_code == 302
    log_in(client, make_person("panel-member"))
    assert client.get(address).status_code == 403


def test_what_the_library_said_of_a_file_is_read_in_welsh(client: Client) -> None:
    place = make_place(purpose=False)
    content = COUNTS + b"started,2024-13,sex,Men,5\n"
    load = give(place, content)
    work()
    log_in(client, place.analyst)
    client.cookies["django_language"] = "cy"
    page = client.get(f"/loads/{load.pk}/").content.decode()
    assert "Ni ellir deall &#39;period&#39;." in page
    assert "can&#39;t be understood" not in page
    listed = client.get(f"/loads/{load.pk}/problems/").content.decode()
    assert "Ysgrifennwch gyfnod fel 2024, 2024-03, 2024-Q1" in listed
    assert "Ni ellir deall 'period'." in client.get(f"/loads/{load.pk}/problems.csv").content.decode()
    told = {
        "place": f"{place.partnership.pk}:{place.area.pk}",
        "files": [SimpleUploadedFile("a.pdf", b"%PDF-1.7 x")],
    }
    refused = client.post("/loads/new/", told).content.decode()
    assert "beth bynnag a ddywed ei henw" in refused
