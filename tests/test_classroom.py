"""Exercises that check themselves."""

import pytest

from monitorlib.classroom import check


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (63, 63),
        (8.96, 9),
        (" Baranovichi ", "baranovichi"),
        (["RUS", "BLR"], {"BLR", "RUS"}),
        (True, True),
    ],
)
def test_right_answers_are_told_so(answer, expected):
    feedback = check(answer, expected, tolerance=0.1)
    assert feedback
    assert str(feedback) == "Yes, that is right."


@pytest.mark.parametrize(
    ("answer", "expected", "message"),
    [
        (..., 63, "Nothing here yet: put your answer in place of the dots."),
        (None, 63, "Nothing here yet: put your answer in place of the dots."),
        (71, 63, "Not yet. That is too much. Nine a regiment."),
        (18, 63, "Not yet. That is too little. Nine a regiment."),
        (float("nan"), 63, "Not yet. That is too little. Nine a regiment."),
        ("63", 63, "The question asks for a number; your answer is a text."),
        (True, 1, "The question asks for a number; your answer is True or False."),
        ({"a": 1}, ["a"], "The question asks for a collection of several things; your answer is a dict."),
        (["RUS", "POL"], ["RUS", "BLR", "UKR"], "Not yet. 2 missing, 1 that do not belong. Nine a regiment."),
        ("Lida", "Mozyr", "Not yet. Nine a regiment."),
    ],
)  # fmt: skip
def test_wrong_answers_are_told_where_to_look_but_not_the_answer(answer, expected, message):
    feedback = check(answer, expected, hint="Nine a regiment.")
    assert not feedback
    assert feedback.message == message


def test_feedback_shows_as_escaped_html():
    html = check("x", "y", hint="<script>")._repr_html_()
    assert "<script>" not in html
    assert 'role="status"' in html
