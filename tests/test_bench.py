"""Speed as a ratio: a busy or a slow machine slows both sides alike."""

import re
import time

import monitorlib as ml
from monitorlib import lexicon
from monitorlib.parsing import parse_bulletin

TOKEN = re.compile(r"\w+|[^\w\s]")
PASSES = 50  # one pass over the texts is too short to be timed
BOUND = 400  # three times what it was when this was written
ROUNDS = 5


def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def test_parsing_costs_no_more_than_some_hundred_passes_of_a_token_regex(corpus):
    texts = [bulletin.text for bulletin in corpus][::8]
    knowledge = lexicon.load()
    floor, ours = [], []
    # in turn, so that a busy spell meets both; the minimum is what was disturbed least
    for _ in range(ROUNDS):
        floor.append(seconds(lambda: [TOKEN.findall(text) for text in texts * PASSES]) / PASSES)
        ours.append(
            seconds(lambda: [parse_bulletin(ml.Bulletin(text), knowledge) for text in texts])
        )
    assert min(ours) / min(floor) < BOUND
