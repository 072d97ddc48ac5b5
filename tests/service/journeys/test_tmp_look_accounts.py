import os
import pytest
from datetime import timedelta
from django.utils import timezone
from django.urls import reverse
from tests.service.builders_accounts import *
from tests.service.builders import as_builder
from tests.service.journeys.looks import axe_finds, sticks_out
from evenhand_service.accounts.people import invitations
from evenhand_service.accounts.tokens.operations import make_token
from evenhand_service.common.who import acting_as
from evenhand_service.accounts.models import *


@pytest.mark.django_db(transaction=True)
def test_look(walker):
    o = make_organisation(make_area())
    a = o.area
    lead = make_person("partnership-lead", o, a, name="Lena Lead")
    ana = make_person("analyst", o, a, name="Ana Analyst")
    give_role(ana, "panel-member", o, a)
    dpo = make_person("data-protection-officer", o, a, name="Dee Officer")
    give_role(dpo, "partnership-lead", o, a)
    new = make_person("analyst", o, a, name="Noa New", second_factor=False)
    panel = make_person("panel-member", o, a, name="Pia Panel")
    with acting_as(lead.pk):
        inv = invitations.invite_person(
            by=lead,
            email="someone.with.a.long.address@example-organisation.test",
            name="Someone New",
            role="analyst",
            organisation=o,
            area=a,
            starts=timezone.localdate(),
            ends=None,
            now=timezone.now(),
        )
        make_token(
            by=lead,
            name="monthly upload",
            scopes=["upload", "see-loads"],
            lasts=timedelta(days=30),
            now=timezone.now(),
        )
    link = "/invitation/" + invitations.sign(inv)
    with acting_as(lead.pk):
        mid = Membership.objects.filter(user=ana).first().pk
    R = lambda n, *x: reverse(n, args=x)
    walks = [
        (None, {"login": R("account_login"), "reset": R("account_reset_password"), "accept": link}),
        (new, {"setup": "/me", "app": R("mfa_activate_totp")}),
        (
            lead,
            {
                "mfa": R("mfa_index"),
                "codes": R("mfa_view_recovery_codes"),
                "addkey": R("mfa_add_webauthn"),
                "again": R("mfa_reauthenticate"),
                "sessions": R("usersessions_list"),
                "password": R("account_change_password"),
                "me": "/me",
                "roles": "/roles",
                "people": "/people",
                "person": R("accounts:show-person", ana.pk),
                "give": R("accounts:give-role", ana.pk),
                "invite": R("accounts:invite-person"),
                "end": R("accounts:end-role", mid),
                "close": R("accounts:close-access", ana.pk),
                "tokens": R("accounts:list-tokens"),
                "maketoken": R("accounts:make-token"),
            },
        ),
        (dpo, {"history": R("accounts:show-person", ana.pk)}),
    ]
    only = os.environ.get("ONLY", "")
    for lang in os.environ.get("LANGS", "en").split(","):
        walker.reads(lang)
        for person, pages in walks:
            for name, path in pages.items():
                if only and name not in only.split(","):
                    continue
                walker.as_(None)
                walker.as_(person) if person is not new else walker._has(
                    "sessionid", session_of(new, second_factor=False)
                )
                walker.wide()
                st = walker.goes_to(path)
                f = axe_finds(walker.page)
                walker.page.screenshot(path=f"/tmp/shots/acc-{name}-{lang}.png", full_page=True)
                walker.narrow()
                f2 = sticks_out(walker.page)
                walker.page.screenshot(path=f"/tmp/shots/acc-{name}-{lang}-320.png", full_page=True)
                print(lang, name, st, walker.page.url[:80], f, f2, walker.complaints)
                walker.complaints.clear()
    # errors
    if not only:
        walker.wide()
        walker.as_(None)
        walker.reads("en")
        walker.goes_to(R("account_login"))
        walker.types(login="x@example.test", password="wrong")
        walker.presses("Log in")
        walker.page.wait_for_load_state("load")
        walker.page.screenshot(path="/tmp/shots/acc-loginerror.png", full_page=True)
        print(axe_finds(walker.page), walker.page.title())
        walker.as_(lead)
        walker.goes_to(R("accounts:invite-person"))
        walker.presses("Send the invitation")
        walker.page.wait_for_load_state("load")
        walker.page.screenshot(path="/tmp/shots/acc-inviteerror.png", full_page=True)
        print(axe_finds(walker.page), walker.page.title())
