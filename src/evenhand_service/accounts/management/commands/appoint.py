"""`appoint`: give a role that nobody gives on a page, or the first of an installation."""

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from evenhand_service.accounts.models import User
from evenhand_service.accounts.people.appointing import KEEPER, appoint
from evenhand_service.accounts.people.queries import Area, Organisation
from evenhand_service.accounts.roles import roles
from evenhand_service.accounts.rules import PeopleRefused


class Command(BaseCommand):
    """The first lead, the data protection officer and regional viewers are appointed by whoever runs the installation."""

    help = "Give somebody a role; somebody new gets a link with which they choose a password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take who, which role, and where."""
        parser.add_argument("email")
        parser.add_argument("name", help="as colleagues know them")
        parser.add_argument("role", choices=sorted(roles()))
        parser.add_argument("organisation", help="its name; made if the area has none of this name")
        parser.add_argument("area", help="the area's code")
        parser.add_argument("--kind", default="partnership", help="the kind of an organisation that is made")
        parser.add_argument(
            "--site", default="", help="the address of the service, such as https://evenhand.example"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Appoint, and print the link for somebody new; or say what is in the way."""
        area = Area.objects.using(KEEPER).filter(code=options["area"]).first()
        if area is None:
            raise CommandError(f"There is no area {options['area']}. Nothing was changed.")
        organisation, _made = Organisation.objects.using(KEEPER).get_or_create(
            name=options["organisation"], area=area, defaults={"kind": options["kind"]}
        )
        try:
            person, is_new = appoint(
                email=options["email"],
                name=options["name"],
                role=options["role"],
                organisation=organisation,
                area=area,
                today=timezone.localdate(),
                now=timezone.now(),
            )
        except PeopleRefused as refused:
            raise CommandError(f"{refused} Nothing was changed.") from refused
        self.stdout.write(f"{person.name} holds the role {options['role']} in {area.name}.")
        if is_new:
            self.stdout.write("They choose a password here within an hour; give the link to nobody else:")
            self.stdout.write(self._link(person, options["site"]))

    def _link(self, person: User, site: str) -> str:
        site = site or f"https://{next(iter(settings.ALLOWED_HOSTS), 'localhost')}"
        told = {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}
        return site.rstrip("/") + reverse("account_reset_password_from_key", kwargs=told)
