"""Themes and aims of a plan by the words of a document's headings; made where the plan has none."""

from django.utils.translation import gettext_lazy as _

from evenhand_service.plan.models import Aim, Plan, Theme
from evenhand_service.plan.operations.plans import add_aim, add_theme


def theme_of(plan: Plan, words: str, *, supporting: bool) -> Theme:
    """Return the theme of a plan that words name, '2. Commissioning' as printed; made where the plan has none."""
    reference, title = split_heading(words)
    found = plan.themes.filter(title__iexact=title).first()
    if found is not None:
        return found
    return add_theme(
        plan=plan, title=title or str(_("Without a theme")), reference=reference, is_supporting=supporting
    )


def split_heading(words: str) -> tuple[str, str]:
    """Return a heading's number and its words: '4. Data Collection' is ('4', 'Data Collection')."""
    first, _space, rest = words.strip().partition(" ")
    number = first.rstrip(".)")
    if rest and number and len(number) <= 6 and number[0].isdigit():
        return number, rest.strip()
    return "", words.strip()


def aim_of(theme: Theme, words: str) -> Aim | None:
    """Return the aim of a theme that words say; made where the theme has none, None for no words."""
    if not words.strip():
        return None
    found = theme.aims.filter(wording=words.strip()).first()
    return found or add_aim(theme=theme, wording=words.strip())
