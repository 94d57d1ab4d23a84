"""What counts as an agreement, and with which status: sentences made for these tests."""

import pytest

import monitorlib as ml
from monitorlib.lexicon import load
from monitorlib.parsing import parse_bulletin

HEADER = "Publication: Monitor Volume: 2 Issue: 100\n\n"  # about 22 May 1996


def agreements(text):
    bulletin = ml.Bulletin(HEADER + text, bulletin_id="made-up")
    return parse_bulletin(bulletin, load())["agreements"]


def only(text):
    rows = agreements(text)
    assert len(rows) == 1, rows
    return rows[0]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Armenia and Greece signed an agreement on military training in Yerevan.", "signed"),
        ("An accord on transit was concluded by Latvia and Russia on May 3.", "signed"),
        ("A protocol between Estonia and Finland was initialed in Tallinn last week.", "initialed"),
        ("The Kyrgyz parliament ratified the border treaty with China on May 15.", "ratified"),
        ("Georgia and Ukraine are to sign a memorandum on air defense next month.", "planned"),
        ("Moldova and Romania are drafting a treaty on good-neighborly relations.", "planned"),
        ("Azerbaijan has denounced its 1992 agreement with Russia on border troops.", "ended"),
        ("Under the agreement of May 9, 1995, Russia and Georgia patrol the coast.", "in_force"),
        ("Lithuania and Poland put their names to a declaration in Vilnius.", "signed"),
        ("Kazakhstan and China, in a document signed on April 26, renounced force.", "signed"),
        ("A draft agreement between Belarus and Russia on airspace was presented.", "planned"),
        ("The treaty between Turkey and Azerbaijan entered into force on May 1.", "in_force"),
    ],
)
def test_status_is_the_act_that_the_text_reports(text, status):
    assert only(text)["status"] == status


@pytest.mark.parametrize(
    "text",
    [
        "Armenia and Greece did not sign an agreement on military training.",
        "Latvia and Russia could sign a treaty some day.",
        "If Ukraine and Russia signed a treaty, the fleet might leave.",
        "Estonia and Russia agreed on the importance of good relations.",
        "The Russian government adopted a resolution on pensions.",
        "No agreement was reached between Moldova and Ukraine.",
    ],
)
def test_what_is_denied_or_only_imagined_is_no_row(text):
    assert agreements(text) == []


def test_number_date_place_and_subject():
    row = only(
        "The defense ministers of Ukraine and Bulgaria signed three protocols on pilot training "
        "in Sofia on May 14."
    )
    assert row["kind"] == "protocol"
    assert row["number"] == 3
    assert row["date"] == "1996-05-14"
    assert row["place"] == "Sofia"
    assert row["parties"] == ["BGR", "UKR"]
    assert row["subject"].startswith("pilot training")


def test_date_and_place_may_stand_with_the_first_of_two_verbs():
    row = only("Russian and Armenian officials met on May 16 in Yerevan and signed an accord.")
    assert (row["date"], row["place"]) == ("1996-05-16", "Yerevan")


def test_what_was_signed_at_a_place_was_signed_when_the_bulletin_tells_of_that_place():
    told = "The foreign ministers of Latvia and Poland met in Riga on Thursday. "
    (row,) = agreements(told + "A protocol on ferries was signed in Riga.")
    assert (row["date"], row["place"]) == ("1996-05-16", "Riga")
    (row,) = agreements(told + "A protocol on ferries was signed in Warsaw.")
    assert (row.get("date"), row["place"]) == (None, "Warsaw")


def test_a_treaty_with_a_name_was_signed_when_history_says_and_not_at_the_meeting():
    (row,) = agreements(
        "The foreign ministers of Russia and Poland met in Riga on Thursday. "
        "They spoke of START II, which was signed by two presidents."
    )
    assert row["title"] == "START II"
    assert "date" not in row


def test_the_main_clause_says_when_and_not_what_the_instrument_is_about():
    aside = "under which Latvia will help Poland seal a shaft"
    (row,) = agreements(f"An accord, {aside}, was signed on Thursday.")
    assert (row["status"], row["date"]) == ("signed", "1996-05-16")


def test_an_instrument_named_again_is_one_row_with_a_span_for_each_place():
    row = only(
        "Russia and Tajikistan signed a border treaty in Dushanbe on May 13. "
        "Critics in Moscow attacked the treaty as too costly."
    )
    assert row["status"] == "signed"
    assert len(row["spans"]) == 2


def test_a_package_joined_by_and_is_one_row():
    row = only("Belarus and Latvia signed seven agreements and protocols in Minsk on May 10.")
    assert (row["kind"], row["number"]) == ("agreement", 7)


def test_a_name_made_of_a_place_is_a_title_and_no_place_of_signing():
    row = only("Russia and Ukraine still argue over the Massandra accord of September 1993.")
    assert row["title"] == "Massandra accord"
    assert "place" not in row
    assert row["date"] == "1993-09"


def test_a_treaty_that_awaits_ratification_is_signed():
    row = only("Russia's parliament has yet to ratify START II.")
    assert (row["title"], row["status"]) == ("START II", "signed")


def test_ratification_by_one_party_is_ratification():
    row = only("Russia's parliament has yet to take up START II, which the U.S. Senate approved.")
    assert (row["title"], row["status"]) == ("START II", "ratified")


def test_what_an_act_calls_for_is_not_done_by_it():
    row = only(
        "Russia and Japan concluded a conference with a call for a peace treaty to be signed in 1998."
    )
    assert row["status"] == "planned"


def test_a_threat_to_denounce_leaves_it_in_force():
    row = only("Russia would repudiate the Conventional Forces in Europe treaty, warned Grachev.")
    assert row["status"] == "in_force"


def test_speaker_and_certainty():
    row = only("Russia and Iran will sign a contract in June, Foreign Minister Velayati said.")
    assert (row["status"], row["certainty"]) == ("planned", "claimed")
    assert row["source"].endswith("Velayati")


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("In 1994 Armenia granted Russia the use of a base at Gyumri.", "granted"),
        ("Georgia will lease the airfield at Vaziani to Russia for 25 years.", "planned"),
        ("Kazakhstan leased the Baikonur cosmodrome to Russia in December 1994.", "granted"),
    ],
)
def test_one_state_letting_another_use_a_site_is_a_concession(text, status):
    row = only(text)
    assert (row["kind"], row["status"]) == ("concession", status)
    assert "RUS" in row["parties"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Signed in Tbilisi by Shevardnadze and Aliyev, the declaration is short.", "signed"),
        ("What Warsaw and Vilnius signed on May 8 was a treaty of friendship.", "signed"),
        ("The accord Kuchma and Snegur put their names to on Monday is short.", "signed"),
        ("Finland undertook with Estonia, in a joint statement, to clean the port.", "signed"),
        ("The Saeima gave its approval to the transit agreement with Lithuania.", "ratified"),
        ("Deputies in Kyiv voted on Friday to ratify the treaty with Poland.", "ratified"),
        ("The Rada voted on May 17 to annul the agreements with Romania.", "ended"),
        ("The truce between Georgia and Abkhazia broke down on May 10.", "ended"),
        ("Moscow declared its accord with Vilnius null and void.", "ended"),
        ("Experts from Ukraine and Romania put the final touches to a treaty.", "planned"),
        ("Talks between Finland and Estonia on a fishing treaty resumed.", "planned"),
        ("The signing of an accord between Greece and Bulgaria was put off.", "planned"),
        ("An accord between Iran and Turkey can be initialed next month.", "planned"),
        ("Poland and Lithuania stick to their accord on overflights.", "in_force"),
        ("The Duma refused to ratify the agreement with Georgia on bases.", "signed"),
        ("Neither parliament has ratified the treaty between Greece and Iran.", "signed"),
    ],
)
def test_status_in_other_words(text, status):
    assert only(text)["status"] == status


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Russia and Turkey signed an accord in Madrid.", ["RUS", "TUR"]),
        ("Under Russian mediation Armenia and Azerbaijan signed a truce.", ["ARM", "AZE"]),
        ("The CIS presidents signed a declaration in Minsk on Friday.", ["CIS"]),
        ("Finland's accord with Norway was concluded in 1994.", ["FIN", "NOR"]),
        ("By a 1993 accord with Tajikistan Russia guards the Afghan border.", ["RUS", "TJK"]),
        ("The governments in Tbilisi and Yerevan signed a protocol.", ["ARM", "GEO"]),
    ],
)
def test_hosts_and_mediators_are_no_parties(text, parties):
    assert only(text)["parties"] == parties


def test_as_many_as_were_named_sign_together():
    row = only(
        "The presidents of Kazakhstan, Kyrgyzstan and Uzbekistan met in Bishkek on Monday. "
        "The three signed a treaty of friendship."
    )
    assert row["parties"] == ["KAZ", "KGZ", "UZB"]
    assert (row["date"], row["place"]) == ("1996-05-20", "Bishkek")


def test_date_and_place_of_a_visit():
    row = only("Georgia and Ukraine signed an accord when Kuchma visited Tbilisi on May 12.")
    assert (row["date"], row["place"]) == ("1996-05-12", "Tbilisi")


def test_a_part_of_a_package_was_signed_with_it():
    rows = agreements(
        "Poland and Ukraine signed three agreements in Lviv on May 14. "
        "Another of the agreements covers transit."
    )
    assert len(rows) == 2
    assert {row["status"] for row in rows} == {"signed"}
    assert {row["place"] for row in rows} == {"Lviv"}


def test_a_noun_that_is_left_out_is_an_instrument_too():
    rows = agreements(
        "Two treaties are at issue. The one on borders, which Latvia and Estonia signed in Riga "
        "on May 3, is short."
    )
    assert [(row["kind"], row["status"]) for row in rows] == [("treaty", "signed")]


def test_an_outsider_who_denounces_a_treaty_does_not_end_it():
    row = only(
        "Russia and Georgia signed a treaty in Tbilisi on May 3. "
        "Ardzinba of Abkhazia denounced the treaty."
    )
    assert row["status"] == "signed"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Georgia's accord with Russia on transit still awaits a vote in the Duma.", "signed"),
        (
            "Kyiv will not ship a tank until the Sejm has ratified the Polish-Ukrainian pact.",
            "signed",
        ),
        ("The Polish-Ukrainian accord would otherwise have lapsed in May.", "in_force"),
        ("As Vilnius sees it, there can be no START II without more money for Russia.", "signed"),
    ],
)
def test_what_a_parliament_has_before_it_is_signed(text, status):
    assert agreements(text)[0]["status"] == status


def test_parts_of_a_pair_of_documents():
    rows = agreements(
        "Finland and Norway signed two documents in Oslo on May 14. One provides for a pipeline. "
        "The other, on fishing, is secret."
    )
    assert len(rows) == 3
    assert {row["date"] for row in rows} == {"1996-05-14"}


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Kazakhstan leases the range at Emba to Russia for $20 million.", ["KAZ", "RUS"]),
        ("Georgia gave Russia the use of an airfield near Vaziani.", ["GEO", "RUS"]),
    ],
)
def test_leave_to_use_a_site_is_a_concession(text, parties):
    rows = [row for row in agreements(text) if row["kind"] == "concession"]
    assert [row["parties"] for row in rows] == [parties]


def test_those_who_sign_may_be_named_by_what_they_are():
    row = only("NATO enlarges. Ukraine initialed a charter with the alliance at Brussels on May 3.")
    assert row["parties"] == ["NATO", "UKR"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Georgia's treaty with Russia of 1994 was never so much as debated in the Duma.",
            "signed",
        ),
        ("The Sejm voted 300 to 40 on Friday in favor of the treaty with Ukraine.", "ratified"),
        ("A new cease-fire was agreed on Monday between Russia and the Chechens.", "signed"),
        ("The accord that Iran never ratified binds Turkey, says Ankara of Tehran.", "signed"),
    ],
)
def test_votes_taken_and_put_off(text, status):
    assert only(text)["status"] == status


def test_what_was_signed_was_signed_where_the_bulletin_says_that_they_met():
    row = agreements(
        "The prime ministers of Finland and Norway met in Tromso on May 14. They spoke of whales. "
        "Nobody raised the matter of fish. Finland and Norway signed an accord."
    )[0]
    assert (row["date"], row["place"]) == ("1996-05-14", "Tromso")


def test_a_capital_in_a_name_is_no_party():
    row = only("Georgia and Abkhazia are bound by the Moscow agreement of May 14, 1994.")
    assert row["parties"] == ["ABKHAZIA", "GEO"]


@pytest.mark.parametrize(
    "text",
    [
        "Finland declined to sign an agreement with Estonia.",
        "Ankara and Tehran refused to put their names to a protocol.",
    ],
)
def test_declined_to_sign_is_no_signing(text):
    assert agreements(text) == []


def test_one_of_the_treatys_opponents_is_no_second_treaty():
    row = only(
        "Finland and Estonia signed a treaty in Turku on May 3. Lukin is one of the treaty's foes."
    )
    assert row["place"] == "Turku"


def test_other_documents_signed_along_with_a_treaty():
    rows = agreements(
        "A treaty on trade and four other documents were signed by Finland and Norway on May 14."
    )
    assert {(row["kind"], row.get("number")) for row in rows} == {("treaty", 1), ("document", 4)}
    assert {row["date"] for row in rows} == {"1996-05-14"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Greece and Iran initialed a draft treaty on transit.", "initialed"),
        ("The Sejm rejected ratification of the border treaty with Lithuania.", "signed"),
        ("Estonia and Latvia signed a training plan and two agreements.", "signed"),
    ],
)
def test_drafts_refusals_and_papers_beside(text, status):
    assert only(text)["status"] == status


def test_signatories_behind_a_colon():
    row = only("Four states have signed the protocol so far: Greece, Iran, Finland and Norway.")
    assert row["parties"] == ["FIN", "GRC", "IRN", "NOR"]


def test_all_of_them_were_signed():
    row = only(
        "Seven accords between Finland and Norway lay on the table; all were signed on Friday."
    )
    assert (row["number"], row["status"], row["date"]) == (7, "signed", "1996-05-17")


def test_members_of_a_body_are_the_body():
    row = only(
        "The CIS met in Minsk on Friday. The heads of state signed an accord on pensions there."
    )
    assert row["parties"] == ["CIS"]


@pytest.mark.parametrize(
    "text",
    [
        "No fewer than seventeen agreements were signed by Finland and Norway in April.",
    ],
)
def test_signed_all_the_same(text):
    assert only(text)["status"] == "signed"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vaziani base in Georgia was turned over on Friday; Russia grumbles.", 0),
        ("The base at Skulte was turned over to Latvia by Russia on Friday.", 1),
        ("Russia uses the Sevastopol naval base of Ukraine on a lease running to 2017.", 1),
    ],
)
def test_who_gets_what_is_ceded_must_be_said(text, count):
    rows = [row for row in agreements(text) if row["kind"] == "concession"]
    assert len(rows) == count
    assert all(row["status"] == "granted" for row in rows)


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Georgia's troops fired on Abkhazia at dawn. The truce signed last month is over, Abkhazia said.",
            ["ABKHAZIA", "GEO"],
        ),
        (
            "Under a 1992 agreement, Russia is to pay rent. Kazakhstan says that nothing was paid.",
            ["KAZ", "RUS"],
        ),
        (
            "Estonia has served notice that it may abrogate the transit treaty with Russia if Latvia does.",
            ["EST", "RUS"],
        ),
        (
            "Pensions of officers will be paid under an agreement signed with Poland, a Ukrainian aide said.",
            ["POL", "UKR"],
        ),
    ],
)
def test_whom_the_text_means(text, parties):
    assert only(text)["parties"] == parties


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A Finnish-Swedish agreement on the use of Hanko is due to expire in 2004.", "in_force"),
        ("The agreement between Finland and Sweden on Hanko expires in 2004.", "in_force"),
        ("Finland submitted to parliament for ratification a treaty with Norway.", "signed"),
        ("Finland and Norway have agreed in principle on a treaty.", "planned"),
        ("Envoys of Norway and Finland signed an act of transfer on Monday.", "signed"),
        ("The paper that Norway and Finland initialed yesterday is short.", "initialed"),
    ],
)
def test_more_acts_give_a_status(text, status):
    assert only(text)["status"] == status


@pytest.mark.parametrize(
    "text",
    [
        "The Finnish Foreign Ministry denied that Finland had signed a pact with Norway.",
        "Observers doubt that a treaty between Norway and Finland would help.",
        "The paper in which Norway and Finland are criticized is short.",
        "The text of the speech was distributed by Norway and Finland.",
    ],
)
def test_what_is_doubted_or_no_instrument_is_no_row(text):
    assert agreements(text) == []


def test_parts_of_a_package_are_told_one_by_one():
    rows = agreements(
        "Norway and Finland concluded three agreements on May 20. The first regulates fishing. "
        "The second divides the coast. Tempers cooled. The third concerns money."
    )
    assert len(rows) == 4
    assert {row["date"] for row in rows} == {"1996-05-20"}


def test_an_aide_memoire_is_a_memorandum():
    row = only("Gore and Chernomyrdin signed an aide-memoire in Moscow on May 30.")
    assert (row["kind"], row["status"]) == ("memorandum", "signed")


def test_who_ceased_to_be_bound_has_ended_it():
    row = only("Russia ceased to be bound by its gas agreement with Ukraine in May.")
    assert (row["parties"], row["status"]) == (["RUS", "UKR"], "ended")


def test_a_partner_left_unnamed_is_the_one_the_text_has_in_mind():
    text = (
        "Japan is discussed in Moscow and Beijing alike. Kuchma came back from Riga content. "
        "Latvia has waited long. A border treaty was signed there by Ukraine on Thursday."
    )
    assert only(text)["parties"] == ["LVA", "UKR"]


def test_where_no_partner_stands_out_none_is_made_up():
    text = "Norway, Japan and Cuba were mentioned in the debate. Ukraine is bound by an accord of 1994."
    assert only(text)["parties"] == ["UKR"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "The Russians want the land at the Kant airfield free of charge from Kyrgyzstan.",
            "planned",
        ),
        ("Norway obtained the right of use of two harbors from Finland.", "granted"),
    ],
)
def test_a_concession_that_is_sought_is_planned_one_that_is_obtained_granted(text, status):
    row = only(text)
    assert (row["kind"], row["status"]) == ("concession", status)
    assert len(row["parties"]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Finland denied that it would grant Norway the use of bases.",
        "Russia wants three more years to withdraw from the base in Georgia.",
        "Russia has offered Georgia an agreement on the joint use of a depot.",
    ],
)
def test_what_is_denied_or_only_the_subject_of_an_accord_is_no_concession(text):
    assert not [row for row in agreements(text) if row["kind"] == "concession"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "The treaty of May 1994 between Latvia and Russia was never submitted to parliament.",
            "signed",
        ),
        ("Uzbekistan quit the CIS Collective Security Treaty.", "ended"),
        ("Uzbekistan may quit the CIS Collective Security Treaty.", "in_force"),
    ],
)
def test_an_instrument_is_had_held_back_or_left(text, status):
    assert only(text)["status"] == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway and Finland want an accord on salmon.", "planned"),
        (
            "Norwegian ministers flew to Helsinki to discuss an accord on salmon with Finland.",
            "planned",
        ),
        ("The Duma has thrown out the treaty between Russia and Norway.", "signed"),
        ("Azerbaijan no longer belongs to the CIS Collective Security Treaty.", "ended"),
    ],
)
def test_what_is_wanted_brought_about_or_rejected(text, status):
    assert only(text)["status"] == status


@pytest.mark.parametrize(
    "text",
    [
        "An agreement between Norway and Finland would have been signed, had the weather held.",
        "Will Norway sign a treaty with Finland?",
        "A good deal was said in Oslo of Norway and Finland.",
    ],
)
def test_what_did_not_come_about_or_is_only_asked_is_no_row(text):
    assert agreements(text) == []


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Norwegians fish under an accord on the Barents Sea that was concluded with Finland in 1994.",
            "signed",
        ),
        ("Oslo and Helsinki are to sign a treaty in June if all goes well.", "planned"),
        ("Norway has let its treaty with Finland lapse.", "ended"),
    ],
)
def test_what_is_let_lapse_arranged_or_concluded_in_a_clause_of_its_own(text, status):
    assert only(text)["status"] == status


def test_his_country_and_the_five_are_those_named_before():
    text = (
        "Finnish general Nieminen came to Riga. He met his hosts. His country has trained Latvians "
        "under a protocol of 1994."
    )
    assert only(text)["parties"] == ["FIN", "LVA"]
    rows = agreements(
        "Presidents Karimov, Akaev, Nazarbaev, Rahmonov and Niyazov met in Almaty. The five adopted a declaration."
    )
    assert [row["parties"] for row in rows] == [["KAZ", "KGZ", "TJK", "TKM", "UZB"]]
