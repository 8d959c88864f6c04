"""Which ways to somebody are worth telling: by phone, when nobody answers, without a call."""

from collections.abc import Mapping, Sequence

from bot.content.directory import Directory, Pick
from bot.domain.directory import Service
from bot.domain.hours import OPEN
from bot.domain.ranking import Asker, is_free
from bot.domain.staff import EMERGENCY

LETTERS = ("letter_asks", "letter_orders")
"""What a letter is: its first line says what to do, people who help with it follow."""

WAYS = (
    "how",
    "phone",
    "unreached",
    "written",
    "no_credit",
    "no_codes",
    "secret",
    "talk",
    "waiting",
    "along",
    "for_me",
    "for_other",
    "book",
    "not_yet",
    *LETTERS,
)
"""The questions that are answered with a way to somebody."""

WRITTEN = ("sekasin", "mieli_chat", "tukinet")
"""Chats for anybody who has something on the mind, where the answer in hand had none."""

TALK = ("mieli_fi", "sekasin", "sosiaalipaivystys")
"""Somebody to talk with at once, whatever the answer in hand was about."""

TALK_IN: Mapping[str, Sequence[str]] = {
    "sv": ("mieli_sv", "kirkon_keskusteluapu_sv", "arligt_talat"),
    "en": ("mieli_en", "nuorten_kriisipiste", "sos_keskus"),
    "uk": ("mieli_uk",),
    "ru": ("mieli_ru",),
}
"""Somebody to talk with in another language than Finnish, beside those of the answer."""

NOW = ("paivystysapu", "emergency_112")
"""Who answers round the clock in more languages than Finnish."""

_TALKS = frozenset({"talk", "mental"})

NAMELESS = ("sekasin", "mieli_fi")
"""Who asks no name, where those of the answer in hand do."""

COMPANIONS = ("jalkihuolto", "etsiva_nuorisotyo", "aikuissosiaalityo")
"""Whose people come along to an office."""

OTHERS = ("sosiaalipaivystys", "paivystysapu")
"""Who answers round the clock when a line of the answer in hand does not."""

HEALTH = frozenset(
    {"paivystysapu", "mieli_fi", "terveysasema", "sekasin", "mielenterveyspalvelut"}
)
"""A topic that shows one of these is about body or mind."""

_ALL = 9
_SHOWN = 3
_FEW = 2
_SPEAKING = 4


class WaysIn:
    """Finds them in the directory."""

    def __init__(self, directory: Directory) -> None:
        self._directory = directory

    def picks(
        self, about: str, names: Sequence[str], topic: str | None, asker: Asker
    ) -> list[Pick]:
        """Return whom to turn to, best first, of the services ``names`` and beside them."""
        picks = self._directory.pick(names, asker, _ALL)
        if about == "talk":
            return self._talking(asker)
        if about == "secret":
            return self._nameless(picks, names, asker)
        if about in ("phone", "no_codes", "waiting", "for_me", "for_other"):
            return self._by_phone(picks, asker)
        if about == "along":
            return self._directory.pick(COMPANIONS, asker, _SHOWN)
        if about == "unreached":
            return self._elsewhere(picks, names, topic, asker)
        if about == "written":
            return self._in_writing(picks, names, asker)
        if about == "no_credit":
            return self._for_nothing(picks, names, asker)
        return picks

    def speaking(self, names: Sequence[str], code: str, asker: Asker) -> list[Pick]:
        """Return who serves in a language; where talking is what helps, also who does so alone."""
        found = self._directory.speaking(names, code, asker)
        kinds = {
            kind for one in self._directory.pick(names, asker, _ALL) for kind in one.service.kinds
        }
        if names and not _TALKS & kinds:
            return self._directory.pick(found, asker, _SPEAKING)
        picks = self._directory.pick([*found, *TALK_IN.get(code, ())], asker, _SPEAKING)
        if any(_answers(one.service, asker) for one in picks):
            return picks
        return [
            *picks,
            *self._directory.pick(self._directory.speaking(NOW, code, asker), asker, 1),
        ]

    def _by_phone(self, picks: list[Pick], asker: Asker) -> list[Pick]:
        picks = [one for one in picks if one.service.phone_for(asker.language)] or picks
        picks = picks[:_SHOWN]
        if any(_answers(one.service, asker) for one in picks):
            return picks
        now = self._directory.pick(OTHERS, asker, 1)
        return [*now, *(one for one in picks if one not in now)]

    def _talking(self, asker: Asker) -> list[Pick]:
        picks = self._directory.pick(TALK, asker, _SHOWN)
        return [one for one in picks if _answers(one.service, asker)]

    def _nameless(self, picks: list[Pick], names: Sequence[str], asker: Asker) -> list[Pick]:
        more = [one for one in NAMELESS if one not in names]
        picks = [*picks, *self._directory.pick(more, asker, _FEW)]
        return [one for one in picks if one.service.anonymous]

    def _elsewhere(
        self, picks: list[Pick], names: Sequence[str], topic: str | None, asker: Asker
    ) -> list[Pick]:
        # Nurses know nothing of a locked door: the medical line is for health, or for danger.
        others = OTHERS if topic is None or HEALTH.intersection(names) else (EMERGENCY,)
        more = [one for one in others if one not in names]
        # The one shown first is most likely the one that was tried.
        rest = [*picks[1:], *self._directory.pick(more, asker, _FEW)]
        if any(_answers(one.service, asker) for one in rest):
            picks = rest
        return sorted(picks, key=lambda one: not _answers(one.service, asker))

    def _in_writing(self, picks: list[Pick], names: Sequence[str], asker: Asker) -> list[Pick]:
        picks = [one for one in picks if one.service.chat or one.service.whatsapp]
        more = [one for one in WRITTEN if len(picks) < _FEW and one not in names]
        picks += self._directory.pick(more, asker, _SHOWN)
        return sorted(picks, key=lambda one: not _writes(one.service, asker))

    def _for_nothing(self, picks: list[Pick], names: Sequence[str], asker: Asker) -> list[Pick]:
        """Return free numbers and chats: those of the answer, then 112 and a chat for anybody."""
        picks = [one for one in picks if is_free(one.service)]
        more = [one for one in ("emergency_112", *WRITTEN) if one not in names]
        return [*picks, *self._directory.pick(more, asker, _FEW)]


def _answers(service: Service, asker: Asker) -> bool:
    return service.state(asker.now).kind in OPEN or _writes(service, asker)


def _writes(service: Service, asker: Asker) -> bool:
    return service.chat_state(asker.now).kind in OPEN
