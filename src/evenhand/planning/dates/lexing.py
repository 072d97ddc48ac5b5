"""The words of a date as tokens, each of one kind, written as one letter so that grammar is a pattern over letters."""

import re
from dataclasses import dataclass

from evenhand.planning.dates.misspelt import misspelt_month
from evenhand.planning.dates.patterns import token_pattern
from evenhand.planning.dates.words import Words, load_words
from evenhand.planning.said import said as told


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the text, its place, the letter of its kind, and what it stands for."""

    letter: str
    value: str
    start: int
    end: int


LETTERS = {
    "date": "N",  # 31/03/2007, 2007-03-31
    "month_year": "P",  # Mar-07, 03/2007, 2007-03
    "either": "X",  # what can be read in two ways
    "financial": "F",  # 2025/26
    "year": "Y",
    "day": "D",
    "month": "M",
    "season": "S",
    "quarter": "Q",
    "part": "E",  # early, end of
    "bound": "B",  # by, before, from
    "onwards": "W",
    "range": "r",
    "list": "l",
    "glue": "g",
    "weekday": "w",
    "year_word": "f",  # financial year
    "relative": "t",  # this, next
    "break": ";",
    "mark": "k",
    "review": "R",
    "deadline": "L",
    "ongoing": "O",
    "recurring": "C",
    "dependent": "Z",
    "stage": "T",
    "done": "V",
    "action": "A",  # action 1/5
    "pair": "p",  # 1/5 by itself
    "word": "?",
}


def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text in their order; white space is none."""
    words = load_words()
    found = []
    for match in token_pattern().finditer(text):
        name = str(match.lastgroup)
        token = _token(name, match[0], match.start(), match.end(), words)
        if (
            name == "month"
            and match[0].lower() in words.also_words
            and match[0].islower()
            and not _beside(text, match)
        ):
            token = Token(LETTERS["word"], match[0], match.start(), match.end())
        elif name == "word" and _beside(text, match) and (month := misspelt_month(match[0])):
            token = Token(LETTERS["month"], str(month), match.start(), match.end())
        found.append(token)
    return tuple(token for place, token in enumerate(found) if not _is_line_end(found, place))


def _is_line_end(tokens: list[Token], place: int) -> bool:
    """Whether the end of a line divides nothing: in a narrow column 'March' and '2007' stand on two lines."""
    if tokens[place].letter != ";" or tokens[place].value.strip():
        return False
    before = tokens[place - 1].letter if place else ""
    after = tokens[place + 1].letter if place + 1 < len(tokens) else ""
    return after in tuple("YFWM" if before in "DgBEr" else "YFW") or before in tuple("MSBEQgrlDtf")


def _beside(text: str, match: re.Match[str]) -> bool:
    """Whether a number stands beside a word that is a month only then: 'march 2007', not 'may be reviewed'."""
    after, before = text[match.end() :].lstrip(" -,'’/"), text[: match.start()].rstrip(" -/")
    return after[:1].isdigit() or before[-1:].isdigit() or bool(re.search(r"\d(?:st|nd|rd|th)$", before))


def _token(name: str, said: str, start: int, end: int, words: Words) -> Token:
    word = re.sub(r"\s+", " ", said.lower())
    tables = {
        "month": words.months,
        "season": words.seasons,
        "part": words.parts,
        "bound": words.bounds,
    }
    if name == "financial":
        return Token(*_two_years(said, words), start, end)
    if name in tables:
        value = str(tables[name][word])
    elif name == "quarter":
        digit = re.search(r"[1-4]", word)
        value = digit[0] if digit else str(words.quarters[word.split(" ")[0]])
    elif name == "either":
        value = words.ambiguous.get(word, "")
    elif name == "mark":
        value = "R" if "r" in word else "D"
    else:
        value = said if name in ("word", "action") else word
    letter = LETTERS["onwards"] if name == "bound" and value == "onwards" else LETTERS[name]
    return Token(letter, value, start, end)


def _two_years(said: str, words: Words) -> tuple[str, str]:
    """The letter and value of '2025/26', '2006-07' or '25/26': a financial year, a month, or what may be either."""
    first, sign, second = re.split(r"\s?([/–-])\s?", said)
    start, following = words.year_of(first), int(second) % 100 == (int(first) + 1) % 100
    is_month = 1 <= int(second) <= 12 and len(second) == 2
    if len(first) == 2:
        sure = following and int(second) > 12 and start
        return (LETTERS["financial"], str(start)) if sure else (LETTERS["pair"], said)
    if following and (sign in "/–" or not is_month):
        return LETTERS["financial"], first
    if following:
        year, month = first, int(second)
        return LETTERS["either"], told(
            "date.month_or_financial", said=said, month=month, year=year, written=f"{year}/{second}"
        )
    return (LETTERS["month_year"], f"{first}-{second}") if is_month else (LETTERS["word"], said)
