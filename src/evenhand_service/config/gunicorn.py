"""How gunicorn serves the pages: a few processes, restarted now and then.

Used by `python -m evenhand_service run` and by the service's unit in docs/how-to/deploy.md.
"""

import os
from shutil import rmtree

wsgi_app = "evenhand_service.config.wsgi:application"
bind = os.environ.get("EVENHAND_BIND", "127.0.0.1:8000")
# Two processes a core fill what one of them waits for the database. Threads of one process take turns at Python's lock,
# and each hands it over late: four processes of one thread answered sooner than two of four (docs/explanation/speed.md).
workers = int(os.environ.get("EVENHAND_WEB_PROCESSES") or min(8, 2 * (os.cpu_count() or 1)))
threads = int(os.environ.get("EVENHAND_WEB_THREADS", "1"))
worker_class = "gthread"
preload_app = True
timeout = 60
graceful_timeout = 20
keepalive = 5
# A process that begins anew has drawn nothing yet, and drops the connections that are kept open: about once a day.
max_requests = 200_000
max_requests_jitter = 50_000
# A request's first line and headers; bodies are limited by the proxy and by the forms themselves.
limit_request_line = 2048
limit_request_fields = 60
# Where beats of its processes go: memory, so that a slow disk does not kill them.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108
# Nothing else steers it: no socket in somebody's home.
control_socket_disable = True
# Paths would stand in an access log; config/request_log.py writes what may be told.
accesslog = None
errorlog = "-"
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "evenhand_service.config.logs.LinesOfJson"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["stderr"], "propagate": False}},
}
# Headers from a proxy are believed from this machine alone.
forwarded_allow_ips = os.environ.get("EVENHAND_PROXIES", "127.0.0.1,::1")


def when_ready(server: object) -> None:
    """Read all addresses and what they need before the processes part, so that the first visitor does not wait for it."""
    from django.urls import get_resolver  # noqa: PLC0415  (Django is set up by then)

    from evenhand_service.common.drawn_once import DRAWN_ONCE  # noqa: PLC0415  (the same)
    from evenhand_service.common.drawn_place import own_place  # noqa: PLC0415  (the same)

    get_resolver().reverse_dict  # noqa: B018  (asking fills it)
    # Made anew at every start, so that nothing in it is older than the code; readable for this account alone.
    DRAWN_ONCE.begin(own_place() / "pieces.sqlite")


def on_exit(server: object) -> None:
    """Remove what the processes told each other."""
    from evenhand_service.common.drawn_once import DRAWN_ONCE  # noqa: PLC0415  (Django is set up by then)

    if DRAWN_ONCE.file is not None:
        rmtree(DRAWN_ONCE.file.parent, ignore_errors=True)


def post_fork(server: object, worker: object) -> None:
    """Open connections of one's own: one that was shared across a fork would mix up two requests."""
    from django.db import connections  # noqa: PLC0415  (Django is set up by then)

    connections.close_all()
