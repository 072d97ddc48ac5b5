"""Logs tell what happened and nothing about anybody: names are planted wherever a line could pick one up."""

import json
import logging
import sys
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.urls import path

from evenhand_service.config.logs import LinesOfJson, logging_settings
from evenhand_service.config.request_log import RequestLog

CANARY = "Morfudd-Canary"
TASK = UUID("6f1c3d9e-0f4e-4b52-9a55-2f1f6a3c7d10")

urlpatterns = [path("areas/<str:code>/", lambda request, code: HttpResponse("seen"), name="area-page")]


def line(record: logging.LogRecord) -> dict:
    written = LinesOfJson().format(record)
    assert "\n" not in written
    assert CANARY not in written
    return json.loads(written)


def record(part: str, message: object, *args: object, **extra: object) -> logging.LogRecord:
    made = logging.getLogger(part).makeRecord(part, logging.WARNING, "/code/views.py", 7, message, args, None)
    made.__dict__.update(extra)
    return made


def test_our_messages_keep_ids_numbers_and_names_of_code() -> None:
    told = line(
        record(
            "evenhand.tasks", "task %s of %s: %s, try %s", TASK, "check_load", "django.db.utils.DataError", 2
        )
    )
    assert told["message"] == f"task {TASK} of check_load: django.db.utils.DataError, try 2"
    assert (told["level"], told["part"], told["where"]) == ("warning", "evenhand.tasks", "views:7")


@pytest.mark.parametrize(
    "value", [CANARY, "Ada", "ada@example.org", "1 High Street", "AB123456C", "1984-02-03"]
)
def test_our_messages_leave_out_what_could_be_somebodys(value: str) -> None:
    assert line(record("evenhand.loads", "no row for %s", value))["message"] == "no row for …"
    assert "route" not in line(record("evenhand.request", "answered", route=value))
    assert value not in LinesOfJson().format(record("evenhand.request", "answered", person=value, born=value))


def test_what_others_log_is_told_by_its_place() -> None:
    told = line(record("axes.attempts", f"failed log-in by {CANARY}"))
    assert set(told) == {"at", "level", "part", "where"}
    assert (
        line(record("gunicorn.error", "Error handling request %s", f"/?q={CANARY}"))["message"]
        == "Error handling request %s"
    )


def test_an_error_is_told_by_its_kind_and_where_it_passed() -> None:
    try:
        raise ValueError(f"no such person: {CANARY}")
    except ValueError:
        made = logging.getLogger("django.request").makeRecord(
            "django.request",
            logging.ERROR,
            "/code/base.py",
            1,
            "Internal Server Error: %s",
            (f"/{CANARY}",),
            sys.exc_info(),
        )
    told = line(made)
    assert told["error"] == "ValueError"
    assert told["frames"][-1].startswith("service/platform/test_logs.py:")


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("address", "route"), [(f"/areas/{CANARY}/?born=1984-02-03", "area-page"), (f"/nowhere/{CANARY}", "none")]
)
def test_a_request_is_told_by_its_route(address: str, route: str, caplog: pytest.LogCaptureFixture) -> None:
    request = RequestFactory().post(
        address, {"name": CANARY}, headers={"user-agent": CANARY, "referer": CANARY}
    )
    with caplog.at_level(logging.INFO, logger="evenhand.request"):
        response = RequestLog(lambda request: HttpResponse(status=404 if route == "none" else 200))(request)
    told = line(caplog.records[-1])
    assert (told["method"], told["route"]) == ("POST", route)
    assert told["status"] == str(response.status_code)
    assert told["request"] == response.headers["X-Request-Id"]
    assert int(told["milliseconds"]) >= 0


def test_everything_goes_through_the_one_format() -> None:
    settings = logging_settings()
    assert settings["root"]["handlers"] == ["stderr"]
    assert [handler["formatter"] for handler in settings["handlers"].values()] == ["json"]
    # A logger with handlers of its own would write past it.
    assert not [name for name, one in settings["loggers"].items() if one.get("handlers")]
