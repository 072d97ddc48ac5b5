"""Whether the service is alive, and whether it is ready: answered before all else, so also without a database."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from evenhand_service.config.database.connections import WORKER
from evenhand_service.monitoring.tasks.settings import task_settings

LIVE, READY = "/health/live", "/health/ready"
_STRONG = "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
# A killed worker's session is gone at once, and one that hangs gives no sign of life: both are asked.
_WORKERS = """
    SELECT EXISTS (SELECT FROM pg_stat_activity WHERE application_name = %s AND usename = current_user)
       AND EXISTS (SELECT FROM monitoring_workerbeat WHERE beat_at > now() - make_interval(secs => %s))
"""
log = logging.getLogger("evenhand.health")


class Health:
    """Answers the two addresses that a supervisor or a proxy asks; they tell nothing that is secret."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.migrated = False

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == LIVE:
            return JsonResponse({"alive": True})
        if request.path_info == READY:
            found = self.look()
            return JsonResponse(
                {"ready": all(found.values()), **found}, status=200 if all(found.values()) else 503
            )
        return self.get_response(request)

    def look(self) -> dict[str, bool]:
        """Return what was looked at and whether it is as it should be."""
        found = {"database": False, "role_without_power": False, "migrated": False, "worker": False}
        connection = connections["default"]
        try:
            with connection.cursor() as cursor:
                found["database"] = True
                cursor.execute(_STRONG)
                found["role_without_power"] = cursor.fetchone() == (False,)
                cursor.execute(_WORKERS, [WORKER, task_settings().silent_seconds])
                found["worker"] = cursor.fetchone() == (True,)
            # What is migrated stays so while this process lives.
            self.migrated = self.migrated or is_migrated()
            found["migrated"] = self.migrated
        except DatabaseError:
            log.warning("the database does not answer")
            connection.close()
        return found


def is_migrated() -> bool:
    """Return whether every migration of this edition has been applied."""
    executor = MigrationExecutor(connections["default"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
