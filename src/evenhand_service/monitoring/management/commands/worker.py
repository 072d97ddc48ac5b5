"""`python -m django worker`: does the work in the background until it is stopped."""

import os
from argparse import ArgumentParser
from uuid import uuid4

from django.core.management.base import BaseCommand

from evenhand_service.monitoring.tasks.worker import LivingWorker


class Command(BaseCommand):
    """Several may run at once, on one machine or several. Ctrl-C or SIGTERM lets the task at hand end first."""

    help = "Check loads and make releases in the background. What a killed worker left is done by the next."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the worker's name and whether it stays."""
        parser.add_argument("--worker-id", default="", help="a name of its own (default: made up)")
        parser.add_argument("--batch", action="store_true", help="end when nothing is left to do")

    def handle(self, *, worker_id: str, batch: bool, **options: object) -> None:
        """Work."""
        name = worker_id or f"{os.uname().nodename[:20]}-{uuid4().hex[:12]}"
        worker = LivingWorker(worker_id=name, batch=batch)
        worker.configure_signals()
        worker.run()
