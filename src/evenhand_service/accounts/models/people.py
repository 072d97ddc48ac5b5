"""People who log in, what each role may do, and who holds which role where and until when."""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from evenhand_service.common.privacy import OPERATIONAL, SECRET, STAFF
from evenhand_service.common.walls import Wall, Walled


class People(BaseUserManager["User"]):
    """Makes people; there are no superusers: what somebody may do stands in their memberships."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Return a new person; without a password they cannot log in until they choose one."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who logs in, known by an e-mail address. Not behind a wall: it is read before anybody is known."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=[("en", "English"), ("cy", "Cymraeg")], default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True, blank=True)

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]
    # Django asks these of a user; roles decide, and nobody is above the walls.
    is_staff = False
    is_superuser = False

    privacy: ClassVar = {
        "id": OPERATIONAL,
        "password": SECRET,
        "last_login": STAFF,
        "email": STAFF,
        "name": STAFF,
        "language": STAFF,
        "is_active": OPERATIONAL,
        "joined_at": OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(Lower("email"), name="one_person_an_address")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """Return the name, for pages and letters."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name."""
        return self.name

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Nobody has permissions of Django's kind."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """Nobody has permissions of Django's kind."""
        return False


class RolePermission(Walled):
    """One thing that a role may do; filled from data/roles.toml whenever tables are made."""

    role = models.CharField(max_length=40)
    permission = models.CharField(max_length=40)

    wall = Wall(area="", also_see="true", audit="none", unaudited="the same as a file of the program")
    privacy: ClassVar = {"id": OPERATIONAL, "role": OPERATIONAL, "permission": OPERATIONAL}

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["role", "permission"], name="a_role_may_something_once")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.permission}"


class Membership(Walled):
    """A role that a person holds in an organisation and an area, from one day to another. Source: J2; A1-A3."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=40)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="memberships"
    )
    area = models.ForeignKey("organisations.Area", on_delete=models.PROTECT, related_name="memberships")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="given")
    given_at = models.DateTimeField(null=True)

    wall = Wall(see="see-people", change="manage-people", also_see="{row}.user_id = {me}")
    privacy: ClassVar = {
        "id": OPERATIONAL,
        "user": OPERATIONAL,
        "role": OPERATIONAL,
        "organisation": OPERATIONAL,
        "area": OPERATIONAL,
        "starts": OPERATIONAL,
        "ends": OPERATIONAL,
        "given_by": OPERATIONAL,
        "given_at": OPERATIONAL,
    }

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends__isnull=True) | models.Q(ends__gte=models.F("starts")),
                name="a_membership_ends_after_it_starts",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["user", "role"])]

    def __str__(self) -> str:
        return f"{self.role} {self.starts}"

    def runs_on(self, day: date) -> bool:
        """Return whether the role is held on a day."""
        return self.starts <= day and (self.ends is None or self.ends >= day)
