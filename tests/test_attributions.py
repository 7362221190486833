"""Who said what: spans, relays, silence, and how each saying is described."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from spacy.tokens import Doc

from accordingto.attributions import describe, tag
from accordingto.attributions.dates import resolve_day
from accordingto.attributions.mending import mended
from accordingto.attributions.quotes import find_quotations
from accordingto.attributions.tree import build_tree
from accordingto.language import pipeline
from accordingto.records import Actor

PUBLISHED = date(2024, 10, 21)  # a Monday


@dataclass
class Resolved:
    actor_ids: tuple[str, ...]
    confidence: float = 1.0


@dataclass
class Cast:
    """Resolves by the words themselves."""

    text: str
    known: dict[str, tuple[str, ...]] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)

    def resolve(self, start, end):
        return Resolved(self.known.get(self.text[start:end], ()))


def words(text, spans):
    return " / ".join(text[start:end] for start, end in spans)


def read(text):
    """Source, cue and content of each attribution."""
    return [tuple(words(text, s) for s in (t.source, t.cue, t.content)) for t in tag(pipeline()(text))]


def told(text, published=PUBLISHED, **cast):
    doc = pipeline()(text)
    return describe(doc, tag(doc), Cast(text, **cast), published)


def the_one(text, **given):
    found = told(text, **given)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that the bridge was unsafe.", ("The minister", "said", "that the bridge was unsafe")),
        ("“The bridge is unsafe,” said Mary Hill.", ("Mary Hill", "said", "“The bridge is unsafe,”")),
        ('"The bridge is unsafe," Hill said.', ("Hill", "said", '"The bridge is unsafe,"')),
        (
            "“The bridge is unsafe,” Hill said on Monday, “and it must be closed at once.”",
            ("Hill", "said", "“The bridge is unsafe,” / “and it must be closed at once.”"),
        ),
        (
            "According to the police, two men were arrested in Oslo.",
            ("the police", "According to", "two men were arrested in Oslo"),
        ),
        (
            "Two men were arrested in Oslo, according to the police.",
            ("the police", "according to", "Two men were arrested in Oslo"),
        ),
        (
            "Norway has repeatedly accused Portugal of breaking the agreement.",
            ("Norway", "has repeatedly accused", "Portugal of breaking the agreement"),
        ),
        ("Nobody was hurt, police said.", ("police", "said", "Nobody was hurt")),
        (
            "Critics expressed concern over the cost of the bridge.",
            ("Critics", "expressed concern", "over the cost of the bridge"),
        ),
    ],
)
def test_one_sentence(text, expected):
    assert expected in read(text)


def test_conjoined_verbs_share_the_subject():
    found = read("Hill described the plan as “reckless” and promised to close the bridge.")
    assert [(source, cue) for source, cue, _ in found] == [("Hill", "described"), ("Hill", "promised")]
    assert found[0][2] == "the plan as “reckless”"
    assert found[1][2] == "to close the bridge"


def test_a_participle_takes_the_subject_of_its_clause():
    found = read("Norway wrote to the embassy on Friday, demanding the release of the crew.")
    assert ("Norway", "demanding", "the release of the crew") in found


def test_a_relay_is_the_parent_of_what_it_relays():
    text = "The mayor told reporters that the bridge is safe, as reported by Reuters."
    found = told(text)
    relay = next(n for n, a in enumerate(found) if words(text, a.source) == "Reuters")
    inner = next(a for a in found if words(text, a.source) == "The mayor")
    assert inner.parent == relay
    assert found[relay].parent is None
    assert words(text, found[relay].content) == "The mayor told reporters that the bridge is safe"


def test_according_to_holds_the_sayings_inside():
    text = "Hill described the plan as “reckless” and promised to close the bridge, according to the council’s office."
    found = told(text)
    relay = next(n for n, a in enumerate(found) if a.cue_lemma == "according to")
    assert words(text, found[relay].source) == "the council’s office"
    inner = [a.parent for n, a in enumerate(found) if n != relay]
    assert inner
    assert set(inner) == {relay}


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("The bridge will be shut, Reuters reported, citing two engineers.", "two engineers", "Reuters"),
        ("Citing a leaked memo, the Herald said the bridge would be shut.", "a leaked memo", "the Herald"),
        ("Two engineers quoted by the Herald called the bridge “a disgrace.”", "Two engineers", "the Herald"),
        (
            "Hill argued that small towns could not pay, according to minutes seen by the Herald.",
            "Hill",
            "minutes seen by the Herald",
        ),
        ("“It is over,” one of them said, according to a witness.", "one of them", "a witness"),
        ("The driver had admitted to drinking before the crash, police said.", "The driver", "police"),
        ("“We will not sign,” the minister was quoted as saying by Tass.", "the minister", "Tass"),
        ("“Nobody came,” one nurse is quoted as saying in the report.", "one nurse", "the report"),
        ("The Herald reported that she had told ministers to “hold on”.", "she", "The Herald"),
        ("His lawyer said he denied the charges.", "he", "His lawyer"),
        ("According to a spokesman for the mayor, she believes it will reopen.", "she", "a spokesman for the mayor"),
        ("Police said witnesses had described a tall man.", "witnesses", "Police"),
        ("The witness said she heard the guard shout that the door was locked.", "the guard", "The witness"),
        ("According to Hill, the firm admitted to her that the bridge was unsafe.", "the firm", "Hill"),
        ("The minister is sure, her office said, that the bill will pass.", "The minister", "her office"),
        ("Police told the Herald that the owners had refused to open the gate.", "the owners", "Police"),
        ("She said she was told by the owner that the shop would close.", "the owner", "She"),
        ("A lawyer said they had been urged by the police to stay away.", "the police", "A lawyer"),
        ("The Herald quoted an official there as saying the dam was safe.", "an official there", "The Herald"),
        ("The captain testified that he had asked the mate for help.", "he", "The captain"),
        ("“I told the owner that the roof would not last another winter,” Hill said.", "I", "Hill"),
        ("The council wants the pool shut, as its leader put it.", "The council", "its leader"),
        ("The guild has doubts about the bridge, an engineer admitted.", "The guild", "an engineer"),
        ("The owners would have preferred a ferry, according to their lawyer.", "The owners", "their lawyer"),
        ("“We heard the siren and then the warden telling us to run,” said a miner.", "the warden", "a miner"),
        ("Ms Ito said that, according to her brother, the gate was open.", "her brother", "Ms Ito"),
        ("“I think the pool should close,” Hill said.", "I", "Hill"),
        ("Hill dismissed her rival’s demand for a recount.", "her rival’s", "Hill"),
        ("The school turned down a request by the coroner for its records, Hill said.", "the coroner", "The school"),
        ("The clerk was acting at the request of the owners, police said.", "the owners", "police"),
        ("For Oslo, the vote shows that the plan is dead, a diplomat said.", "Oslo", "a diplomat"),
        ("The guild accuses Mr Lee of having promised them that no jobs would go.", "Mr Lee", "The guild"),
        ("The nun said the rebels had sent her a note: they would leave the town at dawn.", "the rebels", "The nun"),
        ("Hill said the owners had let the board know that the pool would close.", "the owners", "Hill"),
        ("The owners have refused, a lawyer said.", "The owners", "a lawyer"),
        ("The captain said the insurer had offered in May to pay the crew.", "the insurer", "The captain"),
        ("A spokesman said the king was outraged at the delay.", "the king", "A spokesman"),
        ("Through his lawyer, Hill said that he was sorry.", "Hill", "his lawyer"),
        (
            "It quotes a guard, whom it does not name, as telling the board that “we sleep on Fridays”.",
            "a guard, whom it does not name",
            "It",
        ),
        ("Two dealers said they had been told of it by a client.", "a client", "Two dealers"),
        ("A friend said the captain keeps saying that the boat was sound.", "the captain", "A friend"),
        ("The driver testified that he believed the brakes were sound.", "he", "The driver"),
        ("The firm says it warned the council twice in March about the wall.", "it", "The firm"),
        ("A diver, her sister says, told her that the hull was cracked.", "A diver", "her sister"),
        ("Mr Lee, according to the daily Sol, has told friends that he would resign.", "Mr Lee", "the daily Sol"),
    ],
)
def test_a_report_relays_those_whom_it_cites(text, inner, outer):
    found = told(text)
    places = {words(text, a.source): n for n, a in enumerate(found)}
    assert found[places[inner]].parent == places[outer]


@pytest.mark.parametrize(("text", "cue", "content"), [
    ("“Parents were told to wait,” the doctor said.", "were told", "to wait"),
    ("A guard said he had been ordered to open the gate.", "had been ordered", "to open the gate"),
    ("Her union said miners had warned in May that the pit was wet.", "had warned", "that the pit was wet"),
])  # fmt: skip
def test_what_was_told_inside_a_content(text, cue, content):
    (row,) = [a for a in told(text) if a.parent is not None]
    assert (words(text, row.cue), words(text, row.content)) == (cue, content)


def test_who_speaks_next_behind_a_comma_is_told_by_the_article():
    text = "Hill said that the bridge was safe, though his deputy admitted that a beam was cracked."
    found = {words(text, a.source): a for a in told(text)}
    assert found["his deputy"].parent is None
    assert words(text, found["Hill"].content) == "that the bridge was safe"


@pytest.mark.parametrize("text", [
    "He said he believed her.", "The bank said it hoped to reopen soon.", "The police said they believed he was dead.",
    "Her spokesman said he did not comment on rumours.", "Mary Hill said she had never asked who paid for it.",
    "She said her request for a loan was still open.", "“I want it to last,” Hill said.",
    "The captain said nobody had told him that the lock was shut.",
    "Hill said she would resign if anyone asked for it.",
])  # fmt: skip
def test_who_speaks_of_oneself_relays_nobody(text):
    assert all(a.parent is None for a in told(text))


@pytest.mark.parametrize("text", [
    "The council asked the board to dismiss Hill.",
    "The union demanded that every clerk dismissed since May be rehired.",
    "The minister branded the guild’s demands “a fairy tale”.",
])  # fmt: skip
def test_what_is_asked_for_or_named_is_no_saying(text):
    assert all(a.parent is None for a in told(text))


def test_a_view_is_named_by_for_and_a_fact_is_not():
    (view,) = told("For the union, the offer is a trap.")
    assert words("For the union, the offer is a trap.", view.source) == "the union" and view.act == "belief"
    assert not [a for a in told("For Hill, it was the third title in a row.") if a.act == "belief"]


def test_what_a_document_shows_is_said_by_it():
    found = read("The firm had been warned, court papers show.")
    assert found == [("court papers", "show", "The firm had been warned")]


@pytest.mark.parametrize(("text", "act"), [
    ("Hill said there was no bribe.", "denial"), ("Hill said no such call was made.", "denial"),
    ("The firm called the report inaccurate.", "denial"), ("Athens did not accept that.", "denial"),
    ("Hill said he was furious.", "emotion"), ("Oslo said it was following the case with concern.", "emotion"),
    ("The guild said the owners had ignored every warning.", "accusation"),
    ("The clerk asked not to be named.", "request"), ("The guard warned him to stay away.", "request"),
    ("Hill said she never saw a weapon.", "statement"),
])  # fmt: skip
def test_what_is_said_tells_the_act(text, act):
    assert the_one(text).act == act


def test_plurals_keep_their_apostrophe_inside_single_marks():
    text = "Hill called it ‘a blow to the miners’ rights’ and ‘a row between neighbours’. Lee agreed."
    assert [text[q.start : q.end] for q in find_quotations(text)] == [
        "‘a blow to the miners’ rights’", "‘a row between neighbours’",
    ]  # fmt: skip


def test_a_quotation_in_two_halves_or_alone_belongs_to_who_speaks():
    assert read("“I knew,” Hill said on Monday, “that the bridge was unsafe.”") == [
        ("Hill", "said", "“I knew,” / “that the bridge was unsafe.”")
    ]
    found = read("Hill believes that a deal is near. “They hate the ferry more than each other.” The pier is shut.")
    assert [source for source, _, content in found if "ferry" in content] == ["Hill"]


def test_who_is_asked_and_answers_is_one_row():
    assert [source for source, _, _ in read("Asked if the bridge was safe, Hill replied that it was.")] == ["Hill"]


def test_told_to_do_something_is_a_request():
    assert the_one("The mayor told the crew to close the bridge.").act == "request"
    assert the_one("The mayor told the crew that the bridge was closed.").act == "statement"


def test_a_reason_that_is_cited_says_nothing():
    assert all(
        a.parent is None for a in told("The airline cancelled the flight, the airport said, citing bad weather.")
    )


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("She hung up when a reporter called.", "refusal"),
        ("His agent did not call back.", "no_response"),
        ("Attempts to reach the family were unsuccessful.", "no_response"),
        ("The airline has not said when flights will resume.", "no_response"),
        ("The club has yet to issue a statement.", "no_response"),
        ("Asked about the video, the coach shook his head and left.", "no_response"),
        ("The bank said it does not comment on individual customers.", "refusal"),
        ("“I can't comment on that,” Brown said.", "refusal"),
        ("His lawyers ignored a list of questions.", "no_response"),
        ("The bishop has kept his own counsel.", "no_response"),
        ("The treasurer could not be located on Friday.", "no_response"),
        ("The firm gave no reason for the delay.", "no_response"),
        ("Calls to the office went to voicemail.", "no_response"),
        ("The club has been contacted for comment.", "no_response"),
        ("The police were not immediately reachable.", "no_response"),
        ("Asked who had paid, the broker laughed and got into a taxi.", "no_response"),
        ("The minister did not wish to say who had paid.", "refusal"),
        ("The board chose not to comment.", "refusal"),
        ("The spokesman would not go into details about the talks.", "refusal"),
        ("The firm referred questions to its lawyers.", "refusal"),
        ("The clerk invoked her right to remain silent.", "refusal"),
        ("“Ask me on Thursday,” the coach told reporters.", "refusal"),
    ],
)
def test_silence_has_many_wordings(text, act):
    assert the_one(text).act == act


def test_a_quotation_goes_on_over_paragraphs():
    text = "“The bridge is unsafe,” Hill said. “It must be closed.\n\n“Nobody should cross it.”\n\nTraffic was light."
    said = next(content for source, _, content in read(text) if source == "Hill")
    assert said == "“The bridge is unsafe,” / “It must be closed. / “Nobody should cross it.”"


@pytest.mark.parametrize(
    ("text", "source", "content", "act"),
    [
        ("There has been no response from Oslo regarding the claims.", "Oslo", "the claims", "no_response"),
        ("A spokesman for the firm declined to comment.", "A spokesman for the firm", "to comment", "no_response"),
        (
            "The ministry did not respond to a request for comment.",
            "The ministry",
            "a request for comment",
            "no_response",
        ),
        ("She refused to discuss the reports.", "She", "to discuss the reports", "refusal"),
        ("She refrained from confirming the reports.", "She", "the reports", "refusal"),
    ],
)
def test_silence_is_a_row(text, source, content, act):
    found = the_one(text)
    assert (words(text, found.source), words(text, found.content), found.act) == (source, content, act)
    assert found.commitment == "uu"


def test_scare_quotes_are_not_sayings():
    assert read("The “smart” kettle broke after a week.") == []


def test_plain_narration_says_nothing():
    assert read("The train left the station at noon and arrived in Oslo in the evening.") == []


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('He said "no" twice.', ['"no"']),
        ("When asked about it,” he left. “Why?” she said.", ["“Why?”"]),
        ("“One.\n\n“Two.”", ["“One.", "“Two.”"]),
        ("“He called it ‘odd’, and left,” she said.", ["“He called it ‘odd’, and left,”"]),
        ("The workers’ plan was ‘reckless and illegal’, she said.", ["‘reckless and illegal’"]),
        ('A 5" pipe and a 6" pipe', []),
        ("''Never,'' he said.", ["''Never,''"]),
        ('"', []),
    ],
)
def test_quotation_marks(text, quotations):
    assert [text[q.start : q.end] for q in find_quotations(text)] == quotations


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The bridge is unsafe,” said Hill.", "direct"),
        ("Hill said the bridge was unsafe.", "indirect"),
        ("Hill said the bridge was “a serious danger” to all.", "mixed"),
    ],
)
def test_quote_type(text, kind):
    assert the_one(text).quote_type == kind


@pytest.mark.parametrize(
    ("text", "act", "commitment"),
    [
        ("Hill said that the bridge was closed.", "statement", "ct+"),
        ("Hill said that the bridge was not closed.", "statement", "ct-"),
        ("Hill said that the bridge may be closed.", "statement", "ps+"),
        ("Hill said that the bridge would be closed.", "statement", "pr+"),
        ("Hill believes that the bridge is closed.", "belief", "pr+"),
        ("Hill denied that the bridge was closed.", "denial", "ct-"),
        ("Hill asked whether the bridge was closed.", "statement", "uu"),
        ("Hill urged the council to close the bridge.", "request", "uu"),
        ("Hill accused the council of closing the bridge.", "accusation", "ct+"),
        ("Hill hopes that the bridge is closed.", "emotion", "uu"),
    ],
)
def test_act_and_commitment(text, act, commitment):
    found = the_one(text)
    assert (found.act, found.commitment) == (act, commitment)


def test_negation_and_hedge():
    assert the_one("Hill did not say that the bridge was closed.").negated
    assert not the_one("Hill said that the bridge was not closed.").negated
    assert the_one("Hill allegedly said that the bridge was closed.").hedge == "allegedly"
    assert the_one("Hill said that the bridge was allegedly closed.").hedge == ""


def test_speakers_come_from_the_cast():
    text = "The leaders said that the bridge was closed."
    pair = {"The leaders": ("person:a", "person:b")}
    actors = {i: Actor(i, i, "person") for i in pair["The leaders"]}
    found = the_one(text, known=pair, actors=actors)
    assert found.actor_ids == ("person:a", "person:b")
    assert not found.anonymous


def test_anonymous_sources():
    assert the_one("Officials said that the bridge was closed.").anonymous
    assert not the_one("Mary Hill said that the bridge was closed.").anonymous
    text = "He said that the bridge was closed."
    nobody = Actor("unnamed:x:an-official", "an official", "unnamed")
    assert the_one(text, known={"He": (nobody.actor_id,)}, actors={nobody.actor_id: nobody}).anonymous


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hill said Monday that the bridge was closed.", date(2024, 10, 21)),
        ("Hill said on Tuesday that the bridge was closed.", date(2024, 10, 15)),
        ("On Oct. 3, Hill said that the bridge was closed.", date(2024, 10, 3)),
        ("Hill said last week that the bridge was closed.", None),
        ("Hill said that the bridge was closed on Monday.", None),
    ],
)
def test_said_on(text, day):
    assert the_one(text).said_on == day


def test_said_on_needs_a_date_of_publication():
    assert the_one("Hill said Monday that the bridge was closed.", published=None).said_on is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("yesterday", date(2024, 10, 20)),
        ("last Monday", date(2024, 10, 14)),
        ("December 24", date(2023, 12, 24)),
        ("3 October 2022", date(2022, 10, 3)),
        ("2024-02-29", date(2024, 2, 29)),
        ("February 30", None),
        ("in June", None),
        ("later", None),
    ],
)
def test_resolve_day(words, day):
    assert resolve_day(words, PUBLISHED) == day


def test_rows_are_one_to_one_and_confidence_is_a_probability():
    text = "Hill said it rained. According to the police, it snowed. Nobody came."
    doc = pipeline()(text)
    tagged = tag(doc)
    described = describe(doc, tagged, Cast(text), None)
    assert len(tagged) >= 2
    assert [(a.source, a.cue, a.content, a.confidence) for a in described] == [
        (t.source, t.cue, t.content, t.confidence) for t in tagged
    ]
    assert all(0 < t.confidence < 1 for t in tagged)
    assert tag(pipeline()(text)) == tagged


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "x",
        "“",
        "”" * 50,
        "said " * 200,
        '"a" ' * 300,
        "he said that " * 200,
        ": " * 200,
        "\u0000“é”\n" * 50,
    ],
)
def test_any_text_gives_spans_inside_it(text):
    doc = pipeline()(text)
    for row in describe(doc, tag(doc), Cast(text), None):
        for start, end in (*row.source, *row.cue, *row.content):
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()


@pytest.mark.timeout(60)
def test_a_hundred_thousand_marks_take_seconds():
    n = 100_000
    doc = Doc(
        pipeline().vocab,
        words=['"'] * n,
        spaces=[False] * n,
        heads=[0] * n,
        deps=["ROOT"] + ["punct"] * (n - 1),
        pos=["PUNCT"] * n,
        tags=["''"] * n,
        lemmas=['"'] * n,
    )
    assert tag(doc) == []


def test_quotations_signed_with_a_dash_have_their_speaker():
    text = "Readers:\n\n“We lost the shop at night.” ― Ana Ruiz\n“Nobody came to ask us.”\n— Jon Dahl, a baker."
    rows = [([text[a:b] for a, b in t.source], text[slice(*t.cue[0])]) for t in tag(pipeline()(text))]
    assert (["Ana Ruiz"], "―") in rows
    assert (["Jon Dahl, a baker"], "—") in rows


def test_a_dash_after_a_quotation_that_goes_on_is_no_signature():
    doc = pipeline()("“We will fight on and win” — Trump said that in June — became a slogan.")
    assert not any(t.cue and doc.text[slice(*t.cue[0])] == "—" for t in tag(doc))


def test_labelled_lines_of_a_transcript_name_their_speakers():
    text = "RUIZ: We will not sell the land.\n\nHOST: Why is that?\n\nRUIZ: It is not ours to sell."
    rows = [text[slice(*t.source[0])] for t in tag(pipeline()(text)) if text[slice(*t.cue[0])] == ":"]
    assert rows == ["RUIZ", "HOST", "RUIZ"]


def test_a_quotation_is_not_the_source_of_what_follows_it():
    text = "The party's spokesman, Craig Lowe, called that “a hope, not a plan” and urged her to act."
    assert "a hope" not in {words(text, a.source) for a in told(text)}


def test_a_relative_clause_is_no_source_without_its_noun():
    text = "Fans are less amused: their trust, which owns a tenth of the club, called on the board to sell nobody."
    assert "their trust, which owns a tenth of the club" in {words(text, a.source) for a in told(text)}


def test_a_paper_relays_whom_its_report_is_according_to():
    found = told("The Ledger reported on Friday that the pit was flooded, according to two miners.")
    paper = next(n for n, a in enumerate(found) if a.cue_lemma == "report")
    (miners,) = (a for a in found if a.cue_lemma == "according to")
    assert (found[paper].parent, miners.parent) == (None, paper)


def test_a_report_cites_its_source_before_what_it_reports():
    text = "Broadcaster NTK reported, citing a former inspector, that the valves had failed."
    found = told(text)
    (inner,) = (a for a in found if words(text, a.source) == "a former inspector")
    assert words(text, found[inner.parent].source) == "Broadcaster NTK"
    assert words(text, inner.content) == "that the valves had failed"


def test_a_report_says_something_inside_of_what_is_claimed():
    found = read("Hill claims a report saying the pit was unsafe was lost.")
    assert ("a report", "saying", "the pit was unsafe") in found


def test_what_is_said_inside_ends_where_another_begins_to_speak():
    found = read("The Ledger said the envoy has asked for more time, while the rebels insist on an answer.")
    assert ("the envoy", "has asked for", "more time") in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry put the toll at 33.", ("The ministry", "put", "the toll at 33")),
        ("The paper stands by its story.", ("The paper", "stands by", "its story")),
        (
            "The union's leader held the owners responsible.",
            ("The union's leader", "held", "the owners responsible"),
        ),
        (
            "The company has offered the herders 20 million crowns, which is not much.",
            ("The company", "has offered", "the herders 20 million crowns"),
        ),
        (
            "OSLO, May 3 - A herders' union asked a court on Friday to stop the mine.",
            ("A herders' union", "asked", "to stop the mine"),
        ),
        ("On the loan she declined to comment.", ("she", "declined", "On the loan")),
    ],
)
def test_who_says_what_by_a_verb_that_alone_says_little(text, expected):
    assert expected in read(text)


@pytest.mark.parametrize(
    "text",
    ["The envoy left the hotel without a word.", "The minister has yet to utter a word.", "The mayor ducked the row."],
)
def test_wordless_exits_are_silences(text):
    assert the_one(text).act in ("no_response", "refusal")


def test_who_says_one_thing_but_declines_another_is_the_speaker():
    text = "The minister’s spokesman said a review was planned but declined to say what it would cover."
    assert [source for source, cue, _ in read(text) if "declined" in str(cue)] == ["The minister’s spokesman"]


def test_a_source_does_not_begin_with_the_mark_of_a_genitive():
    text = "The station's traders were told six."
    doc = pipeline()(text)
    known, traders = (0, 11), (11, 21)
    row = mended(build_tree(doc), [traders], [(22, 31)], [known], 0.9)
    assert [text[slice(*span)] for span in row.source] == ["traders"]
