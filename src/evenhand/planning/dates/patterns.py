"""The one pattern that cuts a date's text into tokens; what stands first wins."""

import re
from functools import cache

from evenhand.planning.dates.references import SHAPE
from evenhand.planning.dates.words import Words, load_words, whole

_END = r"(?![^\W_])"
_START = r"(?<![^\W_])"
_CENTURY = r"(?:19|20)\d{2}"


@cache
def token_pattern() -> re.Pattern[str]:
    """Return the pattern of all tokens, a named group for each kind."""
    words = load_words()
    named = {**_numbers(words), **_said(words), **_signs(words)}
    return re.compile("|".join(f"(?P<{name}>{text})" for name, text in named.items()), re.IGNORECASE)


def _numbers(words: Words) -> dict[str, str]:
    """What holds digits, longest first, so that a number is taken for a day when nothing else fits."""
    month = whole(words.months)
    ordinals = "|".join(sorted(words.quarters, key=len, reverse=True))
    quarter = "|".join(words.quarter_words)
    return {
        "mark": r"\(\s*[RD]\s*\)|\[\s*[RD]\s*\]"
        r"|(?-i:(?<![\w/&.])[RD](?=\s*[:–—-]|\s+\w)|(?<=\s)[RD](?=\s*(?:$|[,;\n(])))",
        "action": rf"{_START}(?:actions?|refs?\.?|items?|tasks?|cam)\s*(?:no\.?\s*)?(?:{SHAPE})(?![\w/])",
        "date": r"(?<!\d)(?:\d{4}-\d{2}-\d{2}|\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d{2}))(?![\d/-]|\.\d)",
        "month_year": rf"{month}\s?[-/’'‘]\s?[’'‘]?\d{{2}}(?!\d|/)|{month}\s+[’'‘]\d{{2}}(?!\d)"
        rf"|(?<![\d/])(?:0?[1-9]|1[0-2])/{_CENTURY}(?![\d/])",
        "financial": rf"(?<![\d/]){_CENTURY}(?:\s?/\s?\d{{4}}|\s?[/–-]\s?\d{{2}})(?![\d/]|-\d)"
        r"|(?<![\d/])\d{2}/\d{2}(?![\d/])",
        "pair": r"(?<![\d/])\d{1,2}/\d{1,2}(?![\d/])",
        "year": rf"(?<![\d/.]){_CENTURY}(?![\d/]|\.\d)|(?<=\s)[’'‘]\d{{2}}(?!\d)",
        "quarter": rf"{_START}(?:(?:{'|'.join(words.quarter_letters)})\s?[1-4]|(?:{quarter})\s?[1-4]"
        rf"|(?:{ordinals})\s+(?:{quarter})){_END}",
        "stage": _stage(words),
        "day": r"(?<![\d/.])\d{1,2}(?:\s?(?:st|nd|rd|th|af|ail|ydd|fed|eg|ain))?(?![^\W_]|/)",
    }


def _stage(words: Words) -> str:
    """'Stage 1', 'first stage', 'second', 'draft'."""
    number = r"(?:\d{1,2}|[ivx]{1,4}|one|two|three|four|five|six)"
    stage = "|".join(words.of_kind("stage"))
    return (
        rf"{_START}(?:{stage})\s*{number}{_END}"
        rf"|{whole(words.of_kind('stage_words'))}(?:\s+(?:{stage}){_END})?|\d(?:st|nd|rd|th)\s+(?:{stage}){_END}"
    )


def _said(words: Words) -> dict[str, str]:
    """Words and phrases. What an action waits for stands before 'after' and 'by'; longer ones before shorter."""
    kinds = ("ongoing", "dependent", "recurring", "review", "deadline", "done")
    return {
        **{name: whole(words.of_kind(name)) for name in kinds},
        "weekday": whole(words.joining("weekdays")),
        "month": whole(words.months),
        "season": whole(words.seasons),
        "either": whole(words.ambiguous),
        "year_word": whole(words.financial_year),
        "relative": rf"{_START}(?:this|next|current|the\s+current|the\s+coming){_END}",
        "bound": whole(words.bounds),
        "part": whole(words.parts),
    }


def _signs(words: Words) -> dict[str, str]:
    return {
        "range": rf"{whole(words.joining('range'))}|[–—/-]+",
        "list": rf"{whole(words.joining('list'))}|[,&+]",
        "break": r"[;\n•|]+|\.(?=\s|$)",
        "glue": rf"{whole(words.joining('glue'))}|['’:()\[\]]",
        "word": r"[^\W\d_]+|\S",
    }
