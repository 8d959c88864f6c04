"""A process that writes until it is killed. Says on its output what it has been promised.

Run as ``python writer_process.py URL NAME``.
"""

import sys
from itertools import count

from storage_builders import KEYS, MovableClock, message

from bot.domain.messages import Lane, Reply
from bot.storage.database import open_engine
from bot.storage.unit_of_work import SqlStorage


def main(url: str, name: str) -> None:
    storage = SqlStorage(open_engine(url), KEYS, MovableClock())
    for number in count():
        update = f"{name}-{number}"
        with storage.begin() as work:
            work.inbox.add(message(f"viesti {number}", f"{name}{number % 7}", update=update))
            work.commit()
        print("kept", update, flush=True)
        with storage.begin() as work:
            claim = work.inbox.claim(0)  # over at once: the next life may take it again
            work.commit()
        if claim is None:
            continue
        with storage.begin() as work:
            replies = [(Reply("vastaus"), Lane.REPLY)] * 2
            work.inbox.finish(claim, replies, claim.person, "tracker", delivered=False)
            work.commit()
        print("answered", claim.inbox_id, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
