"""Which stage of which programme the words of a table of counts stand for."""

from collections.abc import Sequence

from evenhand.vocabulary import Programme, Vocabulary


def stages_meant(words: Sequence[str], vocabulary: Vocabulary) -> dict[str, str]:
    """Return the stages (`programme/stage`) that the words of one file stand for; words are in lower case.

    A stage may be written with its programme's name. Without, the file's programme is the one that knows most
    of its words; of several, one that is not by name only, and the last (a user's own). Programmes by name
    only that know equally many are not told apart: their words stand for nothing.
    """
    named = {key: key for one in vocabulary.programmes.values() for key in map(one.stage_key, one.stages)}
    plain = [word for word in words if word not in named]
    known = {one.id: _stage_words(one) for one in vocabulary.programmes.values()}
    most = max((sum(word in own for word in plain) for own in known.values()), default=0)
    likely = [one for one in vocabulary.programmes.values() if sum(w in known[one.id] for w in plain) == most]
    open_to_all = [one for one in likely if not one.by_name_only] or likely
    clear = not open_to_all[-1].by_name_only or len(open_to_all) == 1
    meant = known[open_to_all[-1].id] if clear else {}
    return {word: found for word in words if (found := named.get(word) or meant.get(word))}


def _stage_words(programme: Programme) -> dict[str, str]:
    return {
        " ".join(word.split()).lower(): programme.stage_key(stage)
        for stage in programme.stages
        for word in (stage.label, stage.id)
    }
