"""Exercises that check themselves, and say kindly what is missing."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from html import escape
from numbers import Real
from typing import Any

__all__ = ["Feedback", "check"]

_LINE = 80  # longer answers are not repeated to the student
_ROUNDING = 1e-9  # 0.1 + 0.2 is 0.3


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
        whose order matters if it is a tuple; or a mapping from names to such answers. If the answer
        is a function: a mapping from its arguments, as tuples, to what it has to return.
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
    if isinstance(answer, Mapping) and isinstance(expected, Mapping):
        return _name_by_name(answer, expected, hint, tolerance)
    kind = _wanted(expected)
    if _kind(answer) != kind:
        message = f"The question asks for {kind}; your answer is {_kind(answer)}."
        return Feedback(False, " ".join(filter(None, (message, _advice(answer, kind)))))
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
            return Feedback(False, f"{call} gives {_shown(returned)}. {feedback.message}")
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
        *(
            f"{name} has to be {_kind(expected[name])}; it is {_kind(value)}."
            for name, value in found.items()
            if str(name) in wrong and _kind(value) != _kind(expected[name])
        ),
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
    if isinstance(value, Collection):
        return "names with answers" if isinstance(value, Mapping) else "several things"
    return f"a {type(value).__name__}"


def _wanted(expected: Any) -> str:
    """What is asked for; a function is described by what it has to return for which arguments."""
    if isinstance(expected, Mapping) and all(type(name) is tuple for name in expected):
        return "a function"
    return _kind(expected)


def _advice(answer: Any, wanted: str) -> str:
    """How to write an answer of the kind that is wanted, if that is likely to be what is amiss."""
    if wanted == "a number" and isinstance(answer, tuple):
        return "Decimals stand behind a point and not behind a comma: 1.5."
    if wanted == "a number" and isinstance(answer, str):
        return "Write the number alone, without quotation marks and without a unit."
    if wanted == "True or False" and isinstance(answer, str):
        return "Leave out the quotation marks."
    return {
        "a text": "Put quotation marks before and behind it.",
        "several things": "Put them into square brackets, with commas between them.",
        "names with answers": "Keep the curly brackets and the names, and replace the dots only.",
        "a function": "Keep the line that begins with def.",
    }.get(wanted, "")


def _shown(value: Any) -> str:
    """An answer as Python writes it, or only what it is if that fills more than a line."""
    shown = repr(value)
    return shown if len(shown) <= _LINE and "\n" not in shown else _kind(value)


def _compare(answer: Any, expected: Any, tolerance: float) -> tuple[bool, str]:
    """Whether the answer is right, and if not, in which direction to look."""
    kind = _kind(expected)
    if kind == "several things":
        return _compare_things(list(answer), expected, tolerance)
    remark = ""
    if kind == "a number":
        remark = "That is too much." if answer > expected else "That is too little."
    return _same(answer, expected, tolerance), remark


def _compare_things(
    answer: list[Any], expected: Collection[Any], tolerance: float
) -> tuple[bool, str]:
    def unmatched(some: Collection[Any], others: Collection[Any]) -> int:
        return sum(not any(_same(one, other, tolerance) for other in others) for one in some)

    missing, strange = unmatched(expected, answer), unmatched(answer, expected)
    if missing or strange:
        counts = (
            f"{missing} {'is' if missing == 1 else 'are'} missing" if missing else "",
            f"{strange} {'does' if strange == 1 else 'do'} not belong" if strange else "",
        )
        return False, ", ".join(filter(None, counts)) + "."
    if isinstance(expected, tuple):
        in_order = len(answer) == len(expected) and all(
            _same(one, other, tolerance) for one, other in zip(answer, expected, strict=True)
        )
        return in_order, "The right things, but not in the order that is asked for."
    return True, ""


def _same(one: Any, other: Any, tolerance: float) -> bool:
    kind = _kind(one)
    if kind != _kind(other):
        return False
    if kind == "a number":
        return bool(abs(one - other) <= max(tolerance, _ROUNDING))
    if kind == "a text":
        return bool(one.strip().casefold() == other.strip().casefold())
    return bool(one == other)
