"""The Jinja environment of every page. Settings name it in TEMPLATES."""

from collections.abc import MutableMapping
from functools import cache
from typing import Any

from django.templatetags.static import static
from django.utils import translation
from jinja2 import ChainableUndefined, ChoiceLoader, Environment, PackageLoader, PrefixLoader

from evenhand_service.common.templating import (
    addresses,
    dates,
    fields,
    figures,
    filtering,
    numbers,
    paging,
    pieces,
    selects,
    tables,
    writing,
)


class FlatEnvironment(Environment):
    """Templates hold all names in one mapping: Jinja's chain of two is walked at each import of a macro."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names that a template finds; those of the environment do not change once it is made."""
        return {**self.globals, **(d or {})}


def environment(**options: Any) -> Environment:
    """Return the environment, with GOV.UK's macros under `govuk_frontend_jinja/`.

    A name that a page does not have is empty, since GOV.UK's macros ask for parameters that nobody gave; words are
    marked for translation with `_()` or `{% trans %}`, whose white space is trimmed.
    """
    borrowed = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([options["loader"], borrowed])
    options["undefined"] = ChainableUndefined
    options.pop("autoescape", None)
    made = FlatEnvironment(autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"], **options)
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(  # type: ignore[attr-defined]  (added by the extension)
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    made.globals.update(
        static=_static,
        url=addresses.url,
        query_with=addresses.query_with,
        csrf_field=addresses.csrf_field,
        language=translation.get_language,
        filter_field=filtering.filter_field,
        filter_fields=filtering.filter_fields,
        paged=paging.paged,
        field_parameters=fields.parameters,
        field_kind=fields.kind,
        is_long_select=selects.is_long,
        long_select=selects.long_select,
        errors_of=fields.errors_of,
        table_rows=tables.table_rows,
        words_for_script=writing.words_for_script,
        once=pieces.once,
    )
    made.filters.update(
        day=dates.day,
        month=dates.month,
        moment=dates.moment,
        iso=dates.iso,
        number=numbers.number,
        share=numbers.share,
        size=numbers.size,
        listed=writing.listed,
        lang_attributes=writing.lang_attributes,
        picture=figures.picture,
    )
    return made


@cache
def _static(name: str) -> str:
    """Return the address of a file of styles or scripts, which does not change while a process lives."""
    address: str = static(name)
    return address
