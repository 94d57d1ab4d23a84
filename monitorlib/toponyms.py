"""Places that the gazetteer lacks, or spells otherwise: "Hujand", "near Vapnyarka", "the village of Krasnoselka".

Capitalised words that are nobody's name are a place when a known place is spelled like them, or when they stand where
only a place can.
"""

from __future__ import annotations

from collections.abc import Iterable

from monitorlib.lexicon import Lexicon, Sense
from monitorlib.lexicon.spelling import name_key
from monitorlib.names import NOT_NAMES, THINGS, Run
from monitorlib.spans import Mention, Sentence

__all__ = ["find_places"]

PLACING = frozenset("in at near outside around".split())
SETTLEMENTS = frozenset(
    "village town city settlement port suburb resort outskirts island hamlet stanitsa township".split()
)
# Nouns behind a name that make it a place: "the Kirzhach base", "the Kodor gorge".
AFTER = frozenset(
    "village town settlement airfield airport base airbase garrison district region oblast province island islands "
    "peninsula bay port harbor range crossing checkpoint pass valley gorge river bridge depot arsenal barracks heights "
    "highway cosmodrome radar polygon".split()
)
SENTENCE_STARTS = frozenset({'"', "“", "--", "—", ":", "("})
REACH = 4  # words between a place and the state that it is said to lie in


def find_places(sentence: Sentence, unknown: Iterable[Run], lexicon: Lexicon) -> None:
    """Mark as places those of the unknown capitalised words that are places."""
    added = []
    for run in unknown:
        place = _known(sentence, run, lexicon) or _unknown(sentence, run)
        if place is not None:
            added.append(Mention("place", place.value, run.first, run.last, (place,)))
    if added:
        sentence.put(sorted([*sentence.mentions, *added], key=lambda m: m.first))


def _known(sentence: Sentence, run: Run, lexicon: Lexicon) -> Sense | None:
    """The place of the gazetteer that the words are another spelling of."""
    if _opens(sentence, run.first) or _is_something_else(sentence, run):
        return None
    row = lexicon.place_like(sentence.printed(*run))
    return Sense("place", row["place_id"], row) if row is not None else None


def _unknown(sentence: Sentence, run: Run) -> Sense | None:
    """A place of which nothing is known but its name, where only a place can stand."""
    words = sentence.words[run.first : run.last]
    names = [word for word in words if word.isalpha()]
    if not names or len(names) > 3 or any(len(word) < 3 for word in names):
        return None
    if _is_something_else(sentence, run) or not _placed(sentence, run):
        return None
    name = sentence.printed(*run)
    info = {"name": name, "country": _country(sentence, run), "kind": "village"}
    return Sense("place", "?" + name_key(name), {**info, "place_id": "", "lat": "", "lon": ""})


def _opens(sentence: Sentence, word: int) -> bool:
    """Whether a word begins a sentence or a quotation, where every word has a capital."""
    return word == 0 or sentence.words[word - 1] in SENTENCE_STARTS


def _is_something_else(sentence: Sentence, run: Run) -> bool:
    folded = sentence.folded[run.first : run.last]
    following = sentence.folded[run.last : run.last + 1]
    title = sentence.words[run.last : run.last + 1]
    if THINGS.intersection(folded) or NOT_NAMES.intersection(folded):
        return True
    return (
        bool(THINGS.intersection(following))
        or (bool(title) and title[0][0].isupper())
        or title == ["-"]
    )


def _placed(sentence: Sentence, run: Run) -> bool:
    """Whether only a place can stand here: "near X", "in the village of X", "the X airfield"."""
    before = sentence.folded[max(run.first - 2, 0) : run.first]
    if before[-1:] and before[-1] in PLACING:
        return True
    if before[-1:] == ["of"] and before[0] in SETTLEMENTS:
        return True
    following = sentence.folded[run.last : run.last + 1]
    if before[-1:] == ["from"] and following == ["to"]:
        return True
    return before[-1:] == ["the"] and bool(AFTER.intersection(following))


def _country(sentence: Sentence, run: Run) -> str:
    """The territory that the sentence puts the place in: "the Georgian village of X", "X, in Georgia", "X, Georgia"."""
    for mention in sentence.within(max(run.first - REACH, 0), run.first):
        actor = mention.sense("actor")
        between = sentence.folded[mention.last : run.first]
        if actor is not None and actor.info["form"] == "adjective" and between[-1:] == ["of"]:
            return actor.value
    for mention in sentence.within(run.last, run.last + REACH):
        actor, place = mention.sense("actor"), mention.sense("place")
        between = sentence.folded[run.last : mention.first]
        lying = set(between) <= {
            ",",
            "in",
            "the",
            "near",
            "northern",
            "southern",
            "eastern",
            "western",
        }
        if lying and between and place is not None:
            return place.info["country"]
        if lying and between and actor is not None and actor.info["form"] == "name":
            return actor.value
    return ""
