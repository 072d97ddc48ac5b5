"""The interface held against its own description, by requests that a machine thinks up: deterministic, few, in process.

Each answer has to be as the OpenAPI document says, none may be a fault of ours, none may come without a token.
"""

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from evenhand_service.monitoring.models.kept import KeptFinding
from evenhand_service.monitoring.models.runs import Run
from evenhand_service.publication.api.frame import api
from evenhand_service.publication.settled import told
from tests.service.builders import as_builder
from tests.service.builders_accounts import make_person
from tests.service.builders_monitoring import NOW, give, make_place
from tests.service.builders_organisations import make_service
from tests.service.builders_publication import token_of
from tests.service.builders_releases import make_release

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OPERATIONS = sorted((path, method) for path, methods in api.described["paths"].items() for method in methods)


@pytest.fixture(autouse=True)
def _as_often_as_one_likes(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("read", "write"):
        monkeypatch.setitem(told("api")["limits"], kind, {"seconds": 60, "token": 10**6, "address": 10**6})


@pytest.fixture
def schema(db: None) -> Iterator[Any]:
    """The document as a program gets it; the connection stays the test's own between requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def known(db: None) -> Mapping[str, Any]:
    """What is there to be asked for: a place with a release, a load, a service; and the people who ask."""
    place = make_place()
    release = make_release(place.area, published=True)
    load = give(place)
    with as_builder():
        run = Run.objects.create(
            area=place.area, programme="arrest-to-treatment", policy="open-5", asked_at=NOW
        )
    service = make_service(place.provider, is_public=True)
    return {
        "lead": token_of(place.lead),
        "manager": token_of(place.manager),
        "viewer": token_of(make_person("regional-viewer", area=place.area)),
        "parameters": {
            "code": place.area.code,
            "organisation_id": str(place.partnership.pk),
            "release_id": str(release.pk),
            "finding_id": str(KeptFinding.objects.visible_to(None).filter(release=release)[0].pk),
            "load_id": str(load.pk),
            "run_id": str(run.pk),
            "service_id": str(service.pk),
            "language": "en",
            "slug": "pathway-x1",
            "name": "counts.csv",
        },
    }


def _try(
    operation: Any, token: str, known: Mapping[str, Any], mode: GenerationMode, examples: int
) -> set[int]:
    """Ask one operation a few times, every other time for something that is there; return how it answered."""
    answered: set[int] = set()
    turn = count()

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        if mode is GenerationMode.POSITIVE and case.path_parameters and next(turn) % 2 == 0:
            named = known["parameters"]
            case.path_parameters = {
                name: named.get(name, value) for name, value in case.path_parameters.items()
            }
        # A file may be well described and still be none that can be read, or for a place that there is not.
        refused = [positive_data_acceptance] if case.method == "POST" else []
        response = case.call_and_validate(
            headers={"Authorization": f"Bearer {token}"}, excluded_checks=refused
        )
        answered.add(response.status_code)

    ask()
    return answered


def test_every_operation_keeps_to_its_description(
    schema: Any, known: Mapping[str, Any], subtests: pytest.Subtests
) -> None:
    for path, method in OPERATIONS:
        with subtests.test(operation=f"{method} {path}"):
            operation = schema[path][method]
            answered = _try(operation, known["lead"], known, GenerationMode.POSITIVE, 4)
            assert method != "get" or 200 in answered
            assert 200 not in _try(operation, known["lead"], known, GenerationMode.NEGATIVE, 3)


@pytest.mark.parametrize("who", ["manager", "viewer"])
def test_roles_that_may_less_are_answered_as_described(
    schema: Any, known: Mapping[str, Any], subtests: pytest.Subtests, who: str
) -> None:
    for path, method in OPERATIONS:
        with subtests.test(operation=f"{method} {path}"):
            _try(schema[path][method], known[who], known, GenerationMode.POSITIVE, 2)
