"""Noise and spoiled bulletins: what failed once, and a few fresh inputs of each kind (`make fuzz` tries many)."""

import pytest
from fuzz import TARGETS, kept, run, try_one


@pytest.mark.parametrize(
    ("target", "value"), [pytest.param(*one, id=f"{one[0]}-{i}") for i, one in enumerate(kept())]
)
def test_what_failed_once_holds_now(target: str, value: str | bytes) -> None:
    try_one(target, value)


@pytest.mark.parametrize(
    ("target", "number"),
    [("reading", 150), ("parsing", 200), ("mentions", 100), ("highlight", 25), ("export", 5)],
)
def test_fresh_inputs_are_survived(target: str, number: int) -> None:
    assert target in TARGETS
    run(target, number, start=1, tried=lambda _: None)
