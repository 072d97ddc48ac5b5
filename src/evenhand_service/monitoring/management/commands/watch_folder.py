"""`python -m django watch_folder`: takes in what another system puts into a folder."""

import time
from argparse import ArgumentParser
from pathlib import Path
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evenhand_service.accounts.models import User
from evenhand_service.accounts.queries import may
from evenhand_service.common.who import acting_as
from evenhand_service.monitoring.loads.folder import Watched, take_in
from evenhand_service.monitoring.loads.settings import load_settings
from evenhand_service.organisations.models import Area, Organisation


class Command(BaseCommand):
    """One folder for each organisation and area. Files are moved to `taken` or `refused`, with a note of why."""

    help = "Take in the files of a folder, in the name of a person who may upload for the organisation."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the folder, whose it is, and in whose name."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--organisation", type=UUID, required=True, help="the organisation's id")
        parser.add_argument("--area", required=True, help="the area's code")
        parser.add_argument(
            "--as", dest="person", type=UUID, required=True, help="the id of who answers for it"
        )
        parser.add_argument("--once", action="store_true", help="look once, and end")

    def handle(
        self, *, folder: Path, organisation: UUID, area: str, person: UUID, once: bool, **options: object
    ) -> None:
        """Look, take in, wait, and look again."""
        watched = self._watched(folder, organisation, area, person)
        given = load_settings()
        while True:
            taken, refused = take_in(watched, now=timezone.now(), still_for_seconds=given.still_for_seconds)
            if taken or refused:
                self.stdout.write(f"{taken} taken, {refused} refused")
            if once:
                return
            time.sleep(given.look_every_seconds)

    def _watched(self, folder: Path, organisation: UUID, area: str, person: UUID) -> Watched:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder. Make it first, for this account alone (chmod 700).")
        by = User.objects.filter(pk=person, is_active=True).first()
        if by is None:
            raise CommandError("There is no such person, or they have left. Name somebody who may upload.")
        with acting_as(person):
            place = Area.objects.filter(code=area).first()
            whose = Organisation.objects.filter(pk=organisation).first()
            if place is None or whose is None:
                raise CommandError("There is no such organisation or area.")
            if not may(by, "upload", area=place.pk):
                raise CommandError("This person may not upload for that area. Give them a role that does.")
        return Watched(folder=folder, organisation=whose, area=place, by=by)
