"""Sites in plain sentences: each construction with sites of all kinds, verbs of one meaning, and the row it gives."""

import itertools

import pytest
from plain import rows_of

# nouns, place, host and its code
SITES = [
    ("base", ["military base", "army base"], "Akhalkalaki", "Georgia", "GEO"),
    ("airfield", ["airfield", "air base", "landing strip"], "Kant", "Kyrgyzstan", "KGZ"),
    ("early_warning_radar", ["early-warning radar", "radar station"], "Skrunda", "Latvia", "LVA"),
    ("naval_base", ["naval base", "submarine base"], "Varna", "Bulgaria", "BGR"),
    ("depot", ["ammunition depot", "arsenal", "supply depot"], "Rezekne", "Latvia", "LVA"),
    ("garrison", ["garrison", "border post", "border station"], "Kulyab", "Tajikistan", "TJK"),
    ("missile_base", ["missile base", "rocket base"], "Mozyr", "Belarus", "BLR"),
    ("test_site", ["testing ground", "missile range"], "Emba", "Kazakhstan", "KAZ"),
    ("communications", ["listening post", "eavesdropping station"], "Ganja", "Azerbaijan", "AZE"),
    ("command", ["command post", "command center"], "Vinnytsya", "Ukraine", "UKR"),
    ("port", ["military port"], "Ventspils", "Latvia", "LVA"),
    ("training", ["training center", "training ground"], "Termez", "Uzbekistan", "UZB"),
]
OPERATORS = itertools.cycle(
    [
        ("Russia", "Russian", "RUS"),
        ("Moscow", "Russian", "RUS"),
        ("Turkey", "Turkish", "TUR"),
        ("the Russian Defense Ministry", "Russian", "RUS"),
        ("NATO", "NATO", "NATO"),
    ]
)
# past, participle, infinitive, -ing
ENDS = itertools.cycle(
    [
        ("closed", "closed", "close", "closing"),
        ("vacated", "vacated", "vacate", "vacating"),
        ("shut down", "shut down", "shut down", "shutting down"),
        ("gave up", "given up", "give up", "giving up"),
        ("abandoned", "abandoned", "abandon", "abandoning"),
    ]
)
# N: noun, P: place, H: host, O: operator, A: its adjective; {past} {done} {end} {ending}: what ends the use of a site
CONSTRUCTIONS = {
    # where the place stands, who uses the site
    ("in_use", True): [
        "{O} uses the {N} near {P}",
        "{O} has operated the {P} {N} since 1992",
        "{O}'s {N} in {P} was attacked",
        "The minister visited the {A} {N} 20 kilometers from {P}",
        "{P}, the site of a {A} {N}, lies on a river",
        "{P}, where {O} has a {N}, lies on a river",
        "The {N} at {P} is run by {O}",
        "The {N} in the border town of {P}, run by {O}, was inspected",
        "The minister visited the {N} at {P} used by {O}",
        "The {N} at {P} is manned by 300 {A} soldiers",
        "The {N} near {P} belongs to {O}",
        "The {N} that {O} uses in {P} was inspected",
        "The minister visited the {N} in {P}. {O} has used it since 1992",
        # demands, refusals, denials, keeping
        "{H} wants {O} to {end} its {N} at {P}",
        "{H} has called on {O} to {end} its {N} at {P}",
        "{H} demanded that {O} {end} its {N} in {P}",
        "{H} demands the closure of the {A} {N} at {P}",
        "{O} refused to {end} the {N} at {P}",
        "{O} has not yet {done} the {P} {N}",
        "{O} denied that it planned to {end} the {N} at {P}",
        "{O} could {end} the {N} at {P}",
        "{O} wants to keep its {N} in {P}",
        "{O} sees no reason to {end} its {N} at {P}",
        "The {N} at {P} is still in {A} hands",
        "In {P}, {O} has a {N}",
    ],
    ("granted", True): [
        "{O} rents the {N} at {P} from {H}",
        "The {N} at {P} is leased by {O}",
        "The {N} at {P}, rented by {O} since 1992, was inspected",
        "The {N} at {P}, which {O} leases from {H}, was inspected",
        "{H} allowed {O} to use the {N} near {P}",
        "{H} has leased the {P} {N} to {O}",
    ],
    ("closed", True): [
        "In January {O} {past} the {N} at {P}",
        "{O} has already {done} its {N} in {P}, officials said",
        "{O} has finished {ending} the {N} at {P}",
        "{O} completed the evacuation of the {N} at {P} in January",
        "The {N} at {P} was {done} by {O} in January",
        "The {N} at {P}, which {O} {past} in January, is empty",
        "After {ending} the {N} at {P}, {O} withdrew its observers",
        "{O} handed the {N} near {P} over to {H}",
        "The last of the {A} troops left the {N} at {P} on Monday",
        "The withdrawal of {A} troops from the {N} at {P} was completed in January",
    ],
    ("closed", False): [
        "The {N} at {P} was {done} on Tuesday",
        "The {N} at {P}, {done} in January, is guarded by police",
    ],
    ("to_close", True): [
        "{O} will {end} the {N} at {P} next month",
        "{O}, the minister said, has agreed to {end} its {N} in {P}",
        "{O} is {ending} the {A} {N} near {P}",
        "{O} began {ending} the {P} {N}",
        "{O} has agreed to the closure of the {N} at {P}",
        "{O} will transfer the {N} at {P} to {H}",
        "The {N} at {P} is old. {O} will close it next year",
    ],
    ("to_close", False): [
        "The {N} at {P} is scheduled to be {done} in May",
        "The {N} at {P} is being {done}",
        "{H} was told that the {N} at {P} would be {done} by 1999",
        "The minister visited the {N} in {P}. It will be {done} next year",
    ],
    ("sought", True): [
        "{O} wants to set up a {N} in {P}",
        "{O} has asked {H} for a {N} near {P}",
        "{O} offered to build a {N} at {P}",
    ],
    ("under_construction", False): [
        "{O} is building a {N} near {P}",
        "A new {N} will be built in {P}",
        "{O} and {H} agreed to set up a {N} at {P}",
    ],
}
# what is told in the clause of a site, or of one that hangs on it, without a verb that acts on it
TOLD = {
    ("closed", False): ["The {N} at {P} is a museum", "The {N} at {P}, overgrown, is empty"],
    ("to_close", False): ["The {N} at {P} faces the axe", "The {N} at {P} will be a museum"],
    ("under_construction", False): ["Bulldozers are at work at the {N} near {P}"],
    ("granted", False): ["{O} may use the {N} at {P} for ten years"],
    ("granted", True): ["{H} signed over the {P} {N} to {O}"],
    ("in_use", False): [
        "The minister was asked whether the {N} at {P} was to be a museum",
        "{H} asked how long {O} may use the {N} at {P}",
        "The {N} at {P} is no museum",
    ],
}
CONSTRUCTIONS = {
    wanted: [*CONSTRUCTIONS.get(wanted, []), *TOLD.get(wanted, [])]
    for wanted in CONSTRUCTIONS | TOLD
}
CASES = [(text, *wanted) for wanted, texts in CONSTRUCTIONS.items() for text in texts]


def rows(text):
    text = text.replace(" a a", " an a").replace(" a ea", " an ea")
    return rows_of(f"{text}.", "sites")


@pytest.mark.parametrize(("text", "status", "told"), CASES, ids=[text for text, *_ in CASES])
def test_construction(text, status, told):
    for kind, nouns, place, host, country in SITES:
        for noun in nouns:
            operator, adjective, code = next(OPERATORS)
            past, done, end, ending = next(ENDS)
            said = text.format(
                N=noun,
                P=place,
                H=host,
                O=operator,
                A=adjective,
                past=past,
                done=done,
                end=end,
                ending=ending,
            )
            (row,) = rows(said)
            found = [row[column] for column in ("kind", "place", "country", "status")]
            assert found == [kind, place, country, status], said
            assert not told or row.get("operator") == code, said


PAIRS = [
    ("{O} has {N}s at Osh and Narva. Both will be closed", "to_close", "to_close"),
    ("{O} has {N}s at Osh and Narva. The latter is to be closed", "in_use", "to_close"),
    ("{O} has {N}s at Osh and Narva. The {N} at Narva was vacated", "in_use", "closed"),
    ("{O} will close the {N} at Osh but keep the {N} at Narva", "to_close", "in_use"),
    ("{O} closed its {N}s at Osh and Narva in January", "closed", "closed"),
]


@pytest.mark.parametrize(("text", "first", "second"), PAIRS, ids=[text for text, *_ in PAIRS])
def test_two_sites(text, first, second):
    for noun in ("base", "airfield", "arms depot", "training center", "radar station"):
        found = {row["place"]: row for row in rows(text.format(N=noun, O="Russia"))}
        assert [found[place]["status"] for place in ("Osh", "Narva")] == [first, second], noun
        assert {row.get("operator") for row in found.values()} == {"RUS"}, noun


# known sites by their names alone: what tells that the site is meant, and what does not
BARE = {
    "in_use": ["Recruits deserted from {}", "The hangars of {} are guarded", "{}-2 has 300 men"],
    "closed": ["{} is a museum", "{} was looted in March", "Everybody went home; {} is in ruins"],
    "to_close": ["{} faces the axe", "The marines will say farewell to {} next year"],
    "under_construction": ["Bulldozers are at work in {}", "Dredgers came to {} in May"],
    "": ["A bus from {} was late", "The governor of {} spoke of taxes", "Rain fell in {}"],
}


@pytest.mark.parametrize(("status", "texts"), BARE.items())
@pytest.mark.parametrize("place", ["Kozelsk", "Vidyaevo", "Uzin", "Borne Sulinowo", "Totskoye"])
def test_bare_name(place, status, texts):
    for text in texts:
        found = [row["status"] for row in rows(text.format(place))]
        assert found == [status] * bool(status), text
