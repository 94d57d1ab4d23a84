"""What is said of a site makes its status: granted, closed, to be closed, sought, under construction (codebook 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from monitorlib.extract.bases.deeds import deeds_on, recipient_of
from monitorlib.extract.bases.nouns import Deed, said_of_one, wished
from monitorlib.extract.context import Context, part
from monitorlib.spans import Sentence

__all__ = ["INDEFINITE", "RANK", "Said", "cued", "imagined", "what_is_said"]

INDEFINITE = frozenset("a an another new".split())
WINDOW = 10  # words before a deed in which a wish may stand
LEFT = frozenset({"leave", "return"})
ENDING = frozenset({"close", "leave", "return", "wreck", "recover"})
# Sites that are gone when they are blown up; an arsenal that explodes or an airfield that is bombed is still one.
WRECKED = frozenset({"early_warning_radar", "missile_base", "communications"})
# Verbs that grant only what is given to somebody: "let the Americans use the airfield", not "let it fall to pieces".
GIVING = frozenset(
    "let|allow|permit|give|concede|extend|open|lend|loan|grant|make available|put at the disposal|"
    "place at the disposal".split("|")
)
VACATING = frozenset("vacate|abandon|evacuate|give up|relinquish".split("|"))
MODALS = frozenset({"will", "may", "can", "shall"})
HAD = frozenset("had kept held used ran operated maintained manned owned possessed".split())
LEASES = frozenset("lease leases concession concessions rent rental tenancy".split())
LONGEST = 5  # words of a cue
KEPT = frozenset("use seize regain belong last".split())
BEGUN = frozenset("resume begin start work plan".split())
# Where several things are said, an end counts before a beginning; of two ends the nearer one counts.
RANK = {"closed": 0, "to_close": 0, "under_construction": 1, "sought": 2, "granted": 3}


class Said(NamedTuple):
    """The status of a site, and the deed that gives it."""

    status: str
    deed: Deed | None
    deeds: list[Deed]


def what_is_said(
    context: Context,
    sentence: Sentence,
    chain: tuple[int, int],
    own: tuple[int, int],
    kind: str,
    soil: str,
) -> Said:
    """The status of the site in words ``own``, one of those joined by "and" in words ``chain``.

    ``soil`` is the state that it lies in: what one has at home is not granted.
    """
    deeds = [*deeds_on(context, sentence, *chain), *said_of_one(context, sentence, *own)]
    if {"neither", "nor"} & set(sentence.folded[max(chain[0] - 2, 0) : chain[1]]):
        deeds = [deed._replace(mood="negated") for deed in deeds]
    deeds = _since_taken(sentence, deeds)
    made = [(_made_of(context, sentence, deed, own, kind, soil), deed) for deed in deeds]
    found = [(status, deed) for status, deed in made if status]
    if found:
        nearest = min(
            found, key=lambda it: (RANK[it[0]], min(abs(it[1].word - at) for at in chain))
        )
        return Said(*nearest, deeds)
    told = _described(context, sentence, own, deeds) or _state(context, sentence, own, deeds)
    return Said(told, None, deeds)


def _state(context: Context, sentence: Sentence, own: tuple[int, int], deeds: list[Deed]) -> str:
    """The status that the words around a site make plain: "a museum", "dredgers are at work", "faces the axe"."""
    states = cued(context, sentence, own, RANK)
    if not states or any(deed.value in KEPT and deed.mood == "fact" for deed in deeds):
        return ""
    word, value = min(states, key=lambda it: min(abs(it[0] - edge) for edge in own))
    clause = context.document.clause_at(sentence, word)
    moods = {verb.mood for verb in clause.verbs}
    unreal = moods & {"negated", "maybe"} and value not in ("granted", "under_construction")
    asked = not {"how", "whether", "if"}.isdisjoint(sentence.folded[clause.first : word])
    if unreal or asked or wished(context, sentence, clause.first, word):
        return ""
    return "to_close" if value == "closed" and "plan" in moods else value


def cued(
    context: Context, sentence: Sentence, own: tuple[int, int], kinds: Iterable[str]
) -> list[tuple[int, str]]:
    """The cues "site_…" of some kinds that are about a site in words ``own``: where each is, and its kind."""
    found = _cued(context, sentence, kinds)
    return [it for it in found if _about(context, sentence, it[0], own)]


def _cued(context: Context, sentence: Sentence, kinds: Iterable[str]) -> Iterator[tuple[int, str]]:
    for kind in kinds:
        phrases = context.lexicon.cues[f"site_{kind}"]
        for first in sentence.where(_openings(phrases)):
            for length in range(1, LONGEST + 1):
                words = " ".join(sentence.folded[first : first + length]).replace(" - ", "-")
                if words in phrases:
                    yield first, kind


@cache
def _openings(phrases: frozenset[str]) -> frozenset[str]:
    """The first words of some phrases, of "half-built" too: most sentences have none of them."""
    return frozenset(phrase.replace("-", " ").partition(" ")[0] for phrase in phrases)


def _about(context: Context, sentence: Sentence, word: int, own: tuple[int, int]) -> bool:
    """Whether a word stands in the clause of a site, or in one that hangs on it or is said of it."""
    clause = context.document.clause_at(sentence, word)
    if clause.first >= own[1] and sentence.folded[clause.first] in ("it", "its", "they", "their"):
        return True  # "X is quiet: it is a museum"
    hung = [clause.antecedent] if clause.antecedent is not None else []
    beside = any(own[0] <= m.first < own[1] for m in (*hung, *clause.subject))
    return beside or clause is context.document.clause_at(sentence, own[0])


def _since_taken(sentence: Sentence, deeds: list[Deed]) -> list[Deed]:
    """Without the deeds that are undone: "the base, which Russia left last year, now belongs to the navy"."""
    taken = [d.word for d in deeds if d.value in ("belong", "seize") and d.mood == "fact"]
    if not taken:
        return deeds
    lasting = (d for d in deeds if d.value not in LEFT or d.mood != "fact" or d.word > max(taken))
    return [d for d in lasting if d.value not in LEFT or not _earlier(sentence, d)]


def _earlier(sentence: Sentence, deed: Deed) -> bool:
    """ "An hour after the guards had handed it over"."""
    return deed.verb is not None and "had" in sentence.folded[deed.verb.first : deed.verb.at]


def _described(
    context: Context, sentence: Sentence, own: tuple[int, int], deeds: list[Deed]
) -> str:
    """The status that the words of a site give where no deed does: "a base" that is wanted, "the disused airfield"."""
    first, last = own
    clause = context.document.clause_at(sentence, first)
    low = first - WINDOW
    if sentence.folded[clause.first] == "where":
        low = max(low, clause.first)  # "pilots hope to learn at X, where a school has been set up"
    words = sentence.folded[first:last]
    wanted_as = any(a == "as" and b in INDEFINITE for a, b in pairwise(words))  # "X, as a base"
    if (wanted_as or words[0] in INDEFINITE) and wished(context, sentence, low, first):
        return "sought"
    in_hand = any(
        deed.value == "grant" or (deed.value in ("use", "seize", "regain") and deed.agent)
        for deed in deeds
    )
    gone = any(
        word in context.lexicon.cues["site_gone"]
        and sentence.folded[at + 1 : at + 2] != ["soviet"]  # it is the owner who is gone
        for at, word in enumerate(sentence.folded[first:last], first)
    )
    return "closed" if gone and not in_hand else ""


def imagined(context: Context, sentence: Sentence, first: int) -> bool:
    """Whether a site only might come to be: "could set up a base at Ganja", "denied that there is any base"."""
    verbs = context.document.clause_at(sentence, first).verbs
    if any(verb.mood in ("negated", "maybe") for verb in verbs if verb.first < first):
        return True
    before = sentence.folded[max(first - WINDOW, 0) : first]
    return not context.lexicon.cues["deny"].isdisjoint(before)


def _made_of(
    context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int], kind: str, soil: str
) -> str:
    """What one deed makes of the site; a threat makes nothing of it, a wish no more than ``sought``."""
    if deed.mood == "negated" or (deed.mood == "maybe" and deed.value != "use"):
        return "closed" if _idle(sentence, deed) else ""
    made = _change(context, sentence, deed, own, kind, soil)
    if not (made and _is_wish(context, sentence, deed, own)):
        return made
    return "" if made in ("closed", "to_close") or deed.verb is None else "sought"


def _idle(sentence: Sentence, deed: Deed) -> bool:
    """ "The radar is no longer used"."""
    verb = deed.verb
    if verb is None or verb.voice != "passive" or "use" not in verb.bases:
        return False
    return "longer" in sentence.folded[verb.first : verb.at]


def _change(
    context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int], kind: str, soil: str
) -> str:
    """What a deed would make of the site if it is more than a wish."""
    end = "closed" if deed.mood == "fact" else "to_close"
    foreign = deed.agent not in ("", soil)
    receiver = recipient_of(sentence, deed, own) if deed.value in ("pass", "return") else ""
    if receiver and context.lexicon.state_of(receiver) != soil:
        holds, made = True, "granted"
    elif deed.value in ENDING or deed.value == "pass":
        ends = deed.value != "pass" and _ends(context, sentence, deed, kind)
        holds, made = bool(receiver) or ends, end
    elif deed.value == "regain":
        holds, made = deed.mood == "plan" and deed.agent == soil, "to_close"
    elif deed.value == "grant":
        holds, made = _granted(context, sentence, deed, own, soil), "granted"
    elif deed.value == "build":
        holds, made = _unfinished(sentence, deed), "under_construction"
    elif deed.value == "seek":
        holds, made = foreign and deed.word < own[0], "sought"
    elif deed.value == "gain":
        for_use = "use" in sentence.folded[deed.word : own[0]]  # "obtained the use of the base"
        holds, made = foreign and (for_use or sentence.folded[own[0]] != "the"), "granted"
    elif deed.value == "use":
        let = _will_have(sentence, deed) or _by_paper(context, sentence, deed)
        past = _once_had(sentence, deed)
        holds, made = past or (foreign and let), "closed" if past else "granted"
    else:
        holds, made = deed.value == "gone", "closed"
    return made if holds else ""


def _will_have(sentence: Sentence, deed: Deed) -> bool:
    """ "Russia will have its main base in Sevastopol", "may have a base there"."""
    if deed.verb is None or "have" not in deed.verb.bases:
        return False
    return not MODALS.isdisjoint(sentence.folded[deed.verb.first : deed.verb.at])


def _by_paper(context: Context, sentence: Sentence, deed: Deed) -> bool:
    """ "A lease under which Russia keeps its base"."""
    at = context.document.clause_at(sentence, deed.word).first
    opening = sentence.folded[at - 1 : at + 2]
    let = not LEASES.isdisjoint(sentence.folded[max(at - WINDOW, 0) : at])
    return let and "which" in opening and not {"under", "by"}.isdisjoint(opening)


def _once_had(sentence: Sentence, deed: Deed) -> bool:
    """ "Once had a base there", "used to operate it", "had a base there from 1940 to 1941"."""
    verb = deed.verb
    if verb is None or deed.mood != "fact" or verb.voice == "passive":
        return False
    before = sentence.folded[max(verb.first - 2, 0) : verb.at]
    if "once" in before or "used" in before:
        return True
    spans = (sentence.folded[m.first - 1 : m.last + 1] for m in sentence.of("date"))
    ended = any("from" in words[:2] and not {"to", "until"}.isdisjoint(words) for words in spans)
    return ended and sentence.folded[verb.at] in HAD


def _is_wish(context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int]) -> bool:
    """Whether the deed is only wished, discussed or refused."""
    clause = context.document.clause_at(sentence, deed.word)
    reach = max(WINDOW, deed.word - clause.first + 4) if clause.kind == "that" else WINDOW
    low = max(deed.word - reach, part(sentence, deed.word)[0])
    if deed.word > own[1] and "," in sentence.folded[own[1] : deed.word]:
        low = max(low, own[1])  # "they want X, and Y, handed over last year, …"
    last = deed.word
    if deed.verb is None:  # "the lease of the site was demanded"
        last = clause.last
    return wished(context, sentence, low, last, ending=deed.value in ENDING)


def _ends(context: Context, sentence: Sentence, deed: Deed, kind: str) -> bool:
    """Whether the deed puts an end to the site's use: not a convoy that left it, nor a bomb that hit it."""
    if deed.value == "wreck":
        return kind in WRECKED
    left = deed.value == "leave" and deed.mood == "fact"
    verb = deed.verb if left else None
    if verb is None or verb.voice == "passive" or not VACATING.isdisjoint(verb.bases):
        return True
    if sentence.folded[verb.first] == "having":
        return True
    clause = context.document.clause_at(sentence, verb.first)
    leaver = [m for m in clause.subject if m.first < verb.first]
    if any(m.numeral is not None for m in sentence.within(clause.first, verb.first)):
        return False
    whole = all(
        m.kind == "actor"
        or not context.lexicon.cues["site_army"].isdisjoint(sentence.folded[m.first : m.last])
        for m in leaver
    )
    return bool(leaver) and (whole or "last" in sentence.folded[clause.first : verb.first])


def _unfinished(sentence: Sentence, deed: Deed) -> bool:
    """Whether building goes on or lies ahead: "is being built", "is to be built", "under construction"."""
    if deed.verb is None:
        return "after" not in sentence.folded[max(deed.word - 3, 0) : deed.word]
    words = sentence.folded[deed.verb.first : deed.verb.at + 1]
    going = "being" in words or words[-1].endswith("ing")
    begun = not BEGUN.isdisjoint(deed.verb.heads)
    return deed.mood == "plan" or going or begun


def _granted(
    context: Context, sentence: Sentence, deed: Deed, own: tuple[int, int], soil: str
) -> bool:
    """Whether a site is granted to somebody who is not at home there: not "payment for the Russian lease"."""
    receiver = recipient_of(sentence, deed, own)
    if receiver and context.lexicon.state_of(receiver) == soil:
        return False
    if deed.verb is None:
        return deed.agent in ("", soil)
    lent = "use" in sentence.folded[deed.word : own[0]]  # "grants the use of an airfield"
    return lent or receiver != "" or GIVING.isdisjoint(deed.verb.bases)
