"""Points in time among tokens: each form in which a day, month, season, quarter or year is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.planning.dates.lexing import Token

_WEEKDAY = "(?:wl?g*)?"
# Longest first; see lexing.LETTERS. The last ones lack a year, or may be read in two ways.
FORMS = (
    ("day", _WEEKDAY + "Dg*Ml?g*Y"),
    ("day_short", _WEEKDAY + "Dg*MD(?!g*M)"),
    ("day_us", _WEEKDAY + "MDl?g*Y"),
    ("date", _WEEKDAY + "N"),
    ("day_financial", _WEEKDAY + "Dg*MF"),
    ("month_financial", "Mg*l?F"),
    ("month", "Ml?g*Y|YM"),
    ("month_year", "P"),
    ("season", "Sl?g*Y|YS"),
    ("season_financial", "Sl?g*F|FS"),
    ("quarter", "Ql?g*f?g*F|Ff?l?g*Q"),
    ("quarter_year", "Ql?g*f?g*Y|YQ"),
    ("next_month", "tM"),
    ("next_season", "tS"),
    ("next_financial", "tf"),
    ("financial", "f?F(?:g*f)?"),
    ("either_year", "fY"),
    ("year", "Y"),
    ("bare_financial", "f"),
    ("either", "Xl?g*Y|X"),
    ("month_day", "MD"),
    ("day_month", _WEEKDAY + "Dg*M"),
    ("bare_month", "M"),
    ("bare_season", "S"),
    ("bare_quarter", "Q"),
    ("bare_day", "D(?=[rlg]+w?g*D[rlg]*[DM])|D(?=[rlg]+w?g*Dg*M)"),
    ("pair", "p"),
)
_PHRASE = re.compile(
    r"(?P<bound>(?:B[gf]*)*)(?P<part>(?:E[grl]*)*)(?:"
    + "|".join(f"(?P<{name}>{form})" for name, form in FORMS)
    + r")(?P<onwards>g*W|[rg]+O)?"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One point in time as written: its form, the tokens of its core, its bound and parts, and its place."""

    form: str
    core: tuple[Token, ...]
    bound: str
    parts: tuple[str, ...]
    first: int
    """The place of its first token; `after` is that of the token after its last."""
    after: int
    said: str
    """Its core as written."""

    def value(self, letter: str) -> str:
        """Return what the first core token of a kind stands for."""
        return next(one.value for one in self.core if one.letter == letter)


def phrases_of(text: str, tokens: Sequence[Token]) -> list[Phrase]:
    """Return the points in time among tokens, in their order."""
    letters = "".join(one.letter for one in tokens)
    return [_phrase(match, text, tokens) for match in _PHRASE.finditer(letters)]


def _phrase(match: re.Match[str], text: str, tokens: Sequence[Token]) -> Phrase:
    form = next(name for name, _ in FORMS if match[name] is not None)
    bounds = [one.value for one in tokens[match.start("bound") : match.end("bound")] if one.letter == "B"]
    core = tuple(tokens[match.start(form) : match.end(form)])
    return Phrase(
        form=form,
        core=core,
        bound="onwards" if match["onwards"] else bounds[-1] if bounds else "",
        parts=tuple(
            one.value for one in tokens[match.start("part") : match.end("part")] if one.letter == "E"
        ),
        first=match.start(),
        after=match.end(),
        said=text[core[0].start : core[-1].end],
    )
