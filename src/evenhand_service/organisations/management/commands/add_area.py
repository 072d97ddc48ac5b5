"""`add_area`: a place that the vocabulary does not have, such as a site."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from evenhand_service.organisations.areas.operations import add_area
from evenhand_service.organisations.enums import AreaLevel
from evenhand_service.organisations.models import Area


class Command(BaseCommand):
    """Areas decide who sees what, so they are added by whoever runs the installation."""

    help = "Add an area with its code, name and level, and the code of the area it lies in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what an area has."""
        parser.add_argument("code")
        parser.add_argument("name")
        parser.add_argument("--level", choices=AreaLevel.values, default=AreaLevel.PARTNERSHIP)
        parser.add_argument("--within", default="", help="the code of the area it lies in")
        parser.add_argument("--name-cy", default="", help="its name in Welsh")
        parser.add_argument("--starts", type=date.fromisoformat, help="the first day of the code")

    def handle(self, *args: Any, **options: Any) -> None:
        """Add it, or say what is in the way."""
        told = {name: options[name] for name in ("code", "name", "level", "within", "name_cy", "starts")}
        if Area.objects.using("keeper").filter(code=told["code"]).exists():
            raise CommandError(f"There is an area {told['code']} already. Nothing was changed.")
        try:
            area = add_area(**told)
        except Area.DoesNotExist as error:
            raise CommandError(
                f"There is no area {told['within']} that it could lie in. Nothing was changed."
            ) from error
        self.stdout.write(f"{area.code} {area.name} was added.")
