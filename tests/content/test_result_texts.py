"""Words around a shown result: every line is said in each language, and nothing is left open."""

import json
import re

import pytest

from bot.domain.messages import LANGUAGES, Language, Say
from bot.domain.pictures import MoneyPicture
from bot.domain.results import result_to_json
from bot.services.picturing import picture_says
from bot.storage.rows import pack_reply, unpack_reply
from tests.builders import a_person, composer
from tests.fake_rows import FrozenClock
from tests.result_builders import BUDGET

OPEN = re.compile(r"[{}]")
SHARE = {
    "id": "a1",
    "what": "budget",
    "worker": "Maija Virtanen",
    "given": "2026-10-20T10:00:00+00:00",
    "until": "2026-11-20T10:00:00+00:00",
    "substitute": True,
    "ended": None,
    "ended_at": None,
    "looks": [
        {"at": "2026-10-21T10:00:00+00:00", "name": "Maija Virtanen", "own": True},
        {"at": "2026-10-24T10:00:00+00:00", "name": "Sirpa Lehto", "own": False},
    ],
}


def said(share: dict[str, object], language: Language = "fi") -> list[str]:
    args = {
        "share": json.dumps(share),
        "what_words": "assessment.budget.title",
        "worker": "Maija Virtanen",
    }
    say = Say("share.lines", args)
    (reply,) = composer(FrozenClock()).compose(say, a_person(language=language))
    return reply.text.splitlines()


def test_a_share_is_told_in_plain_words() -> None:
    assert said(SHARE) == [
        "**Budjetti**, katsoja Maija Virtanen",
        "Annoit luvan ti 20.10. klo 13.",
        "Maija Virtanen katsoi sen ke 21.10. klo 13.",
        "Sirpa Lehto katsoi sen sijaisena tänään klo 13.",
        "Lupa loppuu pe 20.11. klo 12.",
        "Sijainen saa katsoa sen.",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ended", ["withdrawn", "expired", "reassigned"])
def test_how_it_ended_is_told_in_every_language(ended: str, language: Language) -> None:
    lines = said(
        {**SHARE, "looks": [], "ended": ended, "ended_at": "2026-10-22T10:00:00+00:00"}, language
    )
    assert len(lines) == 4
    assert not OPEN.search("".join(lines))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["share.before", "share.terms", "share.terms_substitute"])
def test_what_is_agreed_to_is_said_whole(key: str, language: Language) -> None:
    args = {
        "what_words": "assessment.budget.title",
        "worker": "Maija Virtanen",
        "until_figure": "d:2026-12-16",
    }
    (reply,) = composer(FrozenClock()).compose(Say(key, args), a_person(language=language))
    assert "Maija Virtanen" in reply.text
    assert not OPEN.search(reply.text)
    assert len(reply.text.splitlines()) >= 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_becomes_a_reply_with_a_picture_and_two_buttons(language: Language) -> None:
    (say,) = picture_says(BUDGET, None)
    (reply,) = composer(FrozenClock()).compose(say, a_person(language=language))
    assert isinstance(reply.picture, MoneyPicture)
    assert reply.picture.language == language
    assert len(reply.buttons) == 2
    assert unpack_reply(pack_reply(reply)) == reply


def test_a_reply_of_a_newer_version_keeps_its_words_without_its_picture() -> None:
    (say,) = picture_says(BUDGET, None)
    (reply,) = composer(FrozenClock()).compose(say, a_person())
    packed = json.loads(pack_reply(reply))
    packed["picture"]["kind"] = "hologram"
    read = unpack_reply(json.dumps(packed))
    assert (read.text, read.picture) == (reply.text, None)


def test_a_result_travels_through_the_dialogue_unchanged() -> None:
    (say,) = picture_says(BUDGET, None)
    assert json.loads(str(say.args["result"])) == json.loads(json.dumps(result_to_json(BUDGET)))
