"""What needs no understanding: commands, buttons with a fixed meaning, lists of topics.

These work while the engine is down, so SOS, language and the way to a human always answer.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.domain.language_names import told_language
from bot.domain.messages import (
    LANGUAGES,
    OTHER_LANGUAGES,
    TYPED,
    Choice,
    InboundKind,
    Person,
    Say,
)
from bot.domain.redact import only_code
from bot.services.delivery_ports import ClaimedTurn
from bot.services.writes import Write

HUMANS = "jalkihuolto,aikuissosiaalityo,sosiaalipaivystys"
"""Services with people who take any matter of a young person's life."""

SOMEBODY = f"{HUMANS},mieli_fi"
"""For whoever wants a person, whatever the matter: where nobody has told the others' numbers,
the last one answers day and night."""

MASKED = "privacy.masked"
"""An identity code was covered."""

MENU = (
    Choice("menu:money", "menu.money"),
    Choice("menu:home", "menu.home"),
    Choice("menu:talk", "menu.talk"),
    Choice("menu:everyday", "menu.everyday"),
    Choice("intent:contact_worker", "menu.worker"),
)

_READINESS = ("start_housing_readiness",)
_ASSESSMENTS = ("list_assessments",)

_LISTS: dict[str, tuple[str, ...]] = {
    "money": ("money_run_out", "start_budget", "social_assistance", "rent_arrears", "debt_help"),
    "home": ("find_apartment", "homeless_tonight", "locked_out", "moving_home", *_READINESS),
    "talk": ("mental_health", "loneliness", "violence_help", "substance_use", "start_wellbeing"),
    "everyday": ("health_care", "find_job", "study_choices", "aftercare_what", *_ASSESSMENTS),
}

_ACTS = frozenset({"start_budget", "start_wellbeing", *_READINESS, *_ASSESSMENTS})

LANGUAGE_CHOICES = tuple(Choice(f"language:{code}", f"language.{code}") for code in LANGUAGES)


@dataclass(frozen=True, slots=True)
class Command:
    """What a command came to.

    Args:
        says: What to say.
        effects: What to remember.
        intent: Go on to the dialogue with this intent instead of saying anything.
        pressed: The action of the button, where the intent alone does not say which it was.
        erase: Forget this conversation once these words have been delivered.
        sos: These words go before everything else.
        silent: Nothing is said: the words were for somebody else.
        writes: Done in the turn's one commit.
    """

    says: tuple[Say, ...] = ()
    effects: dict[str, Any] = field(default_factory=dict)
    intent: str | None = None
    pressed: str | None = None
    erase: bool = False
    sos: bool = False
    silent: bool = False
    writes: tuple[Write, ...] = ()


def sos(*, both: bool = False) -> Command:
    """Return the way to people who answer now. Needs no database, no engine, no network.

    Args:
        both: In English and Finnish together.
    """
    return Command((Say("crisis.sos", {"both": both}),), sos=True)


def typed_command(name: str, person: Person) -> Command:
    """Return what ``/name`` means ("language svenska"); unknown names get the menu."""
    name, _, rest = name.partition(" ")
    if name == "language":
        return _language(told_language(rest) or "", person)
    if name == "start":
        return Command((Say("menu.short", choices=MENU),))
    return Command((Say("menu.text", choices=MENU),))


def pressed(action: str, person: Person) -> Command:
    """Return what a button of ours means."""
    kind, _, value = action.partition(":")
    handler = _PRESSED.get(kind)
    return handler(value, person) if handler else Command((Say("button.stale", choices=MENU),))


def media(kind: str, person: Person, known: Callable[[str], bool]) -> Command:
    """Return a kind answer to what cannot be read, and go back to what was talked about."""
    key = f"media.{kind}"
    return Command((Say(key if known(key) else "media.other", choices=_back(person)),))


def _back(person: Person) -> tuple[Choice, ...]:
    """Return the way back to what was talked about."""
    return (Choice(f"topic:{person.last_topic}"),) if person.last_topic else MENU


def command_of(
    claim: ClaimedTurn, action: str | None, known: Callable[[str], bool]
) -> Command | None:
    """Return the command in a message, or None when it has words for the dialogue.

    Args:
        claim: The turn.
        action: The action of a pressed or typed button, or None when its token is not ours.
        known: Whether a locale key exists.
    """
    inbound = claim.inbound
    if inbound.kind is InboundKind.COMMAND:
        return typed_command(inbound.text, claim.person)
    if inbound.kind is InboundKind.MEDIA:
        return media(inbound.text, claim.person, known)
    if inbound.kind is InboundKind.TOO_LONG:
        return Command((Say("message.too_long"),))
    if inbound.masked and inbound.kind in TYPED and only_code(inbound.text):
        return Command((Say(MASKED, choices=_back(claim.person)),))
    if action is not None:
        return pressed(action, claim.person)
    if inbound.kind is InboundKind.BUTTON:
        return Command((Say("button.stale", choices=MENU),))
    return None


def _language(code: str, person: Person) -> Command:
    if code in OTHER_LANGUAGES:
        return Command((Say("language.not_yet", choices=LANGUAGE_CHOICES),))
    if code not in LANGUAGES:
        return Command((Say("language.ask", choices=LANGUAGE_CHOICES),))
    effects: dict[str, Any] = {"language": code, "language_chosen": True, "beside": None}
    topic = person.last_topic
    choices = (Choice(f"topic:{topic}"),) if topic else ()
    return Command((Say("language.changed", choices=choices),), effects)


def _list(name: str, _: Person) -> Command:
    choices = tuple(
        Choice(f"intent:{one}", f"intent.{one}") if one in _ACTS else Choice(f"topic:{one}")
        for one in _LISTS.get(name, ())
    )
    listed = Say("menu.list", choices=choices)
    more = (Say("menu.plan", choices=(Choice("plan:", "plan.open"),)),) if name == "talk" else ()
    return Command((listed, *more))


def _erase(answer: str, _: Person) -> Command:
    if answer == "yes":
        return Command((Say("erase.done"),), erase=True)
    return Command((Say("erase.kept"),))


def _to_dialogue(intent: str, _: Person) -> Command:
    return Command(intent=intent)


def _to_topic(ref: str, _: Person) -> Command:
    """A button that leads to a topic, or to one of its cases ("residence_permit.refused")."""
    topic, _dot, case = ref.partition(".")
    return Command(intent=topic, pressed=f"topic:{ref}" if case else None)


def _answer(value: str, _: Person) -> Command:
    """A button under a question of an assessment."""
    return Command(intent="answer", pressed=f"answer:{value}")


def _told(topic: str, _: Person) -> Command:
    """A button under the question before an answer: now it can be answered."""
    return Command(intent=topic, pressed=f"told:{topic}")


def _assess(value: str, _: Person) -> Command:
    return Command(intent="start_assessment", pressed=f"assess:{value}")


def _anew(value: str, _: Person) -> Command:
    return Command(intent="start_assessment", pressed=f"again:{value}")


def _aside(verb: str) -> Callable[[str, Person], Command]:
    """A button beside an assessment's question: "together", "alone", "fix", "sofar"."""
    return lambda value, _: Command(intent="start_assessment", pressed=f"{verb}:{value}")


def _forget(value: str, _: Person) -> Command:
    return Command(intent="forget_assessment", pressed=f"forget:{value}")


def _show(value: str, _: Person) -> Command:
    return Command(intent="show_results", pressed=f"show:{value}")


def _sos(_: str, __: Person) -> Command:
    return sos()


_PRESSED: dict[str, Callable[[str, Person], Command]] = {
    "topic": _to_topic,
    "intent": _to_dialogue,
    "language": _language,
    "menu": _list,
    "erase": _erase,
    "sos": _sos,
    "answer": _answer,
    "told": _told,
    "assess": _assess,
    "again": _anew,
    **{verb: _aside(verb) for verb in ("together", "alone", "fix", "sofar")},
    "forget": _forget,
    "show": _show,
}
