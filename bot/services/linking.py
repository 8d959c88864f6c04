"""Making, confirming and cancelling invites: the use cases of the worker's side.

What a turn does with a code is in ``link_turns``. Callers commit.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from bot.domain import linking
from bot.domain.linking import Invite, InviteKind, new_secrets, same_words
from bot.domain.messages import Language, Reply
from bot.domain.staff import WorkerId
from bot.i18n import Words
from bot.services.people_ports import LinkedLine
from bot.services.ports import UnitOfWork
from bot.services.written import PeopleProblems

WORDS_KEY = "link.words"
"""The locale key of the list that the four words are taken from: one line, 64 words."""


@dataclass(frozen=True, slots=True)
class NewInvite:
    """An invite with its secrets, which exist here and on paper only."""

    invite: Invite
    token: str
    code: str


def make_invite(
    work: UnitOfWork, worker: WorkerId, label: str, at: datetime, *, face_to_face: bool
) -> NewInvite:
    """Make a one-use invite of a worker: 15 minutes face to face, 14 days on paper.

    Raises:
        PeopleProblems: there is no such worker, or they do not work here any more.
    """
    known = work.people.everybody().worker(worker)
    if known is None:
        raise PeopleProblems([f"there is no worker {worker}: rinnalla worker list shows them"])
    if not known.works_here(at):
        raise PeopleProblems([f"{worker} does not work here any more"])
    token, code = new_secrets()
    invite = Invite(
        id=secrets.token_hex(16),
        kind=InviteKind.WORKER,
        made_at=at,
        expires_at=at + (linking.FACE_TO_FACE if face_to_face else linking.PAPER),
        worker=worker,
        unit=known.unit,
        label=label,
        face_to_face=face_to_face,
    )
    work.invites.add(invite, token, code)
    return NewInvite(invite, token, code)


def make_staff_code(work: UnitOfWork, worker: WorkerId, at: datetime) -> NewInvite:
    """Make a worker's one-use code for their own Telegram, good for a day.

    Raises:
        PeopleProblems: there is no such worker, or they do not work here any more.
    """
    known = work.people.everybody().worker(worker)
    if known is None or not known.works_here(at):
        raise PeopleProblems([f"there is no worker {worker}: rinnalla worker list shows them"])
    token, code = new_secrets()
    invite = Invite(
        id=secrets.token_hex(16),
        kind=InviteKind.STAFF,
        made_at=at,
        expires_at=at + linking.STAFF,
        worker=worker,
    )
    work.invites.add(invite, token, code)
    return NewInvite(invite, token, code)


def confirm_invite(
    work: UnitOfWork, id: str, at: datetime, words: Words, said: str | None = None
) -> LinkedLine:
    """Confirm that the worker and the young person see the same four words; tell the latter.

    Args:
        work: The unit of work.
        id: The invite, whole or its first letters.
        at: Now.
        words: The texts of every language.
        said: The four words as the young person reads them, when they are to be compared here.

    Raises:
        PeopleProblems: nobody has used it, it is confirmed already, or the words differ.
    """
    invite = found_invite(work, id)
    if invite.used_by is None or invite.used_at is None:
        raise PeopleProblems([f"nobody has used the invite {invite.id[:8]} yet"])
    linked = work.lines.of(invite.used_by)
    if linked is None or linked.invite != invite.id:
        raise PeopleProblems(["the young person has removed the link"])
    if linked.confirmed_at is not None:
        raise PeopleProblems(["this link is confirmed already"])
    seen = words_seen(invite, words)
    if said is not None and not any(_plain(said) == _plain(text) for text in seen.values()):
        raise PeopleProblems(
            ["the words are not the same: somebody else may have used the code. Cancel the invite"]
        )
    work.invites.note(invite.id, confirmed_at=at)
    work.lines.confirm(linked.conversation, at)
    _tell(work, linked, "link.confirmed", f"invite:{invite.id}:confirmed", words)
    return linked


def cancel_invite(work: UnitOfWork, id: str, at: datetime, words: Words) -> Invite:
    """Cancel an invite; a link that is not confirmed yet is taken apart and the person told.

    Raises:
        PeopleProblems: there is no such invite, or its link is confirmed.
    """
    invite = found_invite(work, id)
    linked = work.lines.of(invite.used_by) if invite.used_by else None
    if linked is not None and linked.invite == invite.id:
        if linked.confirmed_at is not None:
            raise PeopleProblems(["the link is confirmed: change the worker instead"])
        _tell(work, linked, "link.not_confirmed", f"invite:{invite.id}:cancelled", words)
        work.lines.remove(linked.conversation)
    work.invites.note(invite.id, cancelled_at=at)
    return invite


def found_invite(work: UnitOfWork, id: str) -> Invite:
    """Return the one invite whose id begins so.

    Raises:
        PeopleProblems: there is none, or there are several.
    """
    exact = work.invites.get(id)
    found = [exact] if exact else [one for one in work.invites.waiting() if one.id.startswith(id)]
    if len(found) != 1 or not id:
        raise PeopleProblems([f"no single invite is {id!r}: rinnalla invite list shows them"])
    return found[0]


def words_seen(invite: Invite, words: Words) -> dict[Language, str]:
    """Return the four words of a used invite in every language; empty before its use."""
    if invite.used_by is None:
        return {}
    return {
        language: " ".join(same_words(invite.id, invite.used_by, catalogue[WORDS_KEY].split()))
        for language, catalogue in words.catalogues.items()
        if WORDS_KEY in catalogue
    }


def _tell(work: UnitOfWork, linked: LinkedLine, key: str, source: str, words: Words) -> None:
    person = work.told.person(linked.conversation)
    given = max(linked.line.assignments, key=lambda one: one.since, default=None)
    worker = work.people.everybody().worker(given.worker) if given else None
    if person is not None and worker is not None:
        text = words.text(person.language, key, worker=worker.name)
        reply = Reply(text, key=key, language=person.language)
        work.told.tell(linked.conversation, [reply], source)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace(",", " ").split())
