"""The parts of a bulletin: headlines, paragraphs, agency tags and sentences.

Everything is a half-open span of the text. Each step is a compiled regular expression that runs
once over the text, so that the time grows with its length and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = [
    "LONGEST_SENTENCE",
    "Layout",
    "Span",
    "Tag",
    "find_sentences",
    "read_layout",
]

Span = tuple[int, int]

_BLANK_LINE = re.compile(r"\n\s*\n")
LONGEST_SENTENCE = 1000  # characters; where no full stop comes for so long, none is there
_LONG_LINE = 200  # characters; no one wraps lines by hand as wide as this

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DATELINE = re.compile(
    rf"(?:[A-Z][a-z]{{2,5}}day,?\s+)?(?:{_MONTH}\s+\d{{1,2}},?|\d{{1,2}}\s+{_MONTH})\s+\d{{4}}\b"
    r"[^\n]{0,40}\Z"
)
_BYLINE = re.compile(r"By [A-Z][^\n]{0,80}\Z")

# -- headlines -----------------------------------------------------------------------------------

_TITLE_LENGTH = 150
_TITLE_WORDS = 20
# Words that a title in the American style leaves in lower case.
_SMALL_WORDS = frozenset(
    """a about against ahead along amid among an and around as at before behind between but by de
    despite down during for from in into la nor of off on onto or out over per since so than the
    through till to toward towards under until up upon van via von vs while with within without
    yet""".split()
)
_EDGES = "\"'“”‘’«»()[].,;:!?…—–-"

# -- agency tags ---------------------------------------------------------------------------------

_PAREN = re.compile(r"\(([^()]{1,300})\)")
_FOOTNOTE = re.compile(r"\s{0,9}(?:\d{1,3}|\*{1,3})\s{0,9}\Z")
_DAYS = r"(?:\s*(?:--?|[–—,&]|\band\b|\bto\b|\bthrough\b)\s*"
_TAG_DATE = re.compile(
    rf"\b{_MONTH}\s*\d{{1,2}}\b{_DAYS}(?:{_MONTH}\s*)?\d{{1,4}}\b){{0,9}}"
    rf"|\b\d{{1,2}}{_DAYS}\d{{1,2}}){{0,9}}\s+{_MONTH}(?:,?\s+\d{{4}}\b)?"
    rf"|(?<=,)\s*{_MONTH}(?:\s+\d{{4}}\b)?(?=\s*(?:[,;]|\Z))"
)
_CROSS_REFERENCE = re.compile(r"\s{0,9}(?:see|cf\.?)\b", re.IGNORECASE)
# A name holds none of these; a bracketed clause that ends in a date does.
_CLAUSE_WORD = re.compile(
    r"\b(?:on|at|by|to|from|in|that|which|who|was|were|is|are|has|had|have|will|he|she|it|they"
    r"|his|her|said|with|until|since|signed|born)\b",
)
_ENDS_STOPPED = re.compile(r"""[.!?…]["'”’»)\]]{0,3}\Z""")
_TERMINAL = ".!?…\"”’'»)]"

# -- sentences -----------------------------------------------------------------------------------

_STOP = re.compile(
    r"""
    (?P<mark> [.!?…] (?<![.!?…]{2}) [.!?…]*+ ) (?P<closing> ["'”’»)\]]*+ )
    (?: (?P<space> \s++ ) (?= ["'“‘«(\[…—–$€£#-]{0,4} (?![a-z]) [^\W_] ) | (?=[A-Z][a-z]) )
    """,
    re.VERBOSE,
)
_TITLES = frozenset(
    """adm amb brig capt cdr cmdr col cpl cpt dr ens fr gen gov hon lieut lt maj messrs mme mr mrs
    ms msgr pfc pres prof pvt rep reps rev sen sens sgt supt""".split()
)
_BEFORE_NUMBERS = frozenset("art arts ch fig no nos p para pp pt sec vol vols".split())
# These end a sentence only when a word follows that often begins one and is no name.
_SHORT_FORMS = frozenset(
    """approx apr assn aug ave bn bros ca cf co comdr corp dec dept div dist est etc feb ft govt
    inc jan jr jul jun ltd mar mt mts nov oct ph.d regt sep sept sr st ste tel univ viz vs""".split()
)
_DOTTED = re.compile(r"(?:[^\W\d_]\.){1,12}[^\W\d_]\Z")
_BEFORE_WORD = re.compile(r"""["'“‘’«(\[/—–-]""")
_STARTER = re.compile(
    r"""["'“‘«(\[]{0,4}+(?:The|A|An|This|That|These|Those|He|She|It|They|We|I|You|But|And|Yet|In|On|At
    |As|By|For|From|His|Her|Its|Their|Our|There|Here|However|Meanwhile|Moreover|Nor|Not|No|Some
    |If|When|While|Since|After|Before|Both|Each|Neither|Nevertheless|Another|Other|What|Who|To
    |With|Such|All|Only|Also|Although|Though|Under|Last|So|Then|Thus)(?=[\s,])""",
    re.VERBOSE,
)
# "START I. Ratification": here the letter is a numeral, not somebody's first name.
_NUMBERED = re.compile(
    r"(?:[A-Z]{3}|War|Part|Phase|Stage|Plan|Annex|Appendix|Protocol|Group|Type|Class)[\s-]{1,12}\Z"
)
_SPEAKER = re.compile(
    r"(?:[A-Z][\w'’-]{0,40}+\s{1,9}){1,3}(?:said|says|asked|asks|wondered|exclaimed|declared|replied|told)\b"
)
_WORD = re.compile(r"[^\W\d_]{2}")
_MARKED = re.compile(r"[^\W_]")


class Tag(NamedTuple):
    """A bracketed list of agencies at a paragraph's end, "(Itar-Tass, Interfax, May 14)"."""

    span: Span
    agencies: tuple[str, ...]
    dates: tuple[str, ...]


class Layout(NamedTuple):
    """Where the parts of a bulletin are; a part that is absent is the span (0, 0)."""

    headline: Span
    next_headline: Span
    dateline: Span
    body: Span
    paragraphs: tuple[Span, ...]
    tags: tuple[Tag, ...]
    asides: tuple[Span, ...]  # tags, footnotes and cross-references: in no sentence
    titles: tuple[Span, ...] = ()  # headlines amid the text: in no paragraph


def read_layout(text: str, header: Span | None) -> Layout:
    r"""Find headline, next headline, paragraphs and agency tags.

    Parameters
    ----------
    text
        The bulletin, with ``\n`` as newline.
    header
        Span of the header line, None when there is none.
    """
    before = _blocks(text, 0, header[0]) if header else []
    after = _blocks(text, header[1] if header else 0, len(text))
    headline, before = _headline_before(text, before)
    if headline is None:
        headline, blocks = _headline_first(text, before + after)
    else:
        blocks = before + after
    next_headline, blocks = _headline_last(text, blocks)
    dateline = next((block for block in blocks if _DATELINE.match(text, *block)), None)
    titles = _titles_inside(text, blocks)
    paragraphs = tuple(block for block in blocks if block != dateline and block not in titles)
    tags, asides = _find_asides(text, paragraphs)
    none = (0, 0)
    return Layout(
        headline=headline or none,
        next_headline=next_headline or none,
        dateline=dateline or none,
        body=(paragraphs[0][0], paragraphs[-1][1]) if paragraphs else none,
        paragraphs=paragraphs,
        tags=tuple(tags),
        asides=tuple(asides),
        titles=titles,
    )


def find_sentences(text: str, layout: Layout) -> tuple[Span, ...]:
    """Split the paragraphs into sentences, without agency tags, footnotes and headlines."""
    sentences: list[Span] = []
    asides = iter((*layout.asides, (len(text) + 1, len(text) + 1)))
    aside = next(asides)
    for start, stop in layout.paragraphs:
        at = start
        while aside[0] < stop:
            sentences += _split(text, at, aside[0])
            at, aside = aside[1], next(asides)
        sentences += _split(text, at, stop)
    return tuple(part for span in sentences for part in _shortened(text, *span))


def _shortened(text: str, start: int, stop: int) -> Iterator[Span]:
    """The sentence, or the parts of one that no full stop ends for so long, cut at a space."""
    while stop - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start, start + LONGEST_SENTENCE)
        cut = space if space > start else start + LONGEST_SENTENCE
        yield _strip(text, start, cut)
        start = _strip(text, cut, stop)[0]
    yield start, stop


def _strip(text: str, start: int, stop: int) -> Span:
    part = text[start:stop]
    stop -= len(part) - len(part.rstrip())
    return (min(start + len(part) - len(part.lstrip()), stop), stop)


def _blocks(text: str, start: int, stop: int) -> list[Span]:
    """Split at blank lines; at every newline where there are none and the lines are long."""
    start, stop = _strip(text, start, stop)
    cuts = [match.span() for match in _BLANK_LINE.finditer(text, start, stop)]
    if not cuts and any(len(line) > _LONG_LINE for line in text[start:stop].split("\n")):
        cuts = [match.span() for match in re.compile("\n").finditer(text, start, stop)]
    edges = [start, *(edge for cut in cuts for edge in cut), stop]
    spans = (_strip(text, *pair) for pair in zip(edges[::2], edges[1::2], strict=True))
    return [span for span in spans if span[0] < span[1]]


def _is_title(line: str) -> bool:
    """Whether a line is written like a headline: short, its words in capitals or capitalised."""
    if len(line) > _TITLE_LENGTH or "\n" in line or line[0] == "(" or line[-1] in ":;,)":
        return False
    words = [word.strip(_EDGES) for word in line.split()]
    cased = [word for word in words if word and word.lower() not in _SMALL_WORDS]
    return (
        2 <= len(words) <= _TITLE_WORDS
        and sum(word[0].isupper() for word in cased) >= 2
        and not any(word.islower() for word in cased)
    )


def _headline_before(text: str, blocks: list[Span]) -> tuple[Span | None, list[Span]]:
    """Take the headline from what stands before the header line: there any short line is one."""
    for index in range(len(blocks) - 1, -1, -1):
        line = text[slice(*blocks[index])]
        if _DATELINE.match(line):
            continue
        alone = index == 0 and len(line) <= _LONG_LINE and "\n" not in line
        if alone or _is_title(line):
            return blocks[index], blocks[:index] + blocks[index + 1 :]
        break
    return None, blocks


def _headline_first(text: str, blocks: list[Span]) -> tuple[Span | None, list[Span]]:
    """Take the headline from the first block or its first line, if something follows it."""
    for index, (start, stop) in enumerate(blocks):
        if _DATELINE.match(text, start, stop) or _BYLINE.match(text, start, stop):
            continue
        line_end = text.find("\n", start, stop)
        line = text[start : stop if line_end < 0 else line_end].rstrip()
        rest = [] if line_end < 0 else [_strip(text, line_end, stop)]
        rest += blocks[index + 1 :]
        untitled = line_end >= 0 or line[-1] in _TERMINAL + ":;,"
        if rest and (_is_title(line) or (len(line) <= _TITLE_LENGTH and not untitled)):
            return (start, start + len(line)), blocks[:index] + rest
        break
    return None, blocks


def _headline_last(text: str, blocks: list[Span]) -> tuple[Span | None, list[Span]]:
    """Take the next item's headline from the last line, if a paragraph stands before it."""
    if not blocks:
        return None, blocks
    start, stop = blocks[-1]
    line_start = text.rfind("\n", start, stop) + 1
    rest = blocks[:-1]
    if line_start:
        rest = [*rest, _strip(text, start, line_start)]
        start, stop = _strip(text, line_start, stop)
    if rest and _is_title(text[start:stop]) and text[rest[-1][1] - 1] in _TERMINAL:
        return (start, stop), rest
    return None, blocks


def _titles_inside(text: str, blocks: list[Span]) -> tuple[Span, ...]:
    """Headlines between two paragraphs: where two items are in one file, or an item has parts."""
    titled = [_is_title(text[slice(*block)]) for block in blocks]
    return tuple(
        blocks[index]
        for index in range(1, len(blocks) - 1)
        if titled[index] and not titled[index - 1] and not titled[index + 1]
    )


def _find_asides(text: str, paragraphs: tuple[Span, ...]) -> tuple[list[Tag], list[Span]]:
    tags: list[Tag] = []
    asides: list[Span] = []
    for start, stop in paragraphs:
        for match in _PAREN.finditer(text, start, stop):
            at_end = not text[match.end() : min(stop, match.end() + 40)].strip(" \n(0123456789)*")
            last_aside = asides[-1][1] if asides else 0
            left = text[max(start, last_aside, match.start() - 6) : match.start()].rstrip()
            after_stop = not left or _ENDS_STOPPED.search(left) is not None
            if not (after_stop or at_end):
                continue
            if after_stop and _FOOTNOTE.match(match[1]):
                asides.append(match.span())
                continue
            tag = _read_tag(match, after_stop=after_stop, at_end=at_end)
            if tag is not None:
                asides.append(tag.span)
                if tag.agencies or tag.dates:
                    tags.append(tag)
    return tags, asides


def _read_tag(match: re.Match[str], *, after_stop: bool, at_end: bool) -> Tag | None:
    """Read "(NTV, September 15; Komsomolskaya pravda, September 14)"; None for other brackets."""
    names: dict[str, None] = {}
    dates: list[str] = []
    content = match[1]
    if content.rstrip()[-1:] in ".!?…":
        return None
    groups = content.split(";")
    own = [group for group in groups if not _CROSS_REFERENCE.match(group)]
    for group in own:
        dates += [date.strip() for date in _TAG_DATE.findall(group)]
        for name in _TAG_DATE.sub(",", group).split(","):
            names.update(dict.fromkeys(_agency_names(" ".join(name.split()))))
    if any(len(name.split()) > 6 or _CLAUSE_WORD.search(name) for name in names):
        return None
    # Without a date only a list of proper names that stands alone at the end is a tag.
    alone = after_stop and at_end and all(name[:1].isupper() for name in names)
    if own and not dates and not alone:
        return None
    if not own and not after_stop:
        return None
    return Tag(match.span(), tuple(names), tuple(dates))


def _agency_names(name: str) -> list[str]:
    """Names in one place of the list: "AP and Reuter" are two, "Russian and Western agencies" one."""
    name = name.removeprefix("and ")
    first, _, second = name.partition(" and ")
    if second and second.split()[-1][0].isupper():
        return [first, second]
    return [name] if name else []


def _split(text: str, start: int, stop: int) -> Iterator[Span]:
    """Sentences of a stretch of text, each stripped and with a letter or digit in it."""
    at = searched = start
    for match in _STOP.finditer(text, start, stop):
        end = match.end("closing")
        if _goes_on(text, at, match):
            continue
        # A numeral alone, "1.", belongs to what follows it. No part is searched twice.
        if not _WORD.search(text, searched, end):
            searched = end
            continue
        yield _strip(text, at, end)
        at = searched = end
    at, end = _strip(text, at, stop)
    if _MARKED.search(text, at, end):
        yield at, end


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a sentence goes on after this full stop."""
    after = match.end()
    mark, closing = match["mark"], match["closing"]
    if mark == "." and not closing:
        words = text[max(start, match.start() - 24) : match.start()].split()
        word = _BEFORE_WORD.split(words[-1])[-1] if words else ""
        if _abbreviates(text, word, match.start(), after):
            return True
    if match["space"] is None:  # "said.The" ends a sentence, "U.S.Army" does not
        before = text[max(start, match.start() - 2) : match.start()]
        return not (before.isdigit() or before.islower() or before[-1:] in ")”")
    return mark in "?!" and closing != "" and _SPEAKER.match(text, after) is not None


def _abbreviates(text: str, word: str, dot: int, after: int) -> bool:
    """Whether the full stop at ``dot`` belongs to the word before it and ends no sentence."""
    folded = word.lower()
    if folded.rpartition(".")[2] in _TITLES:  # "Lt.Gen." too
        return True
    if folded in _BEFORE_NUMBERS:
        return text[after].isdigit()
    if len(word) == 1 and word.isupper():
        numbered = _NUMBERED.search(text, max(0, dot - 15), dot - 1)
        return not numbered and not _STARTER.match(text, after)
    if folded in _SHORT_FORMS or _DOTTED.match(word):
        return not _STARTER.match(text, after)
    return False
