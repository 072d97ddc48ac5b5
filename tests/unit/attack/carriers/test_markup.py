"""Pages in pieces: what is seen, what is not, and what is not well formed."""

from evenhand.attack.carriers.markup import Kind, pieces


def seen(page: str) -> dict[str, bool]:
    return {one.text: one.seen for one in pieces(page) if one.kind is Kind.TEXT}


def test_words_are_seen_unless_something_hides_them() -> None:
    page = """<p>a</p><p hidden>b</p><p aria-hidden="true">c</p><p style='display:none'>d</p><template>e</template>"""
    assert seen(page) == {"a": True, "b": False, "c": False, "d": False, "e": False}


def test_what_stands_within_a_hidden_element_is_hidden_and_what_follows_is_seen() -> None:
    assert seen("<div hidden><p>a</p><b>b</b></div><p>c</p>") == {"a": False, "b": False, "c": True}


def test_a_class_that_the_style_hides_is_hidden() -> None:
    page = "<style>.x,.y p{display:none}.z{color:red}@media print{.w{display:none}}</style>"
    assert seen(f"{page}<p class=x>a</p><p class='z w'>b</p>") == {"a": False, "b": True}


def test_an_end_without_a_beginning_closes_nothing() -> None:
    assert seen("</div><div hidden><p>a</i></div>b") == {"a": False, "b": True}


def test_an_element_without_an_end_holds_nothing() -> None:
    assert seen('<img hidden alt="a"><br/>b<hr hidden />c') == {"b": True, "c": True}


def test_comments_scripts_and_data_are_pieces_that_nobody_sees() -> None:
    page = '<!-- a --><![CDATA[b]]><script type="x">c</script><style>d</style>'
    kinds = {
        one.text.strip(): one.kind for one in pieces(page) if not one.seen and one.kind is not Kind.ATTRIBUTE
    }
    assert kinds == {"a": Kind.COMMENT, "b": Kind.COMMENT, "c": Kind.SCRIPT, "d": Kind.STYLE}


def test_attributes_are_read_however_they_are_quoted() -> None:
    page = "<p A=\"1 &lt; 2\" b='3' c=4 d>"
    assert {one.name: one.text for one in pieces(page) if one.kind is Kind.ATTRIBUTE} == {
        "a": "1 < 2",
        "b": "3",
        "c": "4",
        "d": "",
    }


def test_a_lone_bracket_is_no_markup() -> None:
    assert seen("1 < 2") == {"1 ": True, " 2": True}
