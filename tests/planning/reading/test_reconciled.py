"""Whatever stands in a document, every character of it is in one row, one heading, or among what was not placed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.planning.reading import Block, Cell, Document, Shape, letters_of, place
from evenhand.planning.reading.text import read_text
from evenhand.planning.rows import Where

HEADINGS = "Ref|Action|Actions required|Progress|Lead agency|Lead|Deadline|Review date (R) / deadline (D)"
MORE = "Recommendation|Response|Accepted?|Agreed action|Who|By when|Status|RAG|Review date (R) / deadline (D)"
NUMBERS = "1/1|1/2|A3|3(b)|1.2|2.|()|:|—"
PARTS = "Theme 1: Access|Aim: Shorter waits|Aims: i) one; ii) two|ii) further|2. Commissioning|Objective 2|Annex A"
DATES = (
    "March 2026|Spring 2007|Ongoing|Dependent on 1/1|TBC|Q2 2025/26|Stage 1 May 2026; stage 2 June 2026|06/07"
)
PEOPLE = "Ann Field (Public Health)|All of the panel|Ann Field/Ben Hill & Cara Lowe|Lead: Ann Field|By when: May 2026"
OTHERS = "goes on here|Open the door.|Page 3|Ends here|- A1 Do it (Ann Field; May 2026)"
WORDS = st.sampled_from("|".join((HEADINGS, MORE, NUMBERS, PARTS, DATES, PEOPLE, OTHERS)).split("|"))
TEXT = st.one_of(WORDS, st.text(max_size=12), st.just(""))


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    found = []
    for number, shape in enumerate(draw(st.lists(st.sampled_from(list(Shape)), max_size=14))):
        where = Where(line=number + 1)
        texts = draw(st.lists(TEXT, min_size=1, max_size=6)) if shape is Shape.ROW else [draw(TEXT)]
        cells = tuple(
            Cell(text, where, column, draw(st.sampled_from((1, 1, 1, 3))), from_above=draw(st.booleans()))
            for column, text in enumerate(texts)
        )
        table = draw(st.integers(1, 3)) if shape is Shape.ROW else -1
        found.append(Block(shape, cells, table=table, level=draw(st.integers(1, 7))))
    return tuple(found)


@settings(max_examples=250, deadline=None)
@given(blocks())
def test_characters_in_are_characters_out(given_blocks: tuple[Block, ...]) -> None:
    read = place(Document(form="text", blocks=given_blocks))
    assert read.letters == letters_of(given_blocks)
    assert all(0 <= row.confidence <= 1 for row in read.rows)
    assert all(one.why for one in read.unplaced)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=30)), max_size=12).map("\n".join))
def test_any_text_is_read(text: str) -> None:
    document = read_text(text)
    assert place(document).letters == letters_of(document.blocks)
