import os
import pytest
from tests.service.organisations.stores import Place
from tests.service.builders_organisations import *
from tests.service.builders_accounts import make_person, give_role
from tests.service.builders import as_builder
from tests.service.journeys.looks import axe_finds, sticks_out
from evenhand_service.organisations.models import *
from django.utils import timezone
from datetime import date


@pytest.mark.django_db(transaction=True)
def test_look(walker):
    place = Place()
    give_role(place.lead, "data-protection-officer", place.council, place.area)
    s = make_service(
        place.provider,
        offers=["advice", "naloxone", "prescribing"],
        languages=["en", "ur", "cy"],
        groups=["women"],
        women_only_hours="Tuesdays 10 to 12",
        is_public=True,
        address="1 Quay\nAberwen",
        phone="01234",
    )
    with as_builder():
        ServiceWords.objects.create(service=s, language="ur", name="مرکز", about="یہاں کوئی سنتا ہے۔")
        ag = Agreement.objects.get()
        ag.review_date = date(2026, 3, 1)
        ag.save()
        Certificate.objects.create(
            area=place.area,
            made_at=timezone.now(),
            lines=[{"kind": "test", "number": 12, "why": "Older than 1095 days."}],
            fingerprint="ab" * 32,
        )
        cert = Certificate.objects.get()
    draft = make_purpose(place.area, complete=False, title="Draft file")
    a = place.area.code
    pages = {
        "home": "",
        "areas": "areas/",
        "area": f"areas/{a}/",
        "standing": f"areas/{a}/standing",
        "orgs": "organisations/",
        "org": f"organisations/{place.provider.pk}/",
        "orgadd": "organisations/add",
        "ags": "agreements/",
        "ag": f"agreements/{ag.pk}/",
        "agadd": f"agreements/add?area={a}",
        "purps": "purposes/",
        "purp": f"purposes/{place.purpose.pk}/",
        "draft": f"purposes/{draft.pk}/",
        "purpadd": f"purposes/add?area={a}",
        "obj": f"purposes/{place.purpose.pk}/objections/add",
        "tmpl": "purposes/templates/",
        "svcs": "services/",
        "svc": f"services/{s.pk}/",
        "svcadd": f"services/{s.pk}/change",
        "words": f"services/{s.pk}/words?language=ur",
        "kept": f"kept/{a}/",
        "period": f"kept/{a}/periods/test",
        "erase": f"kept/{a}/remove-a-person",
        "cert": f"kept/certificates/{cert.pk}/",
    }
    walker.page.set_default_timeout(90_000)
    walker.page.set_default_navigation_timeout(90_000)
    walker.as_(place.lead)
    for lang in os.environ.get("LANGS", "en").split(","):
        walker.reads(lang)
        for name, path in pages.items():
            walker.wide()
            st = walker.goes_to("/partnership/" + path)
            walker.page.wait_for_url("**/partnership/**")
            walker.page.wait_for_load_state("load")
            f = axe_finds(walker.page)
            walker.page.screenshot(path=f"/tmp/shots/{name}-{lang}.png", full_page=True)
            walker.narrow()
            f2 = sticks_out(walker.page)
            walker.page.screenshot(path=f"/tmp/shots/{name}-{lang}-320.png", full_page=True)
            print(lang, name, st, f, f2, walker.complaints)
            walker.complaints.clear()
