"""A site as the bulletin speaks of it: what `monitorlib.extract.sites` collects, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass

from monitorlib.extract.bases.names import LINKS, Name, country_at, name_at, to_name
from monitorlib.extract.context import territory_of
from monitorlib.spans import Mention, Sentence

__all__ = ["Group", "Site", "territory_around"]


@dataclass(slots=True)
class Site:
    """A site as the bulletin speaks of it.

    ``sentence`` is where its place is named; ``spans`` are the words that speak of it, the fullest statement first.
    """

    kind: str
    sentence: Sentence
    name: Name
    spans: list[tuple[Sentence, int]]
    seen: int = -1  # the index of the sentence that spoke of it last
    status: str = ""
    date: str = ""
    operator: str = ""

    @property
    def key(self) -> str:
        """What tells its place from others: the gazetteer's id, else the name as printed."""
        mention = self.name.mention
        place = mention.sense("place") if mention is not None else None
        if place is not None:
            return place.value
        return " ".join(self.sentence.folded[self.name.first : self.name.last])

    @property
    def country(self) -> str:
        """The territory that it lies in, as far as its place and the words around it tell."""
        mention = self.name.mention
        return (territory_of(mention) if mention is not None else "") or territory_around(self)


@dataclass(slots=True)
class Group:
    """Words ``first``..``last`` of a sentence that speak of sites: a noun group, or the bare name of a known site.

    ``head`` is where the noun ends; ``tail`` where the names of the places end.
    """

    first: int
    head: int
    tail: int
    sites: list[Site]
    kind: str
    bare: bool = False
    named: bool = True


def territory_around(site: Site) -> str:
    """The territory of a place that the gazetteer lacks: "on Iturup", "near Shymkent", "in Georgia" beside it."""
    sentence, at = site.sentence, site.name.last
    for word in range(at, min(at + 8, len(sentence.folded))):
        text = sentence.folded[word]
        if text in LINKS and (code := _territory_at(sentence, to_name(sentence, word + 1))):
            return code
        if text == "," and country_at(sentence, word + 1):
            return _territory_at(sentence, word + 1)
        if text in (";", ":", "which", "who", "that"):
            break
    for mention in sentence.mentions:
        before = sentence.folded[mention.first - 1] if mention.first else ""
        sense = mention.sense("actor")
        if sense is not None and sense.info["form"] == "name" and before in ("in", ","):
            return sense.value
    return ""


def _territory_at(sentence: Sentence, at: int) -> str:
    country = country_at(sentence, at)
    mention: Mention | None = country
    if country is None and (name := name_at(sentence, at)) is not None:
        mention = name.mention
    return territory_of(mention) if mention is not None else ""
