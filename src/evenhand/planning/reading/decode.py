"""The text in a file's bytes: UTF-8, UTF-16 with a mark, else Windows-1252, and said so; other bytes are refused."""

from evenhand.planning.reading.limits import Limits, in_words
from evenhand.planning.reading.types import UnreadableDocument
from evenhand.planning.said import said

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, name: str, limits: Limits) -> tuple[str, tuple[str, ...]]:
    """Return the text, and sentences on how it was read."""
    if len(data) > limits.text_bytes:
        raise UnreadableDocument(
            said("refusal.large_text", name=name, most=in_words(limits.text_bytes)),
            mend=said("mend.own_file"),
        )
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    notes: tuple[str, ...] = ()
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-16" or _is_binary(data):
            raise _no_text(name) from error
        try:
            text = data.decode("cp1252")
        except UnicodeDecodeError as other:
            raise _no_text(name) from other
        look = "Look whether £ and accents came out right; if not, save it as UTF-8."
        notes = (f"{name} is not in UTF-8: it was read as Windows-1252. {look}",)
    if "\0" in text or _is_binary(text.encode("utf-8", "replace")):
        raise _no_text(name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def _is_binary(data: bytes) -> bool:
    """Whether bytes hold more control characters than a text does."""
    control = sum(one < 32 and one not in (9, 10, 12, 13, 27) for one in data[:4096])
    return control > 0.01 * min(len(data), 4096)


def _no_text(name: str) -> UnreadableDocument:
    return UnreadableDocument(said("refusal.not_text", name=name), mend=said("mend.save_utf8"))
