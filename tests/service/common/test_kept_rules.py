"""What of a form is kept, that it is locked, and how a page is filled in again."""

import pytest
from django.test import override_settings

from evenhand_service.common.kept.refill import refill
from evenhand_service.common.kept.rules import keepable
from evenhand_service.common.kept.sealing import NotOpened, Typed, browser_mark, seal, unseal

TYPED = Typed(path="/notes", page="/notes?a=1", fields={"text": ["Nobody asked in Sylheti"]}, files=[])
FORM = """<form method="post" action="/notes"><input type="hidden" name="csrfmiddlewaretoken" value="new">
<input class="govuk-input" id="id_title" name="title" type="text" value="old &amp; wrong">
<input name="empty" type="text"/>
<textarea name="text" rows="5">
</textarea>
<select name="step"><option value="a" selected>A</option><option value="b">B</option></select>
<input type="radio" name="who" value="1" checked> <input type="radio" name="who" value="2">
<input type="checkbox" name="what" value="x" checked><input type="checkbox" name="what" value="y">
<input type="password" name="password" value=""><input type="file" name="file"></form>"""


def test_what_proves_who_somebody_is_is_never_kept() -> None:
    sent = {
        "text": ["a"],
        "new_password1": ["b"],
        "otp_code": ["c"],
        "csrfmiddlewaretoken": ["d"],
        "kept": ["e"],
    }
    assert keepable(sent.items()) == {"text": ["a"]}


def test_what_was_typed_is_locked_with_the_browsers_key_and_the_installations_secret() -> None:
    sealed = seal(TYPED, key="mine")
    assert b"Sylheti" not in sealed
    assert unseal(sealed, key="mine") == TYPED
    with pytest.raises(NotOpened):
        unseal(sealed, key="yours")
    with override_settings(SECRET_KEY="another installation"), pytest.raises(NotOpened):
        unseal(sealed, key="mine")
    assert "mine" not in browser_mark("mine")


def fill(page: str, **fields: list[str]) -> str:
    return refill(page, page="/notes", path="/notes", fields=fields).html


def test_every_kind_of_field_is_filled_in_again() -> None:
    made = fill(
        FORM,
        title=['A "new" <title>'],
        text=["\nfirst line\n<b>"],
        step=["b"],
        who=["2"],
        what=["y"],
        empty=["x"],
    )
    assert 'value="A &quot;new&quot; &lt;title&gt;"' in made
    assert "old &amp; wrong" not in made
    assert '<input value="x" name="empty" type="text"/>' in made
    # A browser takes one line break after the tag away: the one that was typed stays.
    assert '<textarea name="text" rows="5">\n\nfirst line\n&lt;b&gt;</textarea>' in made
    assert '<option value="a">A</option><option selected value="b">B</option>' in made
    assert (
        '<input type="radio" name="who" value="1"> <input checked type="radio" name="who" value="2">' in made
    )
    assert (
        '<input type="checkbox" name="what" value="x"><input checked type="checkbox" name="what" value="y">'
        in made
    )


def test_a_field_that_was_not_sent_stays_as_the_page_made_it_but_ticks_are_those_that_were_sent() -> None:
    made = fill(FORM, title=["t"])
    assert '<textarea name="text" rows="5">\n</textarea>' in made
    assert "checked" not in made
    assert 'name="csrfmiddlewaretoken" value="new"' in made


def test_fields_that_come_more_than_once_are_filled_in_their_order() -> None:
    rows = '<form method="post"><input name="row"><input name="row"><input name="row"></form>'
    made = fill(rows, row=["one", "two"])
    assert made.index('value="one"') < made.index('value="two"') < made.index('value=""')


def test_forms_that_go_elsewhere_and_searches_are_left_alone() -> None:
    other = '<form method="post" action="/other"><input name="title"></form>'
    other += '<form action="/notes"><input name="title"></form>'
    made = refill(other, page="/notes", path="/notes", fields={"title": ["t"]})
    assert (made.html, made.found) == (other, False)


def test_what_was_typed_cannot_become_part_of_the_page() -> None:
    made = fill(FORM, title=['"><script>alert(1)</script>'], text=["</textarea><script>alert(1)</script>"])
    assert "<script>" not in made


def test_a_password_field_stays_empty() -> None:
    assert 'name="password" value=""' in fill(FORM, password=["secret"], title=["t"])
