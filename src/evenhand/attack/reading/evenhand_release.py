"""Evenhand's own releases: a folder with counts.csv, of which programme and policy say how counts add up."""

import json
import re
from pathlib import Path

import numpy as np
import pyarrow as pa

from evenhand.attack.attackers import Promise, assumed
from evenhand.attack.reading.holding import Holding, Table
from evenhand.attack.reading.shown import Shown
from evenhand.attack.reading.tables_beside import tables_beside
from evenhand.attack.reading.text_table import TextTable, numbers, read_text_table
from evenhand.disclosure.linked import LinkedSet, Published
from evenhand.disclosure.policy import DEFAULT_POLICY, Policy, load_policy, policy_names
from evenhand.disclosure.releases import published_release
from evenhand.disclosure.releases.structure import STEP
from evenhand.foundations import SCHEMA, CountTable, UnreadableFile
from evenhand.vocabulary import Programme, Vocabulary, load_vocabulary

COUNTS = "counts.csv"
_OWN_RECORDS = "run.json"
_POLICY = re.compile(r"policy (\S+)")


def is_evenhand_release(path: Path) -> bool:
    """Return whether a folder holds counts in Evenhand's own columns."""
    file = path / COUNTS
    if not file.is_file():
        return False
    with file.open(encoding="utf-8-sig", errors="replace") as lines:
        return {*SCHEMA.names} <= {one.strip().strip('"') for one in lines.readline().split(",")}


def open_evenhand_release(path: Path) -> Holding:
    """Return Evenhand's own release as an attacker holds it; raise UnreadableFile where its counts are damaged."""
    table = read_text_table(path / COUNTS)
    counts = _counts(table)
    about = _metadata(path)
    vocabulary = load_vocabulary()
    policy, notes = _policy(about, counts)
    programme, more = _programme(table, vocabulary)
    published = published_release(
        counts,
        policy=policy,
        programme=programme,
        areas=vocabulary.areas,
        code_lists=vocabulary.code_lists,
        name=path.name,
        as_at=str(about.get("dc:issued", {}).get("@value", "")),
    )
    if (path / _OWN_RECORDS).is_file():
        more.append(
            f"{_OWN_RECORDS} lies there: it is for your own records, tells more than the counts, and was not read."
        )
    promise = _promise(policy)
    beside = tables_beside(path, as_at=published.as_at, promise=promise, kind=policy.kind)
    return Holding(
        name=path.name,
        published=published,
        promise=promise,
        tables=(_table(table, published),),
        linked=_possible(published),
        outcomes=(STEP,),
        kind=policy.kind,
        notes=(*notes, *more),
        beside=beside,
    )


def _counts(table: TextTable) -> CountTable:
    arrays = []
    for field in SCHEMA:
        text = pa.array(table.columns[field.name].tolist(), pa.string())
        if pa.types.is_integer(field.type):
            found = numbers(table.columns[field.name])
            if field.name != "value" and np.isnan(found).any():
                raise UnreadableFile(
                    f"{COUNTS} has rows without bounds.", mend="Give the file as it was published."
                )
            text = pa.array(found, mask=np.isnan(found)).cast(field.type, safe=False)
        arrays.append(text)
    return CountTable(cells=pa.table(arrays, schema=SCHEMA))


def _metadata(path: Path) -> dict[str, dict[str, str]]:
    """What stands beside the counts; nothing where there is no such file."""
    try:
        found = json.loads((path / f"{COUNTS}-metadata.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _policy(about: dict[str, dict[str, str]], counts: CountTable) -> tuple[Policy, list[str]]:
    told = _POLICY.search(str(about.get("dc:provenance", "")))
    if told and told[1] in policy_names():
        return load_policy(told[1]), []
    status = set(counts.text("status").tolist())
    if status <= {"exact"}:
        return load_policy("internal-exact"), ["No count is protected."]
    return load_policy(), [f"Its policy is not known here: {DEFAULT_POLICY} is taken for it."]


def _programme(table: TextTable, vocabulary: Vocabulary) -> tuple[Programme | None, list[str]]:
    """The programme that the steps are named after."""
    names = {one for one in np.char.partition(np.unique(table.columns["stage"]), "/")[:, 0].tolist() if one}
    known = [vocabulary.programmes[one] for one in sorted(names) if one in vocabulary.programmes]
    if len(known) == len(names) == 1:
        return known[0], []
    return None, ["Its programme is not known here: its steps are not added up."]


def _promise(policy: Policy) -> Promise:
    return Promise(
        threshold=policy.threshold or assumed().threshold,
        width=float(policy.width),
        rounded_width=float(policy.width_rounded),
        rounded_hidden=float(policy.width),
        insider=policy.insider,
        small_group=policy.small_group,
        stated=True,
    )


def _table(table: TextTable, published: Published) -> Table:
    shown = Shown(
        value=numbers(table.columns["value"]),
        least=published.least,
        most=published.most,
        hidden=published.hidden,
        width=published.width,
    )
    return Table(file=COUNTS, cells=np.arange(len(published)), shown=shown)


def _possible(published: Published) -> LinkedSet:
    """The counts tied by the sums that can hold: where people are in several groups, some cannot."""
    linked = published.linked()
    return linked.keeping(linked.possible(published.least, published.most))
