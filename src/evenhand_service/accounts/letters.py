"""Letters by e-mail: one template each, whose first line is the subject, in the reader's language.

Nothing of a letter is logged, and no address stands in a link.
"""

from typing import Any

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from evenhand_service.accounts.models import User


def send_letter(name: str, *, to: str, language: str | None = None, **told: Any) -> None:
    """Send a letter of jinja2/accounts/letters; in the language of whoever has the address, else the page's."""
    known = User.objects.filter(email__iexact=to).values_list("language", flat=True).first()
    with translation.override(language or known or translation.get_language()):
        text = render_to_string(f"accounts/letters/{name}.jinja", told)
    subject, _line, body = text.strip().partition("\n")
    EmailMessage(subject=subject.strip(), body=body.strip() + "\n", to=[to]).send()
