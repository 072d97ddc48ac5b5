"""Reads a page as a browser does, and lists the words that no page may say."""

from html.parser import HTMLParser

FORBIDDEN = (
    *(
        "addict",
        "abuser",
        "hard to reach",
        "non-compliant",
        "clean",
        "dirty",
        "offender",
        "BAME",
        "non-White",
    ),
    *("failed", "fails", "drop-out", "dropped out", "proves", "because of", "caused by", "due to", "only"),
    *("would have started", "no difference", "leads to", "explains", "cause", "causes"),
)


class Reader(HTMLParser):
    """Reads a page as a browser does: tags with their attributes, and the words between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._inside and self._inside.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._inside[-1:]:
            self.words.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    return reader


def words(page: str) -> str:
    return " ".join(" ".join(read(page).words).split())
