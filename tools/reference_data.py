"""The reference pages made from data files: policies and profiles."""

from collections.abc import Iterator

from evenhand.disclosure import DEFAULT_POLICY, Policy, load_policy, policy_names
from evenhand.disclosure.policy import CELL_KEYS, SUPPRESSION
from evenhand.records import Profile, load_profiles
from evenhand.records.profiles import Column
from tools.reference_words import joined, table, verified

CELLS = {
    "text": "text",
    "code": "one of a list of words",
    "date": "a date: 2024-03-31, 20240331 or 31/03/2024",
    "whole": "a whole number",
    "count": "a whole number",
    "estimate": "a number, whole or not",
    "day": "a number of days from day zero",
}


def policies() -> Iterator[str]:
    """Yield the page of disclosure policies."""
    yield "# Policies\n"
    yield "A policy says what may be shown. Which to take, and who may: [Choose a policy](../how-to/choose-a-policy.md)."
    yield "What they protect against, and what not: [Protection](../explanation/protection.md).\n"
    for one in (load_policy(name) for name in policy_names()):
        yield f"## {one.title}\n"
        yield f"`{one.id}`, version {one.version}{', taken unless you name another' if one.id == DEFAULT_POLICY else ''}.\n"
        yield from table(("what", "this policy"), _policy_rows(one))
        yield ""


def _policy_rows(one: Policy) -> Iterator[tuple[str, str]]:
    yield "may be published", "yes" if one.publishable else "no"
    yield (
        "threshold",
        f"counts under {one.threshold} are {'never shown' if one.kind == CELL_KEYS else 'hidden'}"
        if one.threshold
        else "none",
    )
    yield "rounding", f"other counts go to the nearest {one.base}" if one.base > 1 else "none"
    if one.kind == SUPPRESSION:
        yield "for the sake of others", "further counts are hidden, zeros too, until the intervals below hold"
    if one.kind == CELL_KEYS:
        yield (
            "changes",
            f"every count is changed by the table `{one.perturbation}`, the same count always in the same way",
        )
    if one.width:
        yield "a hidden count", f"can be narrowed to bounds no less than {one.width} apart"
    if one.width_rounded:
        yield "a rounded count", f"can be narrowed to bounds no less than {one.width_rounded} apart"
    if one.insider:
        yield "who knows a hidden count", f"of up to {one.insider} learns no other exactly"
    small = f"in groups that may have fewer than {one.small_group}, a step at which all may share a state is withheld"
    yield "small groups", small if one.small_group else "no rule"
    yield "never hidden", joined(one.exempt_units) + " (public already)" if one.exempt_units else "–"
    yield "said on every page", one.words
    yield "source", one.source


def profiles() -> Iterator[str]:
    """Yield the page of file profiles."""
    yield "# Profiles\n"
    yield "A profile says how one file format is read. It is recognised by the headings; capitals, spaces, hyphens and"
    yield "underscores in a heading make no difference. For the formats made for typing, with examples, see"
    yield "[native formats](native-formats.md).\n"
    for one in load_profiles().values():
        yield from _profile(one)


def _profile(one: Profile) -> Iterator[str]:
    yield f"## {one.title}\n"
    yield f"`{one.id}`, {verified(one.verified)}; gives {one.record} records. Source: {one.source}.\n"
    yield from _rows_alike(one)
    for target, said in one.from_name.items():
        yield f"- The file's name says `{target}`: what matches `{said['pattern']}`."
    yield from _blocks(one)
    if one.unused:
        yield f"- Known and not read: {joined(one.unused)}."
    yield ""
    rows = [_heading(column) for column in one.columns]
    yield from table(("heading", "holds", "needed", "a blank cell means"), rows)
    yield ""
    yield from _worked_out(one)


def _rows_alike(one: Profile) -> Iterator[str]:
    """Yield which rows are taken for the same one."""
    if one.area_from_name:
        yield "- The area (police force) and the month are told by the file's name."
    if one.keep_duplicates:
        yield "- Rows that are exactly alike are kept: nothing says that they are an error."
    elif one.key:
        key = [name for name in one.key if name not in ("file_no", "line")]
        same = f"Two rows are the same one when they agree in {joined(key)}."
        yield f"- {same if key else 'No two rows are taken for the same one.'}"
    else:
        yield "- A row exactly like an earlier one is a duplicate, and is counted as such."


def _heading(column: Column) -> tuple[str, str, str, str]:
    also = f" (or {joined((f'`{name}`' for name in column.also), 'or')})" if column.also else ""
    holds = CELLS[str(column.kind)]
    if column.code_list:
        holds = f"a value of [`{column.code_list}`](code-lists.md)"
    elif column.values:
        holds = joined((f"`{code}`" for code in dict.fromkeys(column.values.values())), "or")
    blank = f"`{column.blank}`" if column.blank else "not allowed" if column.filled else "no value"
    return f"`{column.name}`{also}", holds, "yes" if column.required else "no", blank


def _worked_out(one: Profile) -> Iterator[str]:
    """Yield which rows are rejected as a whole, and which columns follow from others."""
    for check in one.checks:
        yield f"- A row is rejected when: {check.rule[:1].lower() + check.rule[1:]}"
    others = [f"`{made.target}`" for made in one.derived if not made.number]
    if others:
        yield f"- Worked out from other columns: {joined(others)}."
    for made in one.derived:
        if made.number:
            yield f"- `{made.target}` is worked out from `{made.number}` by `{made.code_list}`."
    if one.checks or one.derived:
        yield ""


def _blocks(one: Profile) -> Iterator[str]:
    """Yield what the headings of a wide published table count."""
    if "before" in one.wide:
        yield f"- One further column for each group of `{one.wide['code_list']}`, headed `{one.wide['before']}`..."
        yield f"  `{one.wide['after']}`, and their total."
    for block in one.wide.get("block", ()):
        what = f"`{block['stage']}`" if block.get("stage") else "What the row says"
        by = f", by `{block['code_list']}`" if block.get("code_list") else ""
        yield f"- {what}{by}: {joined((f'`{heading}`' for heading in block['cells']), 'and')}."
