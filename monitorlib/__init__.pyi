from . import charts, claims, classroom, geo, maps, reference
from ._queries import database
from .archive import Summary, parse_archive
from .bulletin import Bulletin
from .corpus import Corpus, read
from .evaluation import evaluate
from .evidence import highlight
from .explorer import explore
from .mention_table import find_mentions
from .parsing import parse
from .resources import data_path
from .tables import Tables, cite, load

__all__ = [
    "Bulletin",
    "Corpus",
    "Summary",
    "Tables",
    "charts",
    "cite",
    "claims",
    "classroom",
    "data_path",
    "database",
    "evaluate",
    "explore",
    "find_mentions",
    "geo",
    "highlight",
    "load",
    "maps",
    "parse",
    "parse_archive",
    "read",
    "reference",
]

__version__: str
