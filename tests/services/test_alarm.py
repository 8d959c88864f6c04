"""A cry for help as it comes in from each channel, and danger that is told beside it."""

from dataclasses import replace
from typing import Any

import pytest

from bot.channels.telegram.meanings import Received
from bot.channels.telegram.updates import read_update
from bot.content.cry_words import load_cries
from bot.domain.messages import Inbound, InboundKind, Language, Say
from bot.domain.safety import Finding
from bot.services.alarm import Alarm, cry_in, heard, spoken
from bot.services.commands import Command
from bot.services.fixed_options import FixedOptions
from bot.services.wishing import AWAITS
from bot.services.writes import PENDING, RECORDS
from tests.builders import SATURDAY_NIGHT, a_person, an_inbound
from tests.builders import words as catalogue
from tests.danger import SAD, Doubting, FewWords

CRIES = load_cries().cries


def told(inbound: Inbound, scanner: FewWords | None = None) -> Say | None:
    alarm = heard(inbound, cry_in(inbound, CRIES), scanner or FewWords())
    return alarm.command.says[0] if alarm else None


def in_telegram(words: str) -> Inbound:
    chat = {"id": 7, "type": "private"}
    message = {"message_id": 1, "chat": chat, "text": words}
    update = read_update({"update_id": 5, "message": message}, "999", SATURDAY_NIGHT)
    assert isinstance(update, Received)
    return update.inbounds[0]


@pytest.mark.parametrize(
    "words",
    [
        *("/sos", "/SOS@rinnalla_bot", "/sos apua", "/sos nyt heti", "/112", "/apua", "/hjälp"),
        *("/hjalp", "/apua en pysty"),
    ],
)
def test_sos_as_a_command_is_heard_in_telegram_and_where_there_are_no_commands(words: str) -> None:
    for inbound in (in_telegram(words), an_inbound(words)):
        say = told(inbound)
        assert say is not None
        assert say.key == "crisis.sos"


def test_the_help_of_telegram_is_no_cry() -> None:
    assert told(in_telegram("/help")) is None


def test_what_is_written_behind_sos_is_heard_first() -> None:
    for words in (f"/sos {SAD}", f"/apua {SAD}"):
        card = told(in_telegram(words))
        assert card is not None
        assert card.key == "crisis.card"


def test_danger_behind_sos_that_is_doubted_gets_sos_and_no_question() -> None:
    say = told(in_telegram(f"/sos {SAD}"), Doubting())
    assert say is not None
    assert say.key == "crisis.sos"


def test_a_command_of_the_page_or_the_terminal_is_heard() -> None:
    for words in ("sos", "sos en pysty", "112"):
        say = told(an_inbound(words, InboundKind.COMMAND))
        assert say is not None
        assert say.key == "crisis.sos"
    assert told(an_inbound("language", InboundKind.COMMAND)) is None


@pytest.mark.parametrize(
    ("hint", "both"), [("fi", False), (None, False), ("ru", True), ("ar", True), ("de", True)]
)
def test_a_device_in_another_language_gets_english_and_finnish(
    hint: str | None, both: bool
) -> None:
    say = told(replace(an_inbound("apua"), language_hint=hint))
    assert say is not None
    assert say.args["both"] is both


HOME = "Minun luonani"


class Shouting(FewWords):
    """Hears danger in everything."""

    def scan(self, _: str) -> Finding | None:
        """Return a finding."""
        return Finding("crisis_violence_now", "B", False, "test")


def asked_for_place(until: str = "2026-11-14T22:50:00+02:00") -> dict[str, Any]:
    return {RECORDS: {AWAITS: {"wish": "where", "of": "h1", "alone": True, "until": until}}}


@pytest.mark.parametrize("typed", [HOME, "minun luonani.", "Hemma hos mig", "At my place"])
def test_an_option_typed_as_it_is_called_is_that_option(typed: str) -> None:
    options = FixedOptions(words=catalogue())

    def cards(text: str, facts: dict[str, Any]) -> bool:
        found = heard(an_inbound(text), None, Shouting(), facts, options=options)
        return found is not None

    assert not cards(typed, asked_for_place())
    assert cards(f"{typed} mua lyödään", asked_for_place()), "more than the option is read"
    assert cards(typed, {}), "nothing was asked"
    assert cards(typed, asked_for_place("2026-11-14T22:30:00+02:00")), "it was asked too long ago"


def test_an_option_of_an_assessment_typed_as_it_is_called_is_no_danger() -> None:
    pending = {"assessment": "x", "question": "q", "options": [{"id": "a", "words": ["Kotona"]}]}
    found = heard(
        an_inbound("kotona"), None, Shouting(), {PENDING: pending}, options=FixedOptions()
    )
    assert found is None


@pytest.mark.parametrize(
    ("words", "told", "person", "answered"),
    [
        ("itsemurha", "fi", {"language": "en"}, "en"),
        ("haluan kuolla", "fi", {"language": "en"}, "fi"),
        ("itsemurha", "fi", {"language": "en", "greeted": False}, "fi"),
        ("haluan kuolla", "fi", {"language": "en", "language_chosen": True}, "en"),
        ("he hit me", "en", {"language": "fi"}, "en"),
        ("he hit me", None, {"language": "sv"}, "sv"),
    ],
)
def test_a_card_keeps_the_language_of_a_talk_in_which_a_danger_is_only_named(
    words: str, told: Language | None, person: dict[str, Any], answered: Language
) -> None:
    alarm = Alarm(Command(), told)
    assert spoken(alarm, an_inbound(words), a_person(**person)) == answered
