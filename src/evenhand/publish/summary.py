"""The release in a few plain lines, for a terminal."""

from textwrap import wrap

from evenhand.publish.page import meta
from evenhand.publish.shelf import Shelf
from evenhand.publish.statements import nothing_held, unsaid_sentences
from evenhand.publish.types import Release

WIDTH = 100
"""The longest line, in letters."""
SHOWN = 5
"""How many sentences on what cannot be said are printed; the page has the others."""


def text_summary(release: Release) -> str:
    """Return what matters most and what cannot be said, in lines of at most 100 letters."""
    findings = release.findings
    lines = [release.programme.question, *wrap(" · ".join(meta(Shelf(release))), WIDTH), ""]
    protection = release.counts.protection
    if protection is not None and not protection.publishable:
        lines += ["EXACT COUNTS: for entitled staff, not for publication.", ""]
    for number, one in enumerate(findings.headlines, start=1):
        lines += _item(f"{number}. ", one.sentence)
    if not findings.headlines:
        lines += wrap(nothing_held(Shelf(release)), WIDTH)
    if findings.further:
        lines.append(f"Other differences that held: {len(findings.further)}, on the page.")
    unsaid = unsaid_sentences(findings)
    if unsaid:
        lines += ["", "What we cannot say"]
        for sentence in unsaid[:SHOWN]:
            lines += _item("- ", sentence)
        if len(unsaid) > SHOWN:
            lines.append(f"  and {len(unsaid) - SHOWN} more, on the page.")
    return "\n".join(lines) + "\n"


def _item(mark: str, text: str) -> list[str]:
    return wrap(text, WIDTH, initial_indent=mark, subsequent_indent=" " * len(mark))
