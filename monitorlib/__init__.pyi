from . import charts, claims, geo, maps, reference
from .bulletin import Bulletin
from .corpus import Corpus, read
from .evidence import highlight
from .explorer import explore
from .mention_table import find_mentions
from .parsing import parse
from .resources import data_path
from .tables import Tables, cite, load

__all__ = [
    "Bulletin",
    "Corpus",
    "Tables",
    "charts",
    "cite",
    "claims",
    "data_path",
    "explore",
    "find_mentions",
    "geo",
    "highlight",
    "load",
    "maps",
    "parse",
    "read",
    "reference",
]

__version__: str
