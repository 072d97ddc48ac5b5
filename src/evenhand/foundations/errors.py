"""What can go wrong, said in words that tell the reader what would mend it."""


class EvenhandError(Exception):
    """An error that a user can understand and mend; shown without a traceback.

    `what` says what happened and where, `mend` what would put it right. Neither may hold a value
    that belongs to a person.
    """

    def __init__(self, what: str, *, mend: str = "") -> None:
        super().__init__(f"{what} {mend}".strip())
        self.what = what
        self.mend = mend


class UnreadableFile(EvenhandError):
    """A file that cannot be used at all: not found, not text, no profile fits, a column is missing."""


class UnknownFormat(UnreadableFile):
    """A file that no profile fits: `nearest` says which comes closest, for readers who have no command line."""

    def __init__(self, what: str, *, nearest: str, own: str) -> None:
        super().__init__(what, mend=f"{nearest} {own}")
        self.nearest = nearest


class UnknownName(EvenhandError):
    """A programme, policy, profile, code list or area level that does not exist."""


class VocabularyError(EvenhandError):
    """Data about codes, stages or areas that contradicts itself, or a mapping that is impossible."""


class NotProtected(EvenhandError):
    """Something was about to be published that was not made from protected counts."""
