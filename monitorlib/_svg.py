"""Matplotlib's SVG in a third of the letters, to the eye the same.

A page with five maps is sent by mail and opened on old laptops. Matplotlib writes six decimals, one
long reference for each letter of a label, and the text of each label again as a comment; a tenth of
a point is finer than any screen.
"""

import re
from collections.abc import Iterator

_PATH = re.compile(r' d="([^"]*)"')
_COMMAND = re.compile(r"([A-Za-z])([^A-Za-z]*)")
_KNOWN = frozenset("MLQCz")
# What no reader of the picture needs; ids that matplotlib numbers through, such as "text_3".
_DROPPED = re.compile(r'<!--.*?-->|<!DOCTYPE.*?>| id="[\w.]+_\d+"', re.DOTALL)
_OLD_LINKS = ' xmlns:xlink="http://www.w3.org/1999/xlink"'  # browsers since 2019 need none
_BETWEEN_TAGS = re.compile(r">\s+<")
# Only lines without fill or transparency: where parts of one path cross, nothing else changes.
_LINES = re.compile(
    r'<path d="[^"]*"((?: clip-path="[^"]*")? style="fill: none;(?![^"]*opacity)[^"]*")/>'
    r'(?:<path d="[^"]*"\1/>)+'
)
_LETTER = re.compile(r'(#|\bid=")(DejaVu[A-Za-z-]*)-([0-9a-f]+)"')
_SHIFTED = re.compile(r' transform="translate\((\S+) 0\)"/>')
_PLACED = re.compile(r'(?:translate\(| [xy]=")[-\d. ]+')
_LONG = re.compile(r"(?<![\d.])-?\d*+\.\d{3,}")


def compact(svg: str) -> str:
    """Return an SVG by matplotlib with shorter paths, places and names, and no comments.

    The name of a letter stays made of its font and number: in a notebook pictures share a page, and
    one name must mean one shape.
    """
    svg = _BETWEEN_TAGS.sub("><", _DROPPED.sub("", svg))
    svg = svg.replace(_OLD_LINKS, "").replace("xlink:href", "href")
    svg = _LETTER.sub(lambda m: f'{m[1]}{re.sub("[a-z-]", "", m[2])}{m[3]}"', svg)
    svg = _SHIFTED.sub(lambda m: f' x="{float(m[1]):.0f}"/>', svg)  # hundredths of the letter
    svg = _PLACED.sub(lambda m: _LONG.sub(lambda n: f"{float(n[0]):.1f}", m[0]), svg)
    svg = _PATH.sub(lambda m: f' d="{_shorter(m[1])}"', svg)
    return _LINES.sub(_one_line, svg)


def _one_line(lines: re.Match[str]) -> str:
    """Lines that are drawn alike, one after another, as one path of several parts."""
    return f'<path d="{"".join(_PATH.findall(lines[0]))}"{lines[1]}/>'


def _shorter(path: str) -> str:
    """A path to a tenth of a point, each step told from where the one before ended."""
    commands = _COMMAND.findall(path)
    if not _KNOWN.issuperset(letter for letter, _ in commands):
        return path
    written, before = list[str](), ""
    for letter, numbers in _relative(commands):
        step = _joined(numbers)
        if letter != before or letter == "z":
            step = letter + step
        elif not step.startswith("-"):
            step = f" {step}"
        written.append(step)
        before = "" if letter == "M" else letter  # numbers alone would be a line to their place
    return "".join(written)


def _relative(commands: list[tuple[str, str]]) -> Iterator[tuple[str, list[int]]]:
    """Steps in tenths of a point from the point before; rounding does not add up."""
    here = start = (0, 0)
    for letter, words in commands:
        spots = [round(float(word) * 10) for word in words.split()]
        steps = [spot - here[number % 2] for number, spot in enumerate(spots)]
        if letter == "L" and not any(steps):
            continue
        yield (letter, spots) if letter == "M" else (letter.lower(), steps)
        here = (spots[-2], spots[-1]) if spots else start
        if letter == "M":
            start = here


def _joined(tenths: list[int]) -> str:
    """Numbers with nothing between them that SVG can do without."""
    words = [_word(number) for number in tenths]
    return "".join(
        word if not position or word.startswith("-") else f" {word}"
        for position, word in enumerate(words)
    )


def _word(tenths: int) -> str:
    """A number without the nought before its point."""
    if abs(tenths) < 10 and tenths:
        return f"{'-' if tenths < 0 else ''}.{abs(tenths)}"
    return f"{tenths / 10:.8g}"
