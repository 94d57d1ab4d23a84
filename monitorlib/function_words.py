"""The closed lists of English function words by which verb groups, clauses and noun groups are told apart.

This is grammar and no knowledge of the field: what a historian may want to add is in the lexicon.
"""

from __future__ import annotations

from monitorlib.numerals import TENS, UNITS

BE = frozenset("be is are was were been being am".split())
HAVE = frozenset("has have had having".split())
DO = frozenset("do does did".split())
WILL = frozenset("will shall must should ought would".split())
MAY = frozenset("could might can may cannot".split())
AUXILIARIES = BE | HAVE | DO | WILL | MAY
NEGATIONS = frozenset(
    "not never neither nor hardly scarcely unlikely cannot no nobody none didn doesn don wasn weren "
    "won isn aren hasn haven".split()
)
ADVERBS = frozenset(
    "now then already still also yet just soon again once ever even only first finally at "
    "last in fact there since "
    "likewise both all together thereby thus later meanwhile instead moreover nonetheless "
    "nevertheless however "
    "long longer far much more most almost about ready due set bound supposed going able likely "
    "certain scheduled perhaps possibly maybe".split()
)
NO = frozenset(
    {"no", "neither", "any"}
)  # before what there is not: "signed no treaty", "without any base"
NOBODY = frozenset(
    "no neither nobody none".split()
)  # who begins so does nothing: "neither has ratified"
# Verbs before an infinitive, by what they make of it: "refused to sign" was not signed.
DENYING = frozenset(
    "refuse refuses refused refusing fail fails failed failing decline declines declined omit "
    "omitted forgot hesitate hesitates hesitated unwilling unable reluctant".split()
)
DOING = frozenset(
    "begin begins began begun beginning start starts started starting continue continues "
    "continued continuing manage manages managed proceed "
    "proceeded happened happens helped come came went seemed appears appeared turned used "
    "allowed enabled".split()
)
FEARING = frozenset(
    "threaten threatens threatened threatening fear fears feared risk risks dare dared".split()
)
# Verbs before an "-ing" that is not done, or that may never be.
HALTING = frozenset(
    "postpone postpones postponed delay delays delayed defer defers deferred halt halts halted "
    "suspend suspends suspended stop stops stopped avoid avoids avoided oppose opposes opposed "
    "resist resists resisted deny denies denied".split()
)
WEIGHING = frozenset(
    "consider considers considered considering weighing contemplated contemplating discussed discussing".split()
)
REPORTED = frozenset(
    "said reported believed thought understood known rumored alleged claimed claims claim supposed seem seems appear "
    "appears happen happens".split()
)
PLANNED = frozenset(
    "due set bound ready scheduled supposed going expected slated planned meant destined "
    "obliged".split()
)

# Past tenses that do not end in "-ed" and can hardly be anything else: they tell a verb that is no trigger.
STRONG_PASTS = frozenset(
    "ate became began bent blew bought broke brought built came caught chose clung crept dealt did drank drew "
    "drove fed fell felt fled flew forbade foresaw forgave forgot fought found froze gave got grew had heard held "
    "hid hung kept knew laid lent lost made meant met overcame paid ran rang rode said sang sank sat saw sent shook "
    "slept sold sought spent spoke sprang stole stood struck stuck swam swept swore swung taught thought threw told "
    "took undertook understood upheld went wept withdrew withheld withstood woke won wore wrote".split()
)
# Of these and others, those that are never participles: "took" is always a finite verb.
PURE_PASTS = frozenset(
    "ate became began broke chose drew drove fell flew forbade foresaw forgave forgot froze gave grew hid knew rang "
    "rode ran sang sank saw shook shrank spoke sprang stole swam swore threw took undertook went withdrew woke wore "
    "wrote came overran retook arose rose ceased existed arrived remained".split()
)
# Words in "-ed" that are no verbs, or adjectives nine times in ten.
NO_PASTS = frozenset(
    "alleged armed bleed breed embed exceed feed hundred indeed limited naked need proceed sacred seed so-called "
    "speed succeed supposed united unprecedented wicked".split()
)

RELATIVES = frozenset("which who whom whose where".split())
SUBORDINATORS = frozenset(
    "when while although though because whereas whereupon before after as since until so "
    "whether that once".split()
)
ELLIPTIC = frozenset("though although when while if once unless until as".split())
CONDITIONS = frozenset("if unless lest whether".split())
COORDINATORS = frozenset("and but or yet nor".split())
BREAKS = frozenset({";", ":", "(", ")", "--", "—", "–", "…"})
PREPOSITIONS = frozenset(
    "of in on at by to for from with without into onto over under about against between among "
    "through during across "
    "around near inside outside behind beyond within toward towards upon off despite "
    "concerning regarding per via "
    "like unlike along alongside above below beside besides except until till since after "
    "before than as".split()
)
DETERMINERS = frozenset(
    "the a an this that these those no any some each every either neither both all another "
    "such".split()
)
POSSESSIVES = frozenset("his her its their our my your".split())
PRONOUNS = frozenset(
    "he she it they we i you who which what them him us me himself itself themselves nobody "
    "everybody".split()
)
CLOSED = (
    PREPOSITIONS
    | PRONOUNS
    | COORDINATORS
    | RELATIVES
    | CONDITIONS
    | AUXILIARIES
    | NEGATIONS - {"no"}
)
NUMBERS = frozenset(UNITS) | frozenset(TENS)
NOMINAL = (
    "person",
    "actor",
    "agency",
    "title",
    "echelon",
    "force",
    "weapon",
    "weapon_again",
    "system",
    "instrument",
    "instrument_noun",
    "site",
    "meeting",
    "place",
)
