"""Writing files safely: whole or not at all, and never outside the folder."""

import hashlib
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

Format = Literal["parquet", "csv", "json", "xlsx", "duckdb"]

_NAME_LIMIT = 200  # bytes; file systems hold 255, suffix included
_UNSAFE = re.compile(
    r"""[<>:"\\|?*%\x00-\x1f\x7f]  # refused by some file system
    | ^\. | [. ]\Z                 # hidden, leading out of the folder, or dropped by Windows
    | ^(?=(con|prn|aux|nul|com\d|lpt\d|manifest)(\.|\Z)).  # devices of Windows, and our own name
    """,
    re.VERBOSE | re.IGNORECASE,
)


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path to write to; only when all went well does it take the place of `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".writing-") as folder:
        draft = Path(folder, "draft")
        yield draft
        draft.replace(path)


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Name the file in whatever is wrong with it."""
    try:
        yield
    except FileNotFoundError as error:
        msg = f"{path}: there is no such file or folder"
        raise FileNotFoundError(msg) from error
    except PermissionError as error:
        msg = f"{path}: it may not be read; another program may have it open"
        raise PermissionError(msg) from error
    except ValueError as error:
        msg = f"{path}: {error}"
        raise ValueError(msg) from error
    except Exception as error:  # a damaged file makes the libraries that read it raise anything
        msg = f"{path}: it is damaged or foreign ({type(error).__name__}: {error})"
        raise ValueError(msg) from error


def file_for(folder: Path, bulletin_id: str, suffix: str) -> Path:
    """Return the file for a bulletin below a folder, whatever characters its id has.

    A slash in the id makes a subfolder. Characters that a file system may refuse, names that it
    reserves and names that would lead out of the folder are written like ``%2E``.
    """
    *parents, name = map(_safe_name, bulletin_id.split("/"))
    return folder.joinpath(*parents, name + suffix)


def _safe_name(name: str) -> str:
    safe = _UNSAFE.sub(lambda found: f"%{ord(found[0]):02X}", name)
    if len(safe.encode()) > _NAME_LIMIT:
        safe = f"{safe[:40]}%{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    return safe or "%"
