"""The second ear: only in doubt, never against a denial, never with another encoder's vectors."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message

from bot.content.safety_scanner import load_scanner
from bot.domain.errors import ContentProblems
from bot.domain.safety import MEANING, Finding
from bot.domain.safety_model import Heard, Loudness
from bot.domain.safety_patterns import CATEGORIES
from bot.nlu.both_ears import BothEars
from bot.nlu.encoder import MAX_CHARACTERS, Encoder, Read
from bot.nlu.listening import Listening
from bot.nlu.safety import SafetyReader
from bot.nlu.second_ear import FILE, MOST, Judge, SecondEar, load_second_ear

LIMITS = Loudness(alone=1.0, among=0.5, speaks=0.0, now=0.0, other=0.0, in_spite=2.0)
ONE = np.ones(1, np.float32)


def an_ear(limit: float = 0.6) -> SecondEar:
    """Hears a wish to die where the only number of the vector is above zero."""
    weights, bias = np.zeros((1, len(CATEGORIES) + 2), np.float32), np.zeros(len(CATEGORIES) + 2)
    weights[0, 0], bias[1 : len(CATEGORIES) + 1] = 4, -30
    judge = Judge(weights, bias.astype(np.float32))
    return SecondEar((judge,), 0.1, limit, 0.2, limit - 0.4, -0.3, "made by a test")


def heard(danger: float, *, foreign: bool = False) -> Heard:
    return Heard(danger, 0.0, 0.0, 0.0, "crisis_suicide", LIMITS, foreign)


@pytest.mark.parametrize(("danger", "doubt"), [(-0.4, False), (-0.2, True), (0.5, True)])
def test_it_is_asked_only_where_a_vector_could_matter(danger: float, *, doubt: bool) -> None:
    assert an_ear().is_in_doubt(heard(danger)) is doubt


def test_spelling_and_meaning_together_decide() -> None:
    ear = an_ear()
    assert ear.is_danger(heard(0.3), 2 * ONE)
    assert not ear.is_danger(heard(0.3), -2 * ONE)
    assert not ear.is_danger(heard(-0.4), 2 * ONE)


def test_too_little_for_a_card_is_a_hint_in_our_letters() -> None:
    ear = an_ear()
    assert ear.is_hint(heard(-0.1), ONE)
    assert not ear.is_hint(heard(-0.3), ONE)
    assert not ear.is_hint(heard(-0.1, foreign=True), ONE)


@pytest.mark.parametrize(
    ("text", "hinted"),
    [("huomenna ei tarvii enää", True), ("en halua kuolla", False), ("mö", False)],
)
def test_a_hint_is_asked_about_unless_it_is_denied_or_a_single_word(
    text: str, *, hinted: bool
) -> None:
    eager = replace(an_ear(limit=1000.0), hint=-1000.0, doubt=-1000.0)
    encoder = Encoder(always, "made by a test")
    assert BothEars(load_scanner(), eager, encoder).is_hint(text) is hinted
    assert not BothEars(load_scanner(), None, encoder).is_hint(text)
    assert not BothEars(load_scanner(), eager, None).is_hint(text)


def test_the_kind_of_danger_is_the_likeliest_of_the_vector() -> None:
    ear = an_ear()
    assert ear.category(ONE) == CATEGORIES[0]
    assert replace(ear, judges=(*ear.judges, of_another_kind())).category(ONE) == CATEGORIES[3]


def test_the_judge_of_the_own_layers_counts_more() -> None:
    ear = an_ear()
    both = replace(ear, judges=(*ear.judges, of_another_kind()))
    odds = [judge.odds(ONE) for judge in both.judges]
    assert odds[0] != odds[1]
    assert both.odds(ONE) == pytest.approx(0.3 * odds[0] + 0.7 * odds[1])


def test_denied_danger_without_its_usual_words_is_asked_about_gently() -> None:
    text = "there is nothing of that kind in my mind"
    assert load_scanner().soft(text) is None
    ear = replace(an_ear(), doubt=-1000.0)
    bias = ear.judges[0].bias.copy()
    bias[len(CATEGORIES)] = 30
    denying = replace(ear, judges=(Judge(ear.judges[0].weights, bias),))
    encoder = Encoder(always, "made by a test")
    found = BothEars(load_scanner(), denying, encoder).soft(text)
    assert found == Finding(CATEGORIES[0], "C", False, MEANING)
    assert BothEars(load_scanner(), ear, encoder).soft(text) is None
    assert BothEars(load_scanner(), replace(denying, doubt=1000.0), encoder).soft(text) is None
    assert BothEars(load_scanner(), denying, None).soft(text) is None


def of_another_kind() -> Judge:
    """Return a judge who hears another kind of danger, more surely."""
    (judge,) = an_ear().judges
    bias = judge.bias.copy()
    bias[3] = 60
    return Judge(judge.weights, bias)


def test_another_script_is_always_in_doubt() -> None:
    assert an_ear().is_in_doubt(heard(-5.0, foreign=True))


def test_another_script_has_its_own_limit() -> None:
    assert not an_ear().is_danger(heard(0.0), ONE)
    assert an_ear().is_danger(heard(0.0, foreign=True), ONE)


def test_no_vector_counts_for_more_than_the_most() -> None:
    assert an_ear().odds(1000 * ONE) == MOST
    assert an_ear().odds(-1000 * ONE) == -MOST


def test_vectors_of_another_encoder_are_not_heard() -> None:
    assert load_second_ear(FILE, "another encoder") is None
    assert load_second_ear(FILE, None) is None
    assert load_second_ear(Path("nowhere.npz"), "any") is None


def test_what_is_no_ear_is_told(tmp_path: Path) -> None:
    (tmp_path / "ear.npz").write_bytes(b"not numbers")
    with pytest.raises(ContentProblems):
        load_second_ear(tmp_path / "ear.npz", "any")


def always(_: object) -> Read:
    return Read(np.full((1, 1), 5.0, np.float32))


def never(_: object) -> Read:
    return Read(np.full((1, 1), -5.0, np.float32))


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("äiti 040 1234567", False),
        ("min bror 0401234567", False),
        ("äiti (040) 123 4567, Sami +358 50 765 4321", False),
        ("nu kommer han 0401234567", True),
        ("säästän aseeseen", True),
    ],
)
def test_a_name_with_a_number_says_too_little_for_a_vector(text: str, *, asked: bool) -> None:
    eager = replace(an_ear(limit=-100.0), doubt=-100.0)
    ears = BothEars(load_scanner(), eager, Encoder(always, "made by a test"))
    assert (ears.scan(text) is not None) is asked


@pytest.mark.parametrize("text", ["en halua kuolla", "mö", ""])
def test_denied_and_single_words_are_left_alone(text: str) -> None:
    eager = replace(an_ear(limit=-100.0), doubt=-100.0)
    ears = BothEars(load_scanner(), eager, Encoder(always, "made by a test"))
    assert ears.scan(text) is None


def test_an_ear_that_hears_makes_a_finding() -> None:
    eager = replace(an_ear(-100.0), doubt=-100.0)
    ears = BothEars(load_scanner(), eager, Encoder(always, "made by a test"))
    found = ears.scan("huomenna ei tarvii enää")
    assert found is not None
    assert (found.reason, found.tier in "AB") == (MEANING, True)


@pytest.mark.parametrize(
    ("text", "intent", "against"),
    [
        ("mitä mä teen sille", "crisis_harm_others", True),
        ("en halua kuolla, haluan vaan nukkua", "crisis_suicide", True),
        ("mitä mä teen sille", "money_run_out", False),
    ],
)
def test_danger_that_the_classifier_alone_reads_is_asked_about_when_both_ears_are_calm(
    text: str, intent: str, *, against: bool
) -> None:
    ears = BothEars(load_scanner(), an_ear(), Encoder(never, "made by a test"))
    assert ears.is_contradicted(text, intent) is against


def test_danger_that_an_ear_hears_too_stays() -> None:
    ears = BothEars(load_scanner(), an_ear(), Encoder(always, "made by a test"))
    assert not ears.is_contradicted("en jaksa enää elää, haluun kuolla", "crisis_suicide")


ILLNESS = "crisis_medical_now"


def hearing_illness(share: float) -> BothEars:
    """Ears that hear illness in everything, as sure of it as the share is large."""
    (judge,) = an_ear(-100.0).judges
    weights, bias = np.zeros_like(judge.weights), np.full_like(judge.bias, -30)
    illness = CATEGORIES.index(ILLNESS)
    weights[0, illness], bias[illness] = 4, 0
    ear = replace(an_ear(-100.0), judges=(Judge(weights, bias),), doubt=-100.0, share=share)
    return BothEars(load_scanner(), ear, Encoder(always, "made by a test"))


@pytest.mark.parametrize(("share", "tier"), [(0.05, "B"), (1.0, "A")])
def test_illness_that_only_the_second_ear_hears_is_an_emergency_where_both_are_sure(
    share: float, tier: str
) -> None:
    """Tier B's card tells the signs of an emergency, and whom to ask otherwise."""
    text = "kaadoin kuumaa vettä jalalle, nyt se on ihan punanen"
    ears = hearing_illness(share)
    sound = ears.scanner.sound(text)
    assert ears.scanner.scan(text) is None
    assert sound is not None
    assert sound.is_now
    found = ears.scan(text)
    assert found is not None
    assert (found.category, found.tier) == (ILLNESS, tier)


def hearing_attackers() -> BothEars:
    """Ears that hear an attacker in everything."""
    (judge,) = an_ear(-100.0).judges
    weights, bias = np.zeros_like(judge.weights), np.full_like(judge.bias, -30)
    attack = CATEGORIES.index("crisis_violence_now")
    weights[0, attack], bias[attack] = 4, 0
    ear = replace(an_ear(-100.0), judges=(Judge(weights, bias),), doubt=-100.0)
    return BothEars(load_scanner(), ear, Encoder(always, "made by a test"))


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("isä heitti mut pihalle", "homeless_tonight"),
        ("pappa släpper inte in mig", "homeless_tonight"),
        ("they will deport me", "residence_permit"),
        ("isä heitti mut ulos ikkunasta", None),
        ("isä hakkas ja heitti mut pihalle", None),
        ("isä heitti mut pihalle ja jotain muuta tapahtui sitten", None),
        ("kävin kaupassa ja ostin maitoa", None),
    ],
)
def test_an_attacker_heard_in_a_plain_matter_alone_is_asked_about(
    text: str, matter: str | None
) -> None:
    found = hearing_attackers().hear(text)
    assert found is not None
    assert (found.matter, found.is_doubted) == (matter, matter is not None)


@pytest.mark.parametrize(
    ("second", "left"), [("homeless_tonight", None), ("money_run_out", "money_run_out")]
)
def test_a_plain_matter_is_what_the_message_means(second: str, left: str | None) -> None:
    reader = object.__new__(SafetyReader)
    reader._ears = hearing_attackers()
    read = {"intent": {"name": "violence_help"}, "second_intent": second}
    (message,) = reader.process([Message(data={"text": "isä heitti mut pihalle", **read})])
    assert message.get("intent")["name"] == "homeless_tonight"
    assert message.get("second_intent") == left
    assert message.get("safety") is None


def test_another_danger_heard_in_a_plain_matter_keeps_its_card() -> None:
    found = hearing_illness(1.0).hear("isä heitti mut pihalle")
    assert found is not None
    assert (found.matter, found.is_doubted) == (None, False)


def test_illness_that_a_reviewed_pattern_knows_stays_what_the_pattern_says() -> None:
    found = hearing_illness(0.05).scan("hän ei hengitä, mitä mä teen")
    assert found is not None
    assert (found.category, found.tier) == (ILLNESS, "A")


ONLY_THE_MODEL = "poika on kouristellu kohta kymmenen minuuttia, silmät pyörii nurin"
"""The scanner's model hears it, no pattern does."""


def against(encoder: Encoder) -> BothEars:
    """The scanner with an ear that weighs as much as it does."""
    return BothEars(load_scanner(), replace(an_ear(), share=1.0), encoder)


def test_what_the_model_alone_hears_is_asked_about_when_the_vector_speaks_against_it() -> None:
    ears = against(Encoder(never, "made by a test"))
    found = load_scanner().scan(ONLY_THE_MODEL)
    assert found is not None
    assert found.reason == "model"
    assert ears.scan(ONLY_THE_MODEL) is None
    assert ears.hear(ONLY_THE_MODEL) == replace(found, is_doubted=True)
    assert ears.is_hint(ONLY_THE_MODEL)
    assert against(Encoder(always, "made by a test")).scan(ONLY_THE_MODEL) == found


@pytest.mark.parametrize(("number", "doubted"), [(-1.2, False), (-1.3, True)])
def test_a_pattern_is_doubted_only_by_a_vector_that_is_sure_by_itself(
    number: float, *, doubted: bool
) -> None:
    text = "en jaksa enää elää, haluun kuolla"
    found = load_scanner().scan(text)
    assert found is not None
    encoder = Encoder(lambda _: Read(number * ONE[None]), "made by a test")
    ears = against(encoder)
    assert ears.hear(text) == replace(found, is_doubted=doubted)
    assert ears.scan(text) == (None if doubted else found)
    assert ears.is_hint(text)
    assert against(encoder).scan("haluun kuolla") is not None, "too short to be asked about"


@pytest.mark.parametrize("text", ["mikä on panadolin tappava annos", "jag råkade ta två concerta"])
def test_a_question_of_the_dose_that_kills_is_never_doubted(text: str) -> None:
    found = load_scanner().scan(text)
    assert found is not None
    assert against(Encoder(never, "made by a test")).scan(text) == found


@pytest.mark.parametrize(("number", "doubted"), [(0.4, True), (0.6, False)])
def test_a_clause_that_tells_danger_is_not_calmed_by_a_question_beside_it(
    number: float, *, doubted: bool
) -> None:
    text = "min kompis är medvetslös här, hur länge sitter fyllan i"
    found = load_scanner().scan(text)
    assert found is not None

    def read(texts: Sequence[str]) -> Read:
        return Read(np.array([[-2.0 if "fyllan" in one else number] for one in texts], np.float32))

    ears = against(Encoder(read, "made by a test"))
    assert ears.hear(text) == replace(found, is_doubted=doubted)


@pytest.mark.parametrize(("share", "heard"), [(0.03, False), (1.0, True)])
def test_what_a_context_silences_counts_where_both_ears_are_sure(
    share: float, *, heard: bool
) -> None:
    text = "after this game i am killing myself for real, goodbye all"
    assert load_scanner().scan(text) is None
    assert load_scanner().soft(text) is not None
    ears = BothEars(
        load_scanner(), replace(an_ear(), share=share), Encoder(always, "made by a test")
    )
    found = ears.scan(text)
    assert (found is not None) is heard
    assert found is None or found.tier == "B", "what may be denied is never danger now"


def test_what_is_too_short_to_be_asked_about_is_not_doubted() -> None:
    found = load_scanner().scan("kaveri kouristelee")
    assert found is not None
    assert found.reason == "model"
    assert against(Encoder(never, "made by a test")).scan("kaveri kouristelee") == found


def test_danger_behind_what_the_vector_can_know_is_not_doubted() -> None:
    long = "kävin kaupassa ja ostin maitoa ja leipää. " * 12 + ONLY_THE_MODEL
    assert len(long) > MAX_CHARACTERS
    assert against(Encoder(never, "made by a test")).scan(long) == load_scanner().scan(long)


def test_a_turn_hears_with_the_scanner_until_there_is_an_encoder_and_when_it_fails() -> None:
    text = "huomenna ei tarvii enää"
    assert Listening(load_scanner(), lambda: None).scan(text) is None

    def broken() -> Encoder:
        raise MemoryError

    listening = Listening(load_scanner(), broken)
    assert listening.scan(text) is None
    assert listening.scan(ONLY_THE_MODEL) == load_scanner().scan(ONLY_THE_MODEL)
    assert listening.soft("en halua kuolla") is not None


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("soon nobodyneeds me here", ["soon nobodyneeds me here", "soon nobody needs me here"]),
        ("t0m0rrow is my l4st", ["t0m0rrow is my l4st", "tomorrow is my last"]),
        ("soon nobody needs the key", ["soon nobody needs the key"]),
    ],
)
def test_glued_words_and_digits_for_letters_are_read_as_they_were_meant_too(
    text: str, read: list[str]
) -> None:
    asked: list[str] = []

    def noting(texts: Sequence[str]) -> Read:
        asked.extend(texts)
        return Read(np.zeros((len(texts), 1), np.float32))

    eager = replace(an_ear(limit=1000.0), hint=1000.0, doubt=-1000.0)
    BothEars(load_scanner(), eager, Encoder(noting, "made by a test")).is_hint(text)
    assert asked == read
