"""The safety plan and the county's policy in bubbles: what a person is told before they decide."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.content.buttons import MOST_BUTTONS, Buttons
from bot.content.card_buttons import CardButtons
from bot.content.county_policy import CountyPolicy
from bot.content.locale_texts import LocaleTexts
from bot.domain.messages import Person, Reply, Say
from bot.domain.ranking import Asker


class PlanTexts:
    """Says a plan with its own people to call, and the policy before the first share.

    Args:
        policy: The county's; None when it has none, and then nothing is offered to be shared.
    """

    def __init__(
        self,
        locale: LocaleTexts,
        buttons: Buttons,
        calls: CardButtons,
        policy: CountyPolicy | None,
    ) -> None:
        self._locale, self._buttons, self._calls = locale, buttons, calls
        self._policy = policy
        self.keys: Mapping[str, Callable[[Say, Person, Asker], list[Reply]]] = {
            "plan.show": self._show,
            "policy.told": self._told,
            "policy.must": self._must,
        }

    def _show(self, say: Say, person: Person, asker: Asker) -> list[Reply]:
        text = self._locale.text("plan.show", say.args, asker)
        people = self._calls.own_people(str(say.args.get("calls") or ""), person.language)
        replying = self._buttons.replies(say.choices, person)
        room = MOST_BUTTONS - len(replying)
        return [Reply(text, (*people[:room], *replying), key=say.key)]

    def _told(self, say: Say, person: Person, _: Asker) -> list[Reply]:
        if self._policy is None:
            return []
        bubbles = [Reply(text, key=say.key) for text in self._policy.told(person.language)]
        last = replace(bubbles[-1], buttons=self._buttons.replies(say.choices, person))
        return [*bubbles[:-1], last]

    def _must(self, say: Say, person: Person, _: Asker) -> list[Reply]:
        return [Reply(self._policy.must(person.language), key=say.key)] if self._policy else []
