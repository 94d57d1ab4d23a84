"""Where the data that ships with the library is."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_path(*parts: str) -> Path:
    """Return the path of a file or folder of the shipped data.

    In a wheel the data lies inside the package; in a checkout or an editable install it is the
    repository's ``data`` folder. ``bulletins/original`` is in the repository only, because it
    has terms of its own.

    Parameters
    ----------
    *parts
        Names below the data folder, such as ``"reference", "bases.csv"``; none for the folder.

    Returns
    -------
    Path
        An existing path.

    Raises
    ------
    FileNotFoundError
        If the installed data has no such file or folder.
    """
    packaged = _PACKAGE / "data"
    root = packaged if packaged.is_dir() else _PACKAGE.parent / "data"
    path = root.joinpath(*parts)
    if not path.exists():
        where = "/".join(("data", *parts))
        msg = f"{where} is not part of this installation of monitorlib (looked in {root})"
        raise FileNotFoundError(msg)
    return path
