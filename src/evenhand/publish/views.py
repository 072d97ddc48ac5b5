"""What the page is made of, in plain frozen values: figures with drawings and words, tables, sections."""

from dataclasses import dataclass

from evenhand.publish.charts import Drawing


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of words: heads, rows of as many cells, and which columns hold numbers. `tight` ones are set smaller."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    tight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One chart: a title that states what is seen, two drawings, their text alternative, notes, the table.

    `lead` says how to read it; `notes` what is not in it; `facts` units, people, period, source.
    """

    id: str
    title: str
    description: str
    wide: Drawing
    narrow: Drawing
    table: Table
    lead: str = ""
    notes: tuple[str, ...] = ()
    facts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSection:
    """One step of the pathway by group: the figures that are shown, and those behind a heading."""

    id: str
    stage: str
    title: str
    lead: str
    figures: tuple[Figure, ...]
    more: tuple[Figure, ...] = ()
    more_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSection:
    """What is said of one area: its pathway, its steps by group, need, who is at each stage.

    `gaps`, `shares` and the steps' `more` stand on the area's own page, to which `page` leads.
    """

    id: str
    name: str
    pathway: Figure | None
    steps: tuple[StepSection, ...]
    gaps: tuple[Figure, ...]
    shares: tuple[Table, ...]
    share_sentences: tuple[str, ...]
    need: Figure | None = None
    listening: Table | None = None
    page: "Link | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where a link goes, and its words."""

    to: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One finding as it stands on the page; `within` says what becomes of it among people who are alike."""

    lead: str
    rest: str
    links: tuple[Link, ...]
    within: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of a page behind the first: sentences, figures, tables, and more of both behind headings.

    The heading of further tables is `more_tables_words` where it is not that of further figures.
    """

    id: str
    title: str
    lead: str = ""
    sentences: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    more: tuple[Table, ...] = ()
    more_figures: tuple[Figure, ...] = ()
    more_words: str = ""
    more_tables_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page behind the first: the name of its file, its words in the list of pages, its title, its parts."""

    file: str
    name: str
    title: str
    lead: str
    sections: tuple[Section, ...]
