"""Language, privacy, forgetting, feedback - and acts that the assistant cannot do yet."""

from typing import Any

from rasa_sdk import Action

from actions.answer_topic import WORKERS
from actions.common import Turn, asking, content, keep_last, remember, say, say_again
from actions.doubt import AskMeaning
from bot.domain.language_names import denied_languages, named_language
from bot.domain.messages import LANGUAGES
from bot.services.commands import SOMEBODY

LANGUAGE_CHOICES = (
    ("language:fi", "language.fi"),
    ("language:sv", "language.sv"),
    ("language:en", "language.en"),
)

ERASE_CHOICES = (("erase:yes", "erase.yes"), ("erase:no", "erase.no"))

NEAREST = {
    "export_my_data": (("topic:my_records", ""),),
    "share_results": (
        ("intent:show_results", "intent.show_results"),
        ("share:list", "share.button.list"),
    ),
}
"""What can be said today about the matter behind an act that is not built yet."""

_OF_TALK = ("talk.", "language.", "plain.", "help.", "greet.", "menu.")
_ASKED = ("place.",)
"""Not said again in another language: words about the talk, and a question of ours alone."""

REPORTED = "reported"
"""How privacy is meant when it is asked whether the police or others are told."""


class ChangeLanguage(Action):
    """Speak the language that was asked for, or say which there are."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_change_language"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Change to a language we speak; be honest about one we do not."""
        turn = Turn.of(tracker)
        wanted = named_language(turn.text) or _own_language(tracker, turn)
        if wanted is None and any(one in content().topics for one in turn.options):
            return AskMeaning().run(dispatcher, tracker, domain)  # "miten pääsen suomeen"
        keep_last(dispatcher)  # "say it again" means the answer, now in the other language
        if wanted in ("fi", "sv", "en"):
            remember(dispatcher, language=wanted, language_chosen=True, beside=None)
            topic = turn.remembered_topic
            answer = [] if turn.loop or wanted == _spoken_before(tracker) else _answer(turn)
            if answer:
                say(dispatcher, "language.again")
                say_again(dispatcher, answer)
            else:
                say(dispatcher, "language.changed", [(f"topic:{topic}", "")] if topic else ())
        elif wanted is not None:
            say(dispatcher, "language.not_yet", LANGUAGE_CHOICES)
        else:
            say(dispatcher, "language.ask", LANGUAGE_CHOICES)
        return []


class TellPrivacy(Action):
    """What is kept, who sees it, and how to be forgotten."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_tell_privacy"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say it in plain words, with the way to erase."""
        erase = ("intent:delete_my_data", "erase.offer_button")
        if Turn.of(tracker).about == REPORTED:
            say(dispatcher, "privacy.reported", [("topic:legal_aid", ""), erase])
        else:
            say(dispatcher, "privacy.text", [erase])
        return []


class OfferErasure(Action):
    """Forget me: asked once more, then done by the gateway (a signed button, never free text)."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_offer_erasure"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say what goes and what stays, and give the button."""
        say(dispatcher, "erase.ask", ERASE_CHOICES)
        return []


class TakeFeedback(Action):
    """Feedback is heard; where it is kept and answered is said honestly."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_take_feedback"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Thank, and say where feedback reaches people."""
        say(dispatcher, "feedback.thanks", [("topic:rights_complaint", "")])
        return []


class NotYet(Action):
    """An act that has not been built: said plainly, with a way to a human."""

    def name(self) -> str:
        """Return the name in the domain."""
        return "action_not_yet"

    def run(self, dispatcher: Any, tracker: Any, domain: Any) -> list[Any]:
        """Say that this cannot be done here yet and who can help with it."""
        turn = Turn.of(tracker)
        say(dispatcher, f"not_yet.{turn.intent}", NEAREST.get(turn.intent, ()))
        # The emergency service does no budgets; it is for whoever needs a person now.
        services = SOMEBODY if turn.intent == "contact_worker" else WORKERS
        say(dispatcher, "directory.results", args=asking(turn, services=services))
        return []


def _spoken_before(tracker: Any) -> str | None:
    """Return the language of the talk so far."""
    facts = (tracker.latest_message or {}).get("metadata") or {}
    language: str | None = facts.get("language")
    return language


def _answer(turn: Turn) -> list[dict[str, Any]]:
    """Return what was said last, where it is worth reading in another language."""
    told = [said for said in turn.last if not said["key"].startswith(_OF_TALK)]
    return told if any(not said["key"].startswith(_ASKED) for said in told) else []


def _own_language(tracker: Any, turn: Turn) -> str | None:
    """Return the language that words are in which tell only what is not spoken.

    "I dont speak Finnish" asks for English; "en osaa suomea" leaves it open.
    """
    denied = denied_languages(turn.text)
    heard = (tracker.latest_message or {}).get("language")
    return heard if denied and heard in LANGUAGES and heard not in denied else None
