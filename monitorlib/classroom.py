"""Exercises that check themselves, and say kindly what is missing."""

from collections.abc import Collection, Mapping
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
        whose order does not matter.
    hint
        What to look at again, shown with a wrong answer.
    tolerance
        By how much a number may be off, in its own unit.

    Returns
    -------
    Feedback
        True if the answer is right. A wrong type of answer is a wrong answer, never an error.
    """
    if answer is None or answer is ...:
        return Feedback(False, "Nothing here yet: put your answer in place of the dots.")
    kind = _kind(expected)
    if _kind(answer) != kind:
        return Feedback(False, f"The question asks for {kind}; your answer is {_kind(answer)}.")
    right, remark = _compare(answer, expected, tolerance)
    if right:
        return Feedback(True, "Yes, that is right.")
    return Feedback(False, " ".join(filter(None, ("Not yet.", remark, hint))))


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "True or False"
    if isinstance(value, Real):
        return "a number"
    if isinstance(value, str):
        return "a text"
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
