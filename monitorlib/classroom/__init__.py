"""Lessons: answers that are checked kindly, students' versions, marks, and a glossary."""

from monitorlib.classroom.building import build
from monitorlib.classroom.checking import Feedback, check
from monitorlib.classroom.grading import Mark, grade
from monitorlib.classroom.words import glossary

__all__ = ["Feedback", "Mark", "build", "check", "glossary", "grade"]
