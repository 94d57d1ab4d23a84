"""Done, meant or neither: "Russia VERB two regiments from Moldova" for every way to put the verb."""

import pytest
from plain import rows_of

DONE = (
    "withdrew; has withdrawn; had withdrawn; did withdraw; quietly withdrew; has already withdrawn; "
    "has finished withdrawing; managed to withdraw; had to withdraw; was forced to withdraw; claims "
    "to have withdrawn; is reported to have withdrawn; announced that it had withdrawn"
)
MEANT = (
    "will withdraw; is to withdraw; plans to withdraw; intends to withdraw; has pledged to withdraw; "
    "agreed to withdraw; decided to withdraw; has offered to withdraw; is preparing to withdraw; is "
    "about to withdraw; is expected to withdraw; aims to withdraw; wants to withdraw; will have "
    "withdrawn; said it will withdraw; announced that it would withdraw; is bound by treaty to "
    "withdraw; voted to withdraw"
)
NEITHER = (
    "did not withdraw; never withdrew; will not withdraw; has not yet withdrawn; refuses to withdraw; "
    "failed to withdraw; decided not to withdraw; has no intention of withdrawing; may withdraw; "
    "could withdraw; threatened to withdraw; is considering withdrawing; has postponed withdrawing; "
    "has halted withdrawing; denies having withdrawn; cannot withdraw"
)


@pytest.mark.parametrize(
    ("verbs", "actions"),
    [(DONE, {"withdrawn"}), (MEANT, {"to_withdraw"}), (NEITHER, {"stationed", None})],
    ids=["done", "meant", "neither"],
)
def test_a_verb_tells_whether_it_was_done(verbs: str, actions: set[str | None]) -> None:
    found = {}
    for verb in verbs.split("; "):
        rows = rows_of(f"Russia {verb} two regiments from Moldova.", "units")
        found[verb] = {row.get("action") for row in rows} or {None}
    assert {verb for verb, told in found.items() if not told <= actions} == set()
