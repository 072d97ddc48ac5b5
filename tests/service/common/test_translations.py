"""The tool for words: what it gathers, what it refuses, and that what it compiles is what gettext reads."""

import gettext
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tools.translations.catalogue import Entry, read, write
from tools.translations.checking import fault_of
from tools.translations.compiling import compile_file
from tools.translations.gather import Word, words_in
from tools.translations.places import APPS, catalogue_path
from tools.translations.unmarked import in_python, in_template

TEMPLATE = """{% extends "x" %}{# a remark with words #}
<h1 title="{{ _("A title") }}">{{ _("Marked %(n)s", n=1) }}</h1>
<p>{% trans count=n %}One row{% pluralize %}{{ count }} rows{% endtrans %} · Evenhand CSV 12 %</p>
{{ buttons(_("Save it now"), cancel=address) }}<p>Bare words</p><input placeholder="Bare placeholder" value="x">
{{ macro({"text": "Bare in a call", "classes": "govuk-button eh-x"}) }}<svg><text>not read</text></svg>
{% if a %}<b>in a branch</b>{% endif %}"""
PYTHON = """
f = forms.CharField(label="Bare label", help_text=_("Marked hint"))
messages.success(request, "Bare message here")
messages.success(request, ngettext("%(n)s row", "%(n)s rows", 3))
raise ValidationError(f"Bare error {x}", code="bare code")
log.info("not read by people")
"""


def test_what_is_marked_is_gathered_from_templates_and_python(tmp_path: Path) -> None:
    template, python = tmp_path / "a.jinja", tmp_path / "b.py"
    template.write_text(TEMPLATE)
    python.write_text(PYTHON)
    assert set(words_in(template)) == {
        Word("A title"),
        Word("Marked %(n)s"),
        Word("One row", "%(count)s rows"),
        Word("Save it now"),
    }
    assert set(words_in(python)) == {Word("Marked hint"), Word("%(n)s row", "%(n)s rows")}


def test_what_is_not_marked_is_found_and_nothing_else() -> None:
    found = [text for _line, text in in_template(TEMPLATE)]
    assert found == ['"Bare in a call"', "Bare words", 'placeholder="Bare placeholder"', "in a branch"]
    assert [text for _line, text in in_python(PYTHON)] == ["Bare label", "Bare message here", "Bare error "]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (None, "has no Welsh"),
        (Entry("Cat", forms=[""]), "has no Welsh"),
        (Entry("Cat", forms=["Cath"], fuzzy=True), "fuzzy"),
        (Entry("%(n)s cats", forms=["cathod"]), "other placeholders"),
        (Entry("cats", forms=["%(n)s cathod"]), "other placeholders"),
        (Entry("{n} cats", forms=["{m} cathod"]), "other placeholders"),
        (Entry("a cat", "%(n)s cats", forms=["cath", "cathod"]), "4 forms"),
        (
            Entry("a cat", "%(n)s cats", forms=["cath", "dwy gath", "cathod", "%(n)s cath"]),
            "other placeholders",
        ),
    ],
)
def test_what_is_wrong_with_welsh_is_said(entry: Entry | None, fault: str) -> None:
    assert fault in (fault_of(entry) or "")


@pytest.mark.parametrize(
    "entry",
    [
        Entry("Cat", forms=["Cath"]),
        Entry("%(n)s cats", forms=["%(n)s cath"]),
        Entry("100%% of %(n)s", forms=["100%% o %(n)s"]),
        Entry("a cat", "%(n)s cats", forms=["un gath", "dwy gath", "%(n)s cath", "%(n)s cath"]),
    ],
)
def test_good_welsh_passes(entry: Entry) -> None:
    assert fault_of(entry) is None


def test_what_is_written_is_read_again_by_us_by_babel_and_by_gettext(tmp_path: Path) -> None:
    path = tmp_path / "django.po"
    entries = [
        Entry('Say "yes"\nor\\no', forms=['Dywedwch "ie"\nneu\\na']),
        Entry("May", context="a month", forms=["Mai"]),
        Entry("a cat", "%(n)s cats", forms=["un gath", "dwy gath", "%(n)s cath", "%(n)s cath "]),
        Entry("doubtful", forms=["amheus"], fuzzy=True),
        Entry("not yet", forms=[""]),
    ]
    write(path, {one.key: one for one in entries})
    assert sorted(read(path).values(), key=str) == sorted(entries, key=str)
    by_babel = read_po(BytesIO(path.read_bytes()))
    assert by_babel.get('Say "yes"\nor\\no').string == 'Dywedwch "ie"\nneu\\na'
    assert by_babel.get("May", "a month").string == "Mai"

    assert compile_file(path)
    assert not compile_file(path), "the second time nothing changes"
    words = gettext.GNUTranslations(BytesIO(path.with_suffix(".mo").read_bytes()))
    assert words.gettext('Say "yes"\nor\\no') == 'Dywedwch "ie"\nneu\\na'
    assert words.pgettext("a month", "May") == "Mai"
    assert [words.ngettext("a cat", "%(n)s cats", n) for n in (1, 2, 5, 8)] == entries[2].forms
    assert (words.gettext("doubtful"), words.gettext("not yet")) == ("doubtful", "not yet")


@pytest.mark.parametrize("app", [app for app in APPS if catalogue_path(app).is_file()])
def test_every_catalogue_is_as_babel_reads_it(app: str) -> None:
    by_babel = read_po(BytesIO(catalogue_path(app).read_bytes()))
    ours = {(one.text, one.context) for one in read(catalogue_path(app)).values()}
    theirs = {(one.id[0] if isinstance(one.id, tuple) else one.id, one.context) for one in by_babel if one.id}
    assert ours == theirs
