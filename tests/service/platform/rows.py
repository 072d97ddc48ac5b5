"""A few rows of every kind that copies must carry: texts with quotation marks, nothing, bytes, numbers, the audit log."""

from datetime import date

from evenhand_service.accounts.models import Membership, User
from evenhand_service.organisations.models import Area, Organisation

DAY = date(2026, 4, 1)


def fill() -> None:
    """Write an area, an organisation and three people with roles; triggers write the log."""
    wales = Area.objects.create(code="W92000004", name="Wales", name_cy="Cymru", level="nation")
    area = Area.objects.create(
        code="W06000015", name='Cardiff, "the city"', level="local_authority", parent=wales
    )
    organisation = Organisation.objects.create(name="Ŵyn\nand, Sons", kind="provider", area=area)
    for name in ("Ada", "Bethan", ""):
        user = User.objects.create_user(f"{name or 'nobody'}@example.org", name=name)
        Membership.objects.create(
            user=user, role="analyst", organisation=organisation, area=area, starts=DAY, ends=None
        )
