"""Words: lists in a sentence, content in whatever language it was written in, and the words that scripts use."""

import json
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources

from django.utils.translation import get_language, gettext, pgettext
from markupsafe import Markup

_LANGUAGE_TAG = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


def listed(items: Sequence[object]) -> str:
    """Return `a, b and c`; Welsh says `ac` before a vowel."""
    texts = [str(one) for one in items]
    if len(texts) < 2:
        return "".join(texts)
    pattern = (
        pgettext("before a vowel", "%(first)s and %(last)s")
        if texts[-1][:1].lower() in "aeiouwyâêîôûŵŷ"
        else gettext("%(first)s and %(last)s")
    )
    return pattern % {"first": ", ".join(texts[:-1]), "last": texts[-1]}


@cache
def _right_to_left() -> tuple[frozenset[str], frozenset[str]]:
    text = (resources.files("evenhand_service.common") / "data" / "scripts.toml").read_text("utf-8")
    lists = tomllib.loads(text)["right_to_left"]
    return frozenset(lists["languages"]), frozenset(lists["scripts"])


def direction(tag: str) -> str:
    """Return `rtl` or `ltr` for a language tag (BCP 47): the script decides where it is given."""
    languages, scripts = _right_to_left()
    parts = tag.split("-")
    script = next((part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()), "")
    if script:
        return "rtl" if script in scripts else "ltr"
    return "rtl" if parts[0].lower() in languages else "ltr"


def lang_attributes(tag: str | None) -> Markup:
    """Return ` lang="ur" dir="rtl"` for content of any language, nothing where it is the page's own.

    Where nobody said which language it is, the browser finds the direction from the letters.
    """
    if not tag or not _LANGUAGE_TAG.match(tag):
        return Markup(' dir="auto"')
    if tag == get_language():
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(tag, direction(tag))


def words_for_script() -> Markup:
    """Return what GOV.UK's scripts say, in the page's language, as JSON that cannot end its element."""
    return _script_words(get_language())


@cache
def _script_words(_language: str | None) -> Markup:
    words = {
        "accordion": {
            "i18n": {
                "hideAllSections": gettext("Hide all sections"),
                "showAllSections": gettext("Show all sections"),
                "hideSection": gettext("Hide"),
                "showSection": gettext("Show"),
                "hideSectionAriaLabel": gettext("Hide this section"),
                "showSectionAriaLabel": gettext("Show this section"),
            }
        },
        "fileUpload": {
            "i18n": {
                "chooseFilesButton": gettext("Choose file"),
                "dropInstruction": gettext("or drop it here"),
                "noFileChosen": gettext("No file chosen"),
                "enteredDropZone": gettext("Entered drop zone"),
                "leftDropZone": gettext("Left drop zone"),
                "multipleFilesChosen": {
                    "one": gettext("%(count)s file chosen") % {"count": "%{count}"},
                    "other": gettext("%(count)s files chosen") % {"count": "%{count}"},
                },
            }
        },
        "passwordInput": {
            "i18n": {
                "showPassword": gettext("Show"),
                "hidePassword": gettext("Hide"),
                "showPasswordAriaLabel": gettext("Show password"),
                "hidePasswordAriaLabel": gettext("Hide password"),
                "passwordShownAnnouncement": gettext("Your password is visible"),
                "passwordHiddenAnnouncement": gettext("Your password is hidden"),
            }
        },
    }
    return Markup(json.dumps(words, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704  (our own words)
