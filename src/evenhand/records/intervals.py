"""Counts that their publisher rounded or hid: between which whole numbers each of them lies, as SQL.

A count rounded to multiples of 5 lies from two below to two above what is printed, since nearer to another
multiple it would be printed as that; rounded to an even number, a half may have gone either way. `<5` says
nought to four; an asterisk says only what its publisher says that it means.
Source: Government Statistical Service, symbols in tables (c confidential, x not available, z not applicable).
"""

NUMBER = r"\+?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.0*)?"
"""A whole number, with or without commas between the thousands."""

_BELOW = r"(<|≤|<=|fewer than|less than|under) ?\d{1,6}"
_HIDDEN = r"\*+|\[?[cs]\]?|\[low\]|suppressed|withheld|hidden|confidential"
_NONE = r"\[?[uxz]\]?|n/?a|[.:]{1,2}|[-–—]+|not available|not applicable|not collected"
_ROUGHLY = r"[>≥~]+ ?\d*|[.:\-–—]+ ?|\[?[a-z]\]?"


def whole(t: str) -> str:
    """Return the SQL of the whole number that the text `t` is; null where it is none."""
    number = f"try_cast(replace(regexp_replace({t}, '\\.0*$', ''), ',', '') AS BIGINT)"
    return f"CASE WHEN regexp_full_match({t}, '{NUMBER}') THEN {number} END"


def is_below(t: str) -> str:
    """Return the SQL of whether a text says that a count is smaller than a number: `<5`."""
    return f"regexp_full_match(lower({t}), '{_BELOW}')"


def is_hidden(t: str) -> str:
    """Return the SQL of whether a text says that there is a count, but not which."""
    return f"({is_below(t)} OR regexp_full_match(lower({t}), '{_HIDDEN}'))"


def is_none(t: str) -> str:
    """Return the SQL of whether a text says that there is no count: not available, not collected."""
    return f"regexp_full_match(lower({t}), '{_NONE}')"


def says_no_number(t: str) -> str:
    """Return the SQL of whether a text is a sign in a count's place, whatever it means."""
    return f"({is_hidden(t)} OR {is_none(t)} OR regexp_full_match(lower({t}), '{_ROUGHLY}'))"


def bounds(t: str, number: str, rounded_to: str, hidden_means: tuple[int, int] | None) -> tuple[str, str]:
    """Return the SQL of the least and the most that a count can be; null where nothing says.

    `t` is the SQL of its text, `number` of the printed number, `rounded_to` of the number of which it is a
    multiple (null where it is exact). `<5` begins where `hidden_means` begins: some publishers hide noughts.
    """
    least, most = hidden_means or (0, None)
    half = f"coalesce({rounded_to} // 2, 0)"
    stated = f"CAST(regexp_extract({t}, '\\d+') AS BIGINT)"
    below = f"{stated} - CASE WHEN regexp_matches({t}, '≤|<=') THEN 0 ELSE 1 END"
    hidden = is_hidden(t) if most is not None else "false"
    lower = (
        f"CASE WHEN {number} IS NOT NULL THEN greatest({number} - {half}, 0) "
        f"WHEN {is_below(t)} THEN least({least}, {below}) WHEN {hidden} THEN {least} END"
    )
    upper = (
        f"CASE WHEN {number} IS NOT NULL THEN {number} + {half} "
        f"WHEN {is_below(t)} THEN {below} WHEN {hidden} THEN {most if most is not None else 'NULL'} END"
    )
    return f"CAST({lower} AS BIGINT)", f"CAST({upper} AS BIGINT)"
