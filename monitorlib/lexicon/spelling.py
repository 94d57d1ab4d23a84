"""One name in many transliterations: "Dudayev" and "Dudaev", "Khujand" and "Hujand", "Yevhen" and "Evgeny".

A key stands for all spellings of a name: what the transliterations of the time do differently is made one. Keys are
for comparing names only; they are no spelling of anything.
"""

from __future__ import annotations

import functools
import re

__all__ = ["given_key", "name_key"]

# The order matters: digraphs before their letters.
_RULES = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("tch", "ch"),
    ("dzh", "j"),
    ("zh", "j"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "h"),
    ("g", "h"),  # "Horbulin" and "Gorbulin"
    ("q", "k"),
    ("ck", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("tz", "ts"),
    ("lj", "l"),
    ("nj", "n"),
    ("cz", "ch"),
    ("ou", "u"),
    ("oe", "o"),
    ("ue", "u"),
    ("y", "i"),
    ("ii", "i"),
    ("ie", "e"),
    ("io", "e"),  # "Solovyov" and "Soloviev"
    ("ia", "a"),
    ("iu", "u"),
    ("o", "a"),  # "Lukashenko" and "Lukashenka", "Rahmonov" and "Rahmanov"
)
_DOUBLE = re.compile(r"(.)\1")
_PLAIN = str.maketrans(
    "áàâäãåăąćčçďđéèêëěęğíìîïıłńňñóòôöõøőřśšşșťţțúùûüůűýžźżəі",
    "aaaaaaaacccddeeeeeegiiiiilnnnooooooorsssstttuuuuuuyzzzai",
    "'’‘`-. ",
)
_VOWELS = str.maketrans("", "", "aeiou")


@functools.lru_cache(maxsize=4096)
def name_key(name: str) -> str:
    """The key of a surname or a place: the same for all its usual spellings."""
    key = name.casefold().translate(_PLAIN)
    for letters, one in _RULES:
        if letters in key:
            key = key.replace(letters, one)
    return _DOUBLE.sub(r"\1", key)


def given_key(name: str) -> str:
    """The key of a given name, of its consonants only: "Vladimir" and "Volodymyr" are one."""
    key = name_key(name)
    return key.translate(_VOWELS) or key
