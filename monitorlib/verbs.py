"""Verb groups: auxiliaries, adverbs and head, with voice; `monitorlib.moods` tells the mood.

No list of all verbs is needed: a verb that matters is a trigger of the lexicon or stands behind an auxiliary.
"""

from __future__ import annotations

from monitorlib.function_words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CLOSED,
    COORDINATORS,
    DETERMINERS,
    DO,
    ELLIPTIC,
    HAVE,
    NEGATIONS,
    NO_PASTS,
    NOMINAL,
    NUMBERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    PURE_PASTS,
    RELATIVES,
    STRONG_PASTS,
)
from monitorlib.moods import helped, is_bare, joined, mood_of
from monitorlib.spans import Mention, Sentence, Verb

__all__ = ["Verb", "floating", "is_verb", "verb_groups"]


OPENING = AUXILIARIES | {"to"}


def verb_groups(sentence: Sentence) -> list[Verb]:
    """All verb groups of a sentence, left to right."""
    triggers = {mention.first: mention for mention in sentence.mentions if is_verb(mention)}
    spoken_for = {
        word
        for mention in sentence.of("date", "person")
        if mention.kind in ("date", "person")
        for word in range(mention.first, mention.last)
    }
    verbs: list[Verb] = []
    reached = 0
    for at, word in enumerate(sentence.folded):
        opens = word in OPENING or at in triggers
        plain = not opens and (word in STRONG_PASTS or word.endswith(("ed", "s")))
        if not (opens or plain) or at < reached or at in spoken_for:
            continue
        if plain and _plain(sentence, at):
            verbs.append(Verb(at, at, "fact", _plain_voice(sentence, at)))
        verb = _group(sentence, at, triggers, verbs) if opens else None
        if verb is not None:
            verbs.append(verb)
            reached = verb.end
    return verbs


SUBJECTS = frozenset("he she it who which".split())
ADJECTIVAL = frozenset("s - most more less very well so too newly".split())


def _plain(sentence: Sentence, at: int) -> bool:
    """Whether a word in "-ed" or "-s", or a strong past, is a finite verb or a participle: "toured", "he hopes"."""
    word = sentence.folded[at]
    if not at:
        return False
    before = sentence.folded[at - 1]
    if word.endswith("s"):
        formed = before in SUBJECTS and word not in CLOSED
    else:
        formed = word in STRONG_PASTS or (len(word) > 4 and word not in NO_PASTS)
    return (
        formed
        and sentence.words[at] == word
        and word.isalpha()
        and not (before in DETERMINERS or before in POSSESSIVES or before in PREPOSITIONS)
        and before not in ADJECTIVAL
        and not any(mention.first <= at < mention.last for mention in sentence.mentions)
    )


def _plain_voice(sentence: Sentence, at: int) -> str:
    """ "the men trapped in Grozny" are done to; "he trapped them" is not."""
    folded = sentence.folded
    behind = folded[at + 1] if at + 1 < len(folded) else ""
    hangs = folded[at].endswith("ed") and behind in PREPOSITIONS and folded[at - 1] not in PRONOUNS
    return "participle" if hangs else "active"


def is_verb(mention: Mention) -> bool:
    """Whether a mention is, or may be, a verb of the triggers."""
    for sense in mention.senses:  # noqa: SIM110 - asked of every mention: quicker than a generator
        if sense.info.get("pos") == "verb":
            return True
    return False


def _group(
    sentence: Sentence, first: int, triggers: dict[int, Mention], before: list[Verb]
) -> Verb | None:
    """The verb group that begins at word ``first``: auxiliaries and adverbs, then the head."""
    folded, at, total = sentence.folded, first, len(sentence.folded)
    while at < total and _helps(folded, at, first, triggers):
        at += 1
    if at >= total or (at not in triggers and not _may_head(sentence, at)):
        at -= 1  # "is the …": the auxiliary is the whole verb
        measured = folded[at] in MEASURING or folded[at].endswith("ly")
        at -= at > first and measured  # "has more than 600 troops", "has nearly thirty"
        if at > first and folded[at] == "to":
            at -= 1  # "has been to Baku"
    elif at > first and folded[at - 1] in HAVE and _has_noun(sentence, at, triggers.get(at)):
        at -= 1  # "has bases in …"
    if (
        folded[first] == "to"
        and BE.isdisjoint(folded[first:at])  # not "to be gone"
        and (at == first or not (at in triggers or folded[at] in BE))
    ):
        return None  # "to date", "to Russia"
    mention = triggers.get(at)
    if mention is not None and at == first and _only_a_noun(sentence, mention, first):
        return None
    chain = folded[first : at + 1]
    voice = _voice(chain, mention, sentence, first, before)
    return Verb(first, at, mood_of(chain, before, first, sentence, mention), voice, mention)


MEASURING = frozenset("more about almost only".split())


ASIDES = [
    tuple(words.split())
    for words in (
        "from now on|from then on|in the future|as a rule|by now|by then|so far|to date|of late|in the meantime"
    ).split("|")
]


def _put_in(folded: list[str], at: int) -> bool:
    """Whether a word belongs to a phrase put between auxiliary and verb: "will from now on meet twice a year"."""
    return any(
        folded[at] == word and tuple(folded[at - i : at - i + len(aside)]) == aside
        for aside in ASIDES
        for i, word in enumerate(aside)
        if i < at
    )


def _helps(folded: list[str], at: int, first: int, triggers: dict[int, Mention]) -> bool:
    """Whether the word is an auxiliary or an adverb of the group, and not its head."""
    word = folded[at]
    if word == "going" and at > first and folded[at + 1 : at + 2] == ["to"] and at + 2 in triggers:
        return True  # "were going to leave"
    if (at > first or word in HAVE | DO) and at in triggers and triggers[at].last - at > 1:
        return False  # "to do away with", "had talks with"
    if at > first and _put_in(folded, at):
        return True
    if word == "no" and folded[at + 1 : at + 2] in (["more"], ["fewer"], ["less"]):
        return False  # "to have no more than 2,100 vehicles"
    if word in AUXILIARIES or word in NEGATIONS or word == "to":
        return True
    return (
        at > first
        and at not in triggers
        and (word in ADVERBS or (word.endswith("ly") and word != "supply"))
    )


def _may_head(sentence: Sentence, at: int) -> bool:
    """Whether a word that is no trigger can head a verb group."""
    word = sentence.folded[at]
    closed = word in DETERMINERS or word in PREPOSITIONS or word in POSSESSIVES or word in PRONOUNS
    closed = closed or word in NUMBERS or word == "half"  # "has four bases", "has half a dozen"
    return word[0].isalpha() and not closed and not sentence.words[at][0].isupper()


def _has_noun(sentence: Sentence, at: int, mention: Mention | None) -> bool:
    """Whether the word behind "has" must be a noun: no participle looks like it ("bases", "arms depots")."""
    if mention is None:
        return any(m.first == at and m.kind in NOMINAL for m in sentence.mentions)
    tenses = {sense.info.get("tense") for sense in mention.senses} - {None}
    nouns = any(sense.info.get("pos") != "verb" for sense in mention.senses)
    return nouns and tenses <= {"base", "present"}


def _only_a_noun(sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether a bare trigger is the noun after all: "the limits", "an attack", "deployed launchers"."""
    before = sentence.folded[at - 1] if at else ""
    tenses = {
        sense.info.get("tense") for sense in mention.senses if sense.info.get("pos") == "verb"
    }
    if floating(sentence, mention) or _tells_that(sentence, mention, before):
        return False
    if tenses <= {"base", "present"} and (before.isdigit() or before in NUMBERS or before == "-"):
        return before == "-" or not _alone(sentence, mention)  # "four ships", "a 250-man unit"
    if "ing" in tenses and sentence.folded[mention.last : mention.last + 1] == ["of"]:
        return True  # "the cutting up of 44 bombers"
    if tenses <= {"base", "present"} and any(
        sense.info.get("pos") != "verb" for sense in mention.senses
    ):
        return before not in PRONOUNS - {"what"} and not _between_names(sentence, mention, at)
    if (
        (before in DETERMINERS and not (before == "that" and _relates(mention)))
        or before in POSSESSIVES
        or before == "s"
        or before in PREPOSITIONS - {"to"}
    ):
        return not tenses & {"ing"} or before in DETERMINERS or before == "s"
    return False


def _tells_that(sentence: Sentence, mention: Mention, before: str) -> bool:
    """Whether "claims", "reports" is a verb of speech: "Grachev claims that", "Grachev, who is there, claims that"."""
    named = sentence.ends.get(mention.first)
    speaker = named is not None and (named.person is not None or named.kind in ("actor", "agency"))
    follows = sentence.folded[mention.last : mention.last + 1] == ["that"]
    return follows and (speaker or before == ",")


def _alone(sentence: Sentence, mention: Mention) -> bool:
    """Whether what is only a verb has nothing behind it that a number could count: "forty remain in", "ten leave"."""
    word = (sentence.folded[mention.last : mention.last + 1] or ["."])[0]
    verb = all(sense.info.get("pos") == "verb" for sense in mention.senses)
    return verb and is_bare(mention) and (word in PREPOSITIONS or word in ".,;:")


def floating(sentence: Sentence, mention: Mention) -> bool:
    """Whether "both", "all" or "each" before a verb goes with its subject: "the chambers both ratified the treaty"."""
    before = sentence.folded[mention.first - 1] if mention.first > 1 else ""
    behind = sentence.folded[mention.last : mention.last + 1]
    return before in ("both", "all", "each") and not DETERMINERS.isdisjoint(behind)


def _relates(mention: Mention) -> bool:
    """Whether the "that" before it is a relative pronoun: "regiments that left", "that set out"; not "that move"."""
    past = any(sense.info.get("tense") == "past" for sense in mention.senses)
    return past or mention.last - mention.first > 1


def _between_names(sentence: Sentence, mention: Mention, at: int) -> bool:
    """Whether somebody's name stands before the word and an object behind: "Russia rents the site"."""
    after = mention.last
    if after >= len(sentence.words):
        return False
    word = sentence.folded[after]
    if sentence.folded[at - 1] in COORDINATORS:
        return word in DETERMINERS or word in POSSESSIVES  # "and rents the site"
    opens = word in DETERMINERS or word in POSSESSIVES or word in NUMBERS
    opens = opens or word == "half" or sentence.words[after][0].isupper()
    counts = any(m.first == after and m.numeral for m in sentence.mentions)
    start = _name_before(sentence, at)
    # "which Russia leases from Latvia"
    opening = sentence.folded[max(start - 2, 0) : start]
    relative = opening[-1:] != ["and"] and not (RELATIVES | {"that"}).isdisjoint(opening)
    return start >= 0 and (opens or counts or relative)


def _name_before(sentence: Sentence, at: int) -> int:
    """Where the name of somebody that ends before a word begins: "Russia", "the Russian army"; -1 if none does."""
    edge = at - (sentence.folded[at - 1] in BODIES)
    name = sentence.ends.get(edge)
    if name is None:
        return -1
    if name.sense("echelon") is not None:
        return sentence.ends.get(name.first, name).first
    sense = name.sense("actor")
    named = sense is not None and (edge < at or sense.info["form"] in NAMING)
    return name.first if named or name.kind == "person" else -1


BODIES = frozenset({"military", "government", "side"})  # "the Turkish military leases the range"
NAMING = ("name", "capital", "people", "institution")


def _voice(
    chain: list[str], mention: Mention | None, sentence: Sentence, first: int, before: list[Verb]
) -> str:
    helpers = chain[:-1]
    auxiliary = next((word for word in reversed(helpers) if word in OPENING), "") if helpers else ""
    if auxiliary in BE and not chain[-1].endswith("ing") and mention is not None:
        return "passive"
    if helpers or mention is None or chain[-1] in PURE_PASTS:
        return "active"
    tenses = {sense.info.get("tense") for sense in mention.senses}
    shared = _shared_voice(before, first, sentence)
    if shared and tenses & {"participle", "past"}:
        return shared
    return "participle" if _lone_participle(tenses, sentence, first, before) else "active"


def _lone_participle(
    tenses: set[str | None], sentence: Sentence, first: int, before: list[Verb]
) -> bool:
    """Whether a trigger without an auxiliary is no finite verb: "though ratified", "an accord signed at Yalta"."""
    if "participle" in tenses or "ing" in tenses:
        return True
    if not (first and ("past" in tenses or sentence.folded[first] in UNCHANGING)):
        return False
    governor = sentence.folded[first - 1]
    spoken = governor == "," and any(verb.voice != "participle" for verb in before)
    return (
        governor in ELLIPTIC or spoken or _noun_before(sentence, first) or _done_by(sentence, first)
    )


UNCHANGING = frozenset("overrun run shut".split())  # participles like their base


def _done_by(sentence: Sentence, at: int) -> bool:
    """Whether "by" and who did it follow the verb, or it is set off before the finite verb.

    "The post, run by Turkey", "the range, handed over in May, is guarded".
    """
    folded = sentence.folded
    mention = next((m for m in sentence.mentions if m.first == at), None)
    after = mention.last if mention is not None else at + 1
    if folded[after : after + 1] == ["by"]:
        return not any(m.first in (after + 1, after + 2) and m.date for m in sentence.mentions)
    if folded[at - 1] != "," or folded[at + 1 : at + 2] in ([","], ["the"]):
        return False
    inside = {at for m in sentence.of("date") for at in range(m.first, m.last)}  # "May 13, 1995,"
    commas = (n for n in range(after, len(folded)) if folded[n] == "," and n not in inside)
    closing = next(commas, len(folded))
    follows = "".join(folded[closing + 1 : closing + 2])
    ahead = sentence.at(closing + 1)
    told = ahead is not None and any(s.info.get("tense") == "past" for s in ahead.senses)
    finite = told or follows in AUXILIARIES or follows in STRONG_PASTS
    return finite or (follows.endswith("s") and follows not in CLOSED)


def _shared_voice(before: list[Verb], first: int, sentence: Sentence) -> str:
    """The voice that a lone participle takes over: "has closed its embassy and withdrawn", "were cut and moved"."""
    verb = joined(before, first, sentence)
    return verb.voice if verb is not None and helped(verb, sentence) else ""


DESCRIBING = frozenset("on for with between".split())
PAUSES = AUXILIARIES | {",", ";", ":", "(", ")", "-", "who", "which", "that", "it", "they"}
DESCRIBED = 6  # words of "on transit" and the like


def _noun_before(sentence: Sentence, at: int) -> bool:
    """Whether the thing acted upon stands directly before the verb: "an accord signed", "warheads shipped"."""
    for mention in sentence.mentions:
        if mention.kind in ("instrument", "instrument_noun") and mention.last < at:
            words = sentence.folded[mention.last : at]
            described = words[0] in DESCRIBING and words[-1] not in COORDINATORS
            if described and len(words) <= DESCRIBED and PAUSES.isdisjoint(words):
                return True  # "the protocol on transit signed in Sochi"
        if mention.last == at:
            return mention.kind in (
                "instrument",
                "instrument_noun",
                "weapon",
                "system",
                "site",
                "meeting",
            )
    return False
