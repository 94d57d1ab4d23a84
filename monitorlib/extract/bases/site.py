"""A site as the bulletin speaks of it: what `monitorlib.extract.sites` collects, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitorlib.extract.bases.names import Name
from monitorlib.extract.context import territory_of
from monitorlib.spans import Sentence

__all__ = ["Group", "Site"]


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
    # what tells its place from others: the gazetteer's id, else the name as printed
    key: str = field(init=False)
    noun: str = field(init=False)  # the last word of the noun that speaks of it: "station"

    def __post_init__(self) -> None:
        place = self.name.sense("place")
        folded = self.sentence.folded[self.name.first : self.name.last]
        at = self.spans[0][1]
        head = next((m for m in self.spans[0][0].of("site") if m.first == at), None)
        self.noun = self.spans[0][0].folded[head.last - 1] if head is not None else ""
        self.key = place.value if place is not None else " ".join(folded)

    @property
    def country(self) -> str:
        """The territory that it lies in: as its place tells, else the nearest named: "Zvezdograd in Moldova"."""
        place, at = self.name.sense("place"), self.name.first
        if place is not None and place.info["country"]:
            return place.info["country"]
        named = [m for m in self.sentence.of("place", "actor") if territory_of(m)]
        nearest = min(named, key=lambda m: abs(m.first - at), default=None)
        return territory_of(nearest) if nearest is not None else ""

    def again(self, sentence: Sentence, word: int) -> Site:
        """The same site as another word speaks of it."""
        return Site(self.kind, self.sentence, self.name, [(sentence, word)])


@dataclass(slots=True)
class Group:
    """Words ``first``..``last`` of a sentence that speak of sites: a noun group, or the bare name of a known site.

    ``head`` is where the noun ends; ``tail`` where the names of the places end. Of further sites ("another at X")
    what is said of the ``model`` is true unless the sentence says something else of them.
    """

    first: int
    head: int
    tail: int
    sites: list[Site]
    kind: str
    model: Site | None = None
