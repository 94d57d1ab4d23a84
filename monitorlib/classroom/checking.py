"""Exercises that check themselves, and say kindly what is missing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from html import escape
from numbers import Real
from typing import Any

__all__ = ["Feedback", "check"]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What `check` thinks of an answer.

    Attributes
    ----------
    right
        Whether the answer is right; hidden tests can assert it.
    message
        What the student reads.
    """

    right: bool
    message: str

    def __bool__(self) -> bool:
        return self.right

    def __str__(self) -> str:
        return self.message

    def _repr_html_(self) -> str:
        sign = "✓" if self.right else "→"
        return f'<p role="status"><b>{sign}</b> {escape(self.message)}</p>'


def check(answer: Any, expected: Any, *, hint: str = "", tolerance: float = 0) -> Feedback:
    """Compare a student's answer with the expected one, without giving that away.

    Parameters
    ----------
    answer
        What the student wrote; ``...`` or None where nothing was written yet.
    expected
        A number, a text (upper and lower case and outer blanks do not matter), or a collection,
        whose order does not matter; or a mapping from names to such answers. If the answer is a
        function: a mapping from its arguments, as tuples, to what it has to return.
    hint
        What to look at again, shown with a wrong answer.
    tolerance
        By how much a number may be off, in its own unit.

    Returns
    -------
    Feedback
        True if the answer is right. A wrong type of answer is a wrong answer, never an error.
    """
    if _is_open(answer):
        return Feedback(False, "Nothing here yet: put your answer in place of the dots.")
    if callable(answer) and isinstance(expected, Mapping):
        return _try_out(answer, expected, hint, tolerance)
    kind = _kind(expected)
    if isinstance(answer, Mapping) and isinstance(expected, Mapping):
        return _name_by_name(answer, expected, hint, tolerance)
    if _kind(answer) != kind:
        return Feedback(False, f"The question asks for {kind}; your answer is {_kind(answer)}.")
    right, remark = _compare(answer, expected, tolerance)
    if right:
        return Feedback(True, "Yes, that is right.")
    return Feedback(False, " ".join(filter(None, ("Not yet.", remark, hint))))


def _is_open(answer: Any) -> bool:
    """Whether nothing was written yet: dots, or a list of nothing but dots."""
    if isinstance(answer, (list, tuple)):
        return len(answer) > 0 and all(map(_is_open, answer))
    return answer is None or answer is ...


def _try_out(
    function: Callable[..., Any], cases: Mapping[Any, Any], hint: str, tolerance: float
) -> Feedback:
    """Call a student's function; whatever it does, the student reads a sentence about it."""
    name = getattr(function, "__name__", "your function")
    for arguments, expected in cases.items():
        call = f"{name}({', '.join(map(repr, arguments))})"
        try:
            returned = function(*arguments)
        except Exception as error:  # noqa: BLE001  # a student's code may raise anything
            return Feedback(False, f"{call} stopped with {type(error).__name__}: {error}.")
        if _is_open(returned):
            message = f"{call} gives nothing back yet: write the line that begins with return."
            return Feedback(False, message)
        feedback = check(returned, expected, hint=hint, tolerance=tolerance)
        if not feedback:
            return Feedback(False, f"{call} gives {returned!r}. {feedback.message}")
    return Feedback(True, "Yes, that is right.")


def _name_by_name(
    answer: Mapping[Any, Any], expected: Mapping[Any, Any], hint: str, tolerance: float
) -> Feedback:
    found = {name: answer.get(name) for name in expected}
    still_open = [str(name) for name, value in found.items() if _is_open(value)]
    if len(still_open) == len(expected):
        return check(..., expected)
    wrong = [
        str(name)
        for name, value in found.items()
        if str(name) not in still_open and not check(value, expected[name], tolerance=tolerance)
    ]
    if not still_open and not wrong:
        return Feedback(True, "Yes, that is right.")
    remarks = (
        f"Look again at {', '.join(wrong)}." if wrong else "So far, so good.",
        f"Still open: {', '.join(still_open)}." if still_open else "",
    )
    return Feedback(False, " ".join(filter(None, ("Not yet.", *remarks, hint if wrong else ""))))


def _kind(value: Any) -> str:
    if isinstance(value, bool) or type(value).__name__ == "bool":  # the second is NumPy's
        return "True or False"
    if isinstance(value, Real):
        return "a number"
    if isinstance(value, str):
        return "a text"
    if callable(value):
        return "a function"
    if isinstance(value, Collection) and not isinstance(value, Mapping):
        return "a collection of several things"
    return f"a {type(value).__name__}"


def _compare(answer: Any, expected: Any, tolerance: float) -> tuple[bool, str]:
    """Whether the answer is right, and if not, in which direction to look."""
    kind = _kind(expected)
    if kind == "a number":
        off = answer - expected
        return abs(off) <= tolerance, "That is too much." if off > 0 else "That is too little."
    if kind == "a text":
        return answer.strip().casefold() == expected.strip().casefold(), ""
    if kind.startswith("a collection"):
        answer, expected = list(answer), list(expected)
        missing = [item for item in expected if item not in answer]
        strange = [item for item in answer if item not in expected]
        counts = f"{len(missing)} missing, {len(strange)} that do not belong."
        return not missing and not strange, counts
    return bool(answer == expected), ""
