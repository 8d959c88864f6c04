"""Every label of ours, in every language: a button of ours says what it does, and no danger.

With the real scanner, and with one that hears danger in anything: whatever the ears learn later,
no topic, option or menu is out of reach behind a card.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from bot.content.safety_scanner import load_scanner
from bot.content.service_lines import LABEL_LENGTH
from bot.domain.messages import LANGUAGES, Address, Inbound, InboundKind, Language
from bot.domain.safety import Finding
from bot.services.alarm import heard
from bot.services.crisis import Hears
from bot.services.fixed_options import FixedOptions
from bot.turn import take_turn
from bot.turn_state import Parts
from tests.assessing_engine import AssessingEngine
from tests.builders import SATURDAY_NIGHT, SIGNER, a_claim, a_person, composer, content, frozen
from tests.builders import words as locales
from tests.danger import FewWords


class HearsAll(FewWords):
    """Hears danger in anything."""

    def scan(self, text: str) -> Finding | None:
        """Return the gravest there is."""
        return Finding("crisis_suicide", "A", False, "test") if text else None


@dataclass(frozen=True)
class Label:
    """Words on a button, what pressing it does, and the danger that it declares."""

    words: str
    action: str
    danger: str | None = None


def _of_content() -> Iterator[Label]:
    there = content()
    for name, topic in there.topics.items():
        for language in LANGUAGES:
            yield Label(topic.title[language], f"topic:{name}")
            for answer in topic.first.answers if topic.first else ():
                yield Label(answer.title[language], f"told:{answer.topic}")
    for name, one in there.assessments.items():
        for question in one.questions:
            for pick in question.options:
                texts = there.assessment_words.get(f"assessment.{name}.{question.id}.{pick.id}")
                danger = pick.crisis.category if pick.crisis else None
                for words in (texts or {}).values():
                    yield Label(words, f"answer:{name}-{question.id}-{pick.id}", danger)


def _of_locales() -> Iterator[Label]:
    """Yield every text that is short enough for a button, on a button of its kind."""
    for texts in locales().catalogues.values():
        for key, text in texts.items():
            kind, _, name = key.partition(".")
            own = f"intent:{name}" if kind == "intent" else f"{kind}:x"
            if len(text) <= LABEL_LENGTH and "{" not in text:
                yield Label(text, own)


def _is_of_danger(label: Label) -> bool:
    return label.action.startswith("intent:crisis_")


LABELS = [*_of_content(), *_of_locales()]


def on_pressing(label: Label, scanner: Hears) -> str | None:
    """Return the kind of danger that is heard in a press."""
    address = Address("web", "bot", "7")
    inbound = Inbound(address, "u", InboundKind.BUTTON, "token", SATURDAY_NIGHT, "fi", label.words)
    options = FixedOptions(content().assessments)
    alarm = heard(inbound, None, scanner, action=label.action, options=options)
    return str(alarm.command.says[0].args["category"]) if alarm else None


@pytest.mark.parametrize("scanner", [HearsAll(), load_scanner()], ids=["all", "ours"])
def test_a_button_of_ours_brings_a_card_only_where_it_declares_danger(scanner: Hears) -> None:
    ours = [one for one in LABELS if not _is_of_danger(one)]
    assert len(ours) > 1000
    wrong = [one for one in ours if on_pressing(one, scanner) != one.danger]
    assert wrong == []


def test_a_button_that_names_danger_is_heard_as_that_danger_or_left_to_the_dialogue() -> None:
    named = [one for one in LABELS if _is_of_danger(one)]
    assert len(named) == 5 * len(LANGUAGES)
    scanner = load_scanner()
    wrong = [
        one
        for one in named
        if on_pressing(one, scanner) not in (None, one.action.removeprefix("intent:"))
    ]
    assert wrong == []
    assert all(on_pressing(one, HearsAll()) for one in named)


@pytest.mark.parametrize("topic", ["violence_help", "sexual_violence", "homeless_tonight"])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_topic_that_sounds_like_danger_is_reached_by_its_button(
    topic: str, language: Language
) -> None:
    engine = AssessingEngine()
    parts = Parts(engine, composer(frozen()), locales(), SIGNER, scanner=HearsAll())
    token = SIGNER.sign(a_person().conversation, f"topic:{topic}")
    claim = a_claim(token, InboundKind.BUTTON, language=language)
    title = content().topics[topic].title[language]
    outcome = await take_turn(replace(claim, inbound=replace(claim.inbound, label=title)), parts)
    assert [turn.intent for turn in engine.heard] == [topic]
    assert "crisis.card" not in {reply.key for reply, _ in outcome.replies}
