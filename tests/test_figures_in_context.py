"""Figures whose meaning other words tell: who gives them, what they go on about, and how two of one story compare."""

from datetime import date

import pytest

import accordingto
from accordingto.figures import extract, tellers
from accordingto.figures.asking import asked_part
from accordingto.figures.hints import hints, is_norm
from accordingto.figures.learned import READINGS
from accordingto.figures.parties import is_firm
from accordingto.figures.stories import Stories
from accordingto.language import pipeline


def figures(text, published=date(2024, 5, 8)):
    return extract(pipeline()(text), [], None, published, "The Gazette")


def told(text):
    doc = pipeline()(text)
    return [(doc[t.number].text, doc.text[slice(*t.source)]) for t in tellers(doc)]


@pytest.fixture
def story(parse):
    """Parse articles given as (name, day, text); pairs by their quotes."""

    def pairs(*articles):
        tables = parse(*articles)
        quotes = dict(zip(tables.figures["figure_id"], tables.figures["quote"], strict=True))
        rows = tables.discrepancies
        return {
            frozenset((quotes[a], quotes[b])): relation
            for a, b, relation in zip(rows["figure_a"], rows["figure_b"], rows["relation"], strict=True)
        }

    return pairs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police counted 600 marchers, the union 2,500.", [("600", "Police"), ("2,500", "the union")]),
        ("The mayor said 40 houses had burned; the fire service, that only 30 had.", [("40", "The mayor"),
                                                                                      ("30", "the fire service")]),
        ("Some 4,000 came, according to the organisers.", [("4,000", "the organisers")]),
        ("The union's 420 was plucked from the air.", [("420", "The union")]),
        ("A poll by Norstat put support at 54 percent.", [("54", "Norstat")]),
        ("The coastguard's count is three.", [("three", "The coastguard")]),
        ("The toll stood at 31.", []),
        ("Guyana has 4,600 soldiers.", []),
    ],
)  # fmt: skip
def test_who_gives_a_number(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Crews recovered 44 bodies. Police put it at 46.", ["people, killed", "people, killed"]),
        ("How many were aboard is in dispute. The owner insists on 168.", ["people, aboard"]),
        ("The tanker spilled 3,400 tonnes of oil. That is some 4 million litres.", ["oil spilled", "oil spilled"]),
        ("The slick covered 18 sq km. The agency, which flew over it, spoke of 41 sq km.", ["slick", "slick"]),
        ("The mayor said 3,400 homes were destroyed. The governor spoke of 3,600 homes.", ["homes, destroyed"] * 2),
        ("The strike led to the cancellation of 270 flights.", ["flights, cancelled"]),
        ("The board put the final death toll at 52, with five missing.", ["people, killed", "people, missing"]),
        ("The number of dead and missing rose to 61.", ["people, killed or missing"]),
        ("The number of pupils who fell ill rose to 418.", ["children, infected"]),
        ("The mayor cut his list of destroyed houses to 164.", ["homes, destroyed"]),
        ("How many died? Two, according to the ministry.", ["people, killed"]),
        ("Some 12,000 drivers walked out.", ["driver, on strike"]),
        ("The army says 14 were killed and 30 more injured.", ["people, killed", "people, injured"]),
    ],
)
def test_what_a_bare_number_counts(text, measures):
    assert [f.measure for f in figures(text)] == measures


def test_parts_told_by_a_predicate():
    toll, children, women, named = figures(
        "The toll stood at 38. Nine of the dead were children and 19 were women; 27 have been identified."
    )
    assert [f.population for f in (toll, children, women, named)] == ["", "children", "women", "identified"]
    birds, dead = figures("Wardens took in 46 birds, 11 of them dead.")
    assert (dead.measure, dead.population) == (birds.measure, "dead")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The airline will cut 1,800 jobs.", "planned"),
        ("The strike will cost 500 jobs.", "projected"),
        ("Is it 6,000 men? No: it is nowhere near 6,000 men.", "denied"),
        ("“Six thousand? That is a lie,” he said.", "denied"),
        ("The ministry fears that 120 people may have died.", "feared"),
        ("The company admitted that 41 people had died.", "reported"),
        ("The union demands 500 jobs.", "planned"),
        ("The agency said it had 205 people there, not 250.", "denied"),
        ("The fleet will shrink to 66 aircraft, down from 88 aircraft.", "reported"),
    ],
)
def test_modality_in_context(text, modality):
    assert figures(text)[-1].modality == modality


def test_a_level_told_without_a_day_holds_as_of_publication():
    [level] = figures("The army has 500 tanks.")
    assert (level.holds_from, level.holds_to) == (None, date(2024, 5, 8))
    [march] = figures("Some 500 people marched.")
    assert march.holds_to is None
    [by] = figures("The outbreak could infect 20,000 people by June.")
    assert by.holds_to == date(2024, 6, 30)


def test_the_forces_of_a_nation():
    assert [f.measure for f in figures("Brazil has sent 600 soldiers and 28 tanks.")] == [
        "Brazilian troops",
        "Brazilian tanks",
    ]


@pytest.mark.parametrize(
    ("text", "number", "hint"),
    [
        ("An undated paper has 6,300 soldiers.", "6,300", "undated"),
        ("It registered 187 complaints, up from 41.", "41", "earlier"),
        ("The ministry later raised the figure to 23.", "23", "raised"),
        ("Well over 160 died when a boat sank in 2018.", "160", "occasion"),
    ],
)
def test_hints(text, number, hint):
    start = text.index(number)
    assert hint in hints(text, start, start + len(number), "", "people", "killed", 2024)


def test_a_number_that_a_rule_asks_for_is_no_count():
    text = "Turnout stood at 48 percent, short of the 50 percent that the law requires."
    assert is_norm(text, text.index("50")) and not is_norm(text, text.index("48"))


def test_who_is_the_firm_of_a_story():
    assert is_firm("Calder Marine, which manages the ship, said so.", "organisation:calder-marine")
    assert not is_firm("The charity Calder Marine said so.", "organisation:calder-marine")


def test_articles_that_turn_on_one_rare_name_tell_of_one_event():
    a = "The workers of Kelvo marched. They say Kelvo owes them wages."
    b = "At Kelvo nobody works. Kelvo is for sale."
    stories = Stories({"a": a, "b": b, "c": "Rain fell in Spain and nobody marched."})
    assert stories.same("a", "b") and not stories.same("a", "c")


def test_a_story_of_two_articles(story):
    pairs = story(
        ("wire", "2024-09-03", "At least 14 miners were killed at the Halden pit near Brod, the mining office WUG "
         "said. Polwegiel, which runs the pit, said 22 people were underground. "
         "The union Kontra put the number at 47."),
        ("daily", "2024-09-04", "The toll at the Halden pit near Brod rose to 19, WUG said. "
         "The hospital in Brod has counted 24 bodies, ten of them unidentified."),
    )  # fmt: skip
    assert pairs[frozenset(("At least 14 miners", "19"))] == "update"
    assert pairs[frozenset(("22 people", "47"))] == "denied_or_conceded"
    assert pairs[frozenset(("19", "24 bodies"))] == "contradictory"
    assert "contradictory" not in {pairs.get(frozenset(("47", other))) for other in ("19", "24 bodies", "ten")}


def test_a_party_that_rejects_a_number_denies_it(story):
    pairs = story(
        ("wire", "2024-09-03", "Kyiv said 50,000 Russian soldiers were in Brod. Moscow denied that 50,000 were there."),
    )
    assert set(pairs.values()) <= {"denied_or_conceded", "undecided"}


@pytest.mark.parametrize(
    "text", ["It was 4 degrees on Monday and -3 on Tuesday.", "It was -4 degrees on Monday and 3 on Tuesday."]
)
def test_numbers_on_either_side_of_zero_are_of_no_one_size(text):
    assert len(figures(text)) == 2


def originators(text):
    tables = accordingto.parse([accordingto.Article("a", text)])
    names = dict(tables.actors[["actor_id", "name"]].itertuples(index=False, name=None))
    return [names.get(i, "") for i in tables.figures["originator_id"].fillna("")]


def test_sums_at_the_end_of_a_sentence_end_it():
    assert originators("Kestrel Foods wants £8.2m. The mayor, Ines Falk, offered £3m.")[0] == "Kestrel Foods"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Of 640 people asked by the Tarn Institute, 118 were out of work.", "Tarn Institute"),
        ("The police arrested 37 people, the interior ministry said.", "ministry"),
        ("There were 8,000 people there, if you believe the police.", "police"),
        (
            "The average payment rises to 29,500 pounds, by the company's calculation, or 27,800 by the union’s.",
            "union",
        ),
        (
            "Sparbanken Vest said that hackers had taken files. The law firm Berg & Holm wants damages. "
            "The bank put the victims at 212,000.",
            "Sparbanken Vest",
        ),
        ("A crush at the ground of Atlético Norte killed nine. The club put its sales at 24,300.", "Atlético Norte"),
        (
            "The civil protection service closed its count. The service's commander, Rui Tavares, spoke of 310 houses.",
            "civil protection service",
        ),
        (
            "The ferry firm Blue Line met the KST union. The strike cost 190 sailings by the company's count "
            "and 400 by the union's.",
            "KST",
        ),
        ("The committee of the village of Arden has wiped 11 names off its blackboard.", "village of Arden"),
        ("Turnout was 41.3 per cent, the commission's chairwoman, Ines Falk, told reporters.", "commission"),
        (
            "Quorvane, which runs the dam, has shifted a little. It now accepts 4.8 million tonnes. "
            "Nobody trusts Quorvane.",
            "Quorvane",
        ),
        ("By the inspectorate's account 268 shops had closed by noon.", "inspectorate"),
        ("Of the 60 survivors whom the Red Cross has interviewed, four had heard a siren.", "Red Cross"),
        ("The director of Arden general hospital, Nina Perera, said her wards had seen 287 children.", "hospital"),
        ("At the Arden hospital, according to its head, Ines Falk, 17 patients were still in bed.", "Arden hospital"),
        ("The party of Lia Cruz won 62 seats and the opposition 38, the electoral board announced.", "board"),
        ("According to a survey by Pollwise, 54 per cent are in favour. It asked 1,020 adults.", "Pollwise"),
        ("“He will not find 400 roofs in that valley,” said Ines Falk, a spokeswoman for Orbis Dams.", "Orbis Dams"),
    ],
)
def test_who_gives_the_number(text, name):
    assert originators(text)[-1].lower().endswith(name.lower())


def test_prices_after_a_claim_are_the_articles_own():
    text = (
        "The union said 4,000 people had marched.\n\n"
        "Arden lies 140 kilometres from the capital. An espresso costs 1.20 euros in its cafés."
    )
    assert originators(text)[0] and originators(text)[-1] == ""


def test_a_turnout_does_not_depend_on_the_day_on_which_it_is_told(story):
    found = story(
        ("a", "2025-03-03", "Turnout in the Brvenik referendum on Sunday was 51.3 percent, the tribunal said."),
        ("b", "2025-03-09", "The monitors of Open Vote put the turnout in the Brvenik referendum at 47.8 percent."),
    )
    assert found[frozenset(("51.3 percent", "47.8 percent"))] == "contradictory"


def test_who_lowers_at_least_so_many_has_revised_the_count(story):
    found = story(
        ("a", "2025-03-02", "After the march in Brvenik the lawyers' league spoke of more than 40 arrests."),
        ("b", "2025-03-03", "After the march in Brvenik the lawyers' league said that 37 people had been arrested."),
    )
    assert found[frozenset(("more than 40 arrests", "37 people"))] == "revision"


def test_armed_forces_that_say_whom_they_killed_are_the_party_concerned(story):
    found = story(
        ("a", "2025-03-03", "Jets bombed Tharyar on Sunday. The military said that it had killed 15 people."),
        ("b", "2025-03-03", "Jets bombed Tharyar on Sunday, killing 38 people, the rescue committee said."),
    )
    assert found[frozenset(("15 people", "38 people"))] == "denied_or_conceded"


@pytest.mark.parametrize(
    ("text", "number", "part"),
    [
        ("Of this year's deficit, she said, $19 million comes from pipes.", "$19", True),
        ("Of the 14 people arrested, 11 were free by evening.", "11", True),
        ("Of the 14 people arrested, 11 were free by evening.", "14", False),
        ("There are nine of them, and no more drawers.", "nine", False),
    ],
)
def test_parts_told_of_an_amount(text, number, part):
    at = text.index(number)
    assert ("part" in hints(text, at, at + len(number), "", "people", "")) == part


def test_a_question_says_of_which_part_the_answers_are():
    text = "How many died? Fifty-two.\n\nHow many were children? Nine, says the watch. The committee has 12."
    assert [asked_part(text, text.index(n)) for n in ("Fifty", "Nine", "12")] == ["", "children", "children"]


def test_a_bare_dollar_is_the_one_that_the_story_names(story):
    short = "The council of Oamaru is short of money. Oamaru's deficit is"
    found = story(
        ("a", "2025-03-02", f"{short} NZ$34.5 million, the treasurer said."),
        ("b", "2025-03-03", f"{short} $34.5 million, the auditor-general said."),
    )
    assert found[frozenset(("NZ$34.5 million", "$34.5 million"))] == "equal"


DEAD = (
    "wire",
    "2024-09-03",
    "Officials met. The mayor said 14 miners were killed. The fire brigade said 9 miners were killed.",
)


@pytest.mark.parametrize(("chance", "relation"), [(0.5, "contradictory"), (0.05, "undecided")])
def test_a_contradiction_stands_only_if_the_passages_read_like_one(story, monkeypatch, chance, relation):
    read = []

    def chances(*pair):
        read.extend(pair)
        return dict.fromkeys(READINGS, 0.0) | {"contradictory": chance, "scope_differs": 1 - chance}

    monkeypatch.setattr("accordingto.figures.rereading.reading_chances", chances)
    assert story(DEAD)[frozenset(("14 miners", "9 miners"))] == relation
    one, other, compared = read
    assert [(p.source, p.day, p.modality, p.quote) for p in (one, other)] == [
        ("The mayor", "09-03", "reported", "14 miners"),
        ("The fire brigade", "09-03", "reported", "9 miners"),
    ]
    assert one.counted[0] == "miners, killed"
    assert compared == "different, same day, other source, same article"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("MANILA - The Philippine government will spend 400 million pesos on the bridge.", "PHP"),
        ("Chile's finance ministry will spend 400 million pesos a month.", "CLP per month"),
        ("Mali's government will spend 400 million francs, Mali's president said in Paris, France.", "XOF"),
        ("Sri Lanka's government will spend Rs 400 million on the bridge.", "LKR"),
        ("Chile's government will spend 400 million Mexican pesos.", "MXN"),
        ("The museum in Egypt weighed a stone of 400 pounds, Egypt's museums authority said.", "pound-mass"),
        ("Peru's central bank will spend 400 million pesos on the bridge.", "MXN"),
    ],
)
def test_pesos_are_those_of_the_country_that_an_article_names(parse, text, unit):
    [found] = parse(("money", "2024-05-08", text)).figures["unit"]
    assert found == unit
