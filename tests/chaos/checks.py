"""What must hold after the chaos, for everybody, message by message."""

from collections import defaultdict
from dataclasses import dataclass

from tests.botapi import BotApi
from tests.chaos.databases import Database, rows
from tests.chaos.people import GREETING, MARK, WebPerson, echoed, unmarked


@dataclass(frozen=True, slots=True)
class Delivered:
    """What Telegram's people got, counted.

    Args:
        twice: Messages that came more than once, every repeat with its mark.
        needless: Messages that came marked although they had never come before.
    """

    total: int
    twice: int
    needless: int


def has_everything(telegram: BotApi, chat: int, wanted: list[str]) -> bool:
    return set(wanted) <= {echoed(text) for text in telegram.texts(chat)}


def check_chat(telegram: BotApi, chat: int, wanted: list[str]) -> Delivered:
    """Nothing lost, nothing twice without its mark, first deliveries in order."""
    firsts: list[str] = []
    times: dict[str, int] = defaultdict(int)
    needless = 0
    for text in telegram.texts(chat):
        bare, is_marked = unmarked(text), text.startswith(MARK)
        assert is_marked or bare not in times, f"chat {chat}: a repeat without its mark"
        if bare not in times:
            firsts.append(bare)
            needless += is_marked
        times[bare] += 1
    assert firsts[0].startswith(GREETING)
    assert [echoed(text) for text in firsts[1:]] == wanted, f"chat {chat}"
    twice = sum(count > 1 for count in times.values())
    return Delivered(len(firsts), twice, needless)


def check_web(person: WebPerson, wanted: list[str]) -> None:
    """The history holds each message and each answer once, each answer behind its message."""
    lines = person.lines()
    assert [line["id"] for line in lines if line["by"] == "person"] == person.acknowledged
    assert [line["text"] for line in lines if line["by"] == "person"] == wanted
    answers = [line["text"] for line in lines if line["by"] == "bot"]
    assert answers[0].startswith(GREETING)
    assert [echoed(text) for text in answers[1:]] == wanted
    places = {line["text"]: number for number, line in enumerate(lines)}
    assert all(
        places[said] < number
        for number, line in enumerate(lines)
        if (said := echoed(line["text"])) is not None
    )
    cursors = [line["cursor"] for line in lines]
    assert cursors == sorted(set(cursors))


def check_database(database: Database, messages: int) -> None:
    """Whole, everything finished, nothing given up."""
    assert database.is_whole()
    assert rows(database, "SELECT count(*) FROM inbox") == [(messages,)]
    assert rows(database, "SELECT count(*), count(DISTINCT inbox_id) FROM turn") == [
        (messages, messages)
    ]
    assert rows(database, "SELECT count(*) FROM inbox WHERE finished_at IS NULL") == [(0,)]
    assert rows(database, "SELECT count(*) FROM outbox WHERE settled_at IS NULL") == [(0,)]
    assert rows(database, "SELECT count(*) FROM outbox WHERE dead_reason IS NOT NULL") == [(0,)]
