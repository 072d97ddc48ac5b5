"""From pieces to recommendations, and to what is left of the document's words once they are taken out."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evenhand.planning.dates import named_references
from evenhand.planning.reading.doubts import doubts_of
from evenhand.planning.reading.recommended.addressees import addressees_of
from evenhand.planning.reading.recommended.gather import NUMBER, PARAGRAPH, Found, Gathering, Group
from evenhand.planning.reading.recommended.pieces import Kind, Piece, pieces_of
from evenhand.planning.reading.recommended.types import GroupRead, RecommendationRead
from evenhand.planning.reading.recommended.words import label_pattern, recommended_words
from evenhand.planning.reading.types import Block, Cell, Placed
from evenhand.planning.rows import Where


@dataclass
class Recommended:
    """What was read: recommendations, their groups, headings over them; and by cell the stretches that are in none."""

    recommendations: tuple[RecommendationRead, ...] = ()
    groups: tuple[GroupRead, ...] = ()
    headings: tuple[Placed, ...] = ()
    left: Mapping[int, Sequence[tuple[Cell, str]]] = field(default_factory=dict)
    """By the identity of a cell of which something was taken: what is left, as cells, and why it is in nothing."""


def read_recommendations(blocks: Sequence[Block], free: Iterable[int]) -> Recommended:
    """Return the recommendations in the blocks that a plan's rows left over; `free` are the identities of their cells."""
    pieces = pieces_of(blocks, free)
    gathering = Gathering()
    gathering.run(pieces)
    if not gathering.found:
        return Recommended()
    groups = [one for one in gathering.groups if one.used]
    taken: dict[tuple[int, int], str] = {}
    named = {id(one): _group(one, taken) for one in groups}
    named = dict(zip(named, _in_regions(named.values()), strict=True))
    recommendations = tuple(
        _recommendation(one, named[id(one.group)].name if one.group else "", taken) for one in gathering.found
    )
    recommendations = _mentioning(recommendations)
    headings = []
    themes = {id(one.theme): one.theme for one in gathering.found if one.theme}
    for piece, used_as in [*gathering.headings, *((one, "theme") for one in themes.values())]:
        taken[_key(piece)] = piece.text
        headings.append(Placed(verbatim=piece.text, used_as=used_as, where=_where(piece)))
    return Recommended(recommendations, tuple(named.values()), tuple(headings), _left(pieces, taken))


def _key(piece: Piece) -> tuple[int, int]:
    return id(piece.cell), piece.start


def _where(piece: Piece) -> Where:
    where = piece.cell.where if piece.cell else Where()
    return replace(where, page=piece.page) if piece.page is not None else where


def _recommendation(found: Found, group: str, taken: dict[tuple[int, int], str]) -> RecommendationRead:
    for piece in (*found.pieces, *found.answers):
        taken[_key(piece)] = piece.text
    whole = found.text
    numbered = NUMBER.match(whole)
    paragraph = PARAGRAPH.search(whole)
    said = whole[numbered.end() if numbered else 0 : paragraph.start() if paragraph else len(whole)]
    text = re.sub(r"\s+", " ", re.sub(r"^[\s•▪‣◦●]+", "", said)).strip()
    answers = {
        role: _behind_label([one for one in found.answers if one.role == role])
        for role in ("response", "outcome", "addressee")
    }
    doubts = ["one_sentence"] * any(one.is_sentence for one in found.pieces)
    return RecommendationRead(
        text=text,
        reference=numbered["number"] if numbered else "",
        paragraph=paragraph["paragraph"].strip() if paragraph else "",
        theme=re.sub(r"\s+", " ", found.theme.text).strip() if found.theme else "",
        group=group,
        addressees=tuple(answers["addressee"]) or addressees_of(text),
        response=recommended_words().response_of(" ".join(answers["response"]))
        if answers["response"]
        else None,
        response_text=" ".join(answers["response"]),
        outcomes=tuple(answers["outcome"]),
        mentions=named_references(text),
        verbatim=_verbatim({"text": found.pieces, "answers": found.answers}),
        where=tuple(dict.fromkeys(_where(one) for one in (*found.pieces, *found.answers))),
        doubts=doubts_of(doubts),
    )


def _behind_label(pieces: Sequence[Piece]) -> list[str]:
    return [" ".join(label_pattern().sub("", one.text, count=1).split()) for one in pieces]


def _mentioning(found: tuple[RecommendationRead, ...]) -> tuple[RecommendationRead, ...]:
    """Mentions of other recommendations of the same document, never of itself."""
    known = {one.reference for one in found if one.reference}
    return tuple(
        replace(one, mentions=tuple(each for each in one.mentions if each in known and each != one.reference))
        for one in found
    )


def _verbatim(parts: Mapping[str, Sequence[Piece]]) -> dict[str, str]:
    return {name: "\n".join(one.text.strip() for one in pieces) for name, pieces in parts.items() if pieces}


def _group(group: Group, taken: dict[tuple[int, int], str]) -> GroupRead:
    """A group: its region and name behind the label, the name of its host as far as it goes, its outcomes."""
    label, *rest = group.name
    region = re.match(r"\s*((?:[A-Z][a-z]+\s){0,2}[A-Z][a-z]+):\s", label.text)
    name = " ".join(" ".join(one.text for one in rest).split())
    host, host_pieces = _host(group.host)
    parts = {
        "name": group.name,
        "host": host_pieces,
        "outcomes": [piece for outcome in group.outcomes for piece in outcome],
    }
    for pieces in parts.values():
        for piece in pieces:
            taken[_key(piece)] = piece.text
    outcomes = (
        " ".join(" ".join(one.text for one in outcome).split()).lstrip("•▪‣◦● ") for outcome in group.outcomes
    )
    return GroupRead(
        name=name,
        region=region[1] if region and region[1] not in ("DIP", "Project") else "",
        host=host,
        outcomes=tuple(outcomes),
        verbatim=_verbatim(parts),
        where=tuple(dict.fromkeys(_where(one) for pieces in parts.values() for one in pieces)),
    )


def _in_regions(groups: Iterable[GroupRead]) -> Iterator[GroupRead]:
    """Groups with the region that stands over the first of several, as the document's order has it."""
    region = ""
    for one in groups:
        region = one.region or region
        yield replace(one, region=region)


def _host(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """The name behind the label, without the sentences about it: up to its abbreviation, or to where it is told again."""
    if len(pieces) < 2:
        return "", list(pieces)
    label, value = pieces[0], pieces[1]
    text = value.text
    begins = len(text) - len(text.lstrip())
    short = re.match(r"\s*.{3,90}?\([A-Z][\w-]*\)(?=\s|$)", text)
    first = text.split()[0] if text.split() else ""
    again = text.find(f" {first} ", begins + len(first)) if first else -1
    end = short.end() if short else again if 0 < again <= 140 else len(text) if len(text) <= 140 else 0
    name = text[:end].strip()
    return name, [label, replace(value, text=text[:end])] if name else [label]


def _left(pieces: Sequence[Piece], taken: Mapping[tuple[int, int], str]) -> dict[int, list[tuple[Cell, str]]]:
    """What is left of each cell of which something was taken, in stretches between what was."""
    touched = {cell for cell, _ in taken}
    left: dict[int, list[tuple[Cell, str]]] = {cell: [] for cell in touched}
    open_stretch: Cell | None = None
    for piece in pieces:
        if piece.cell is None or id(piece.cell) not in touched:
            open_stretch = None
            continue
        rest = piece.text[len(taken.get(_key(piece), "")) :]
        if _key(piece) in taken:
            open_stretch = None
        if not rest.strip():
            continue
        cells = left[id(piece.cell)]
        if piece.kind is Kind.PAGE:
            cells.append((Cell(rest, _where(piece)), "page_furniture"))
            open_stretch = None
        elif open_stretch is not None and open_stretch is piece.cell:
            before, why = cells[-1]
            cells[-1] = (replace(before, text=before.text + rest), why)
        else:
            cells.append((Cell(rest, _where(piece)), "beside_recommendations"))
            open_stretch = piece.cell
    return left
