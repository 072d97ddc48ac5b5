"""A worker, or an upload, as a process of its own on the database of a test; it stops at a named place to be killed there.

Run as `python -m tests.service.monitoring.worker_process`, with what it needs in the environment.
"""

import json
import os
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import django


def stop_at(place: str, marker: Path) -> None:
    """Put in place of `module:function` one that tells the test it was reached, and never comes back."""
    module_name, _, name = place.partition(":")
    module = import_module(module_name)

    def reached(*args: Any, **kwargs: Any) -> None:
        marker.touch()
        time.sleep(600)

    setattr(module, name, reached)


def upload(load: dict[str, str]) -> None:
    """Take a file in, as a request does, in one transaction."""
    from evenhand_service.accounts.models import User
    from evenhand_service.common.who import acting_as
    from evenhand_service.monitoring.loads.operations import receive_file
    from evenhand_service.organisations.models import Area, Organisation
    from tests.service.builders_monitoring import COUNTS, NOW

    with acting_as(load["by"]):
        receive_file(
            content=COUNTS,
            given_name="counts.csv",
            area=Area.objects.get(pk=load["area"]),
            organisation=Organisation.objects.get(pk=load["organisation"]),
            by=User.objects.get(pk=load["by"]),
            now=NOW,
        )


def main() -> None:
    """Begin."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "evenhand_service.config.settings.test")
    django.setup()
    from django.db import connections

    connections["default"].settings_dict.update(json.loads(os.environ["TEST_DATABASE"]))
    if place := os.environ.get("TEST_STOP_AT"):
        stop_at(place, Path(os.environ["TEST_MARKER"]))
    if given := os.environ.get("TEST_UPLOAD"):
        upload(json.loads(given))
        return
    from evenhand_service.monitoring.tasks.worker import LivingWorker

    LivingWorker(worker_id=f"process-{os.getpid()}", batch=True).run()


if __name__ == "__main__":
    main()
