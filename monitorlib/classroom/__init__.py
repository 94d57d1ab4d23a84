"""Lessons: answers that are checked kindly, students' versions, marks, a glossary, a dashboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitorlib.classroom.building import build
from monitorlib.classroom.checking import Feedback, check
from monitorlib.classroom.grading import Mark, grade
from monitorlib.classroom.words import Words, explain, glossary

if TYPE_CHECKING:
    from monitorlib.classroom.projection import Threshold

__all__ = [
    "Feedback",
    "Mark",
    "Threshold",
    "Words",
    "build",
    "check",
    "explain",
    "glossary",
    "grade",
]


def __getattr__(name: str) -> type[Threshold]:
    """Load the dashboard, and the widgets and maps that it needs, when it is first used."""
    if name != "Threshold":
        raise AttributeError(name)
    from monitorlib.classroom.projection import Threshold

    return Threshold
