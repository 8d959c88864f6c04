"""``rinnalla keys``: sealing what is stored anew after the secret has been changed."""

import getpass
import time
from typing import Annotated

import typer

from bot.domain.audit import Deed
from bot.runtime.people_commands import said

keys = typer.Typer(no_args_is_help=True)


@keys.callback()
def about() -> None:
    """Change the secret that stored words are sealed with."""


@keys.command("rotate")
def rotate_keys(
    batch: Annotated[int, typer.Option(min=1, max=1000, help="Rows of one transaction.")] = 100,
    pause_ms: Annotated[int, typer.Option(min=0, help="Rest after each batch.")] = 50,
) -> None:
    """Seal everything anew with the first secret of RINNALLA_SECRET_KEY, while people write.

    First give every process the new secret with the old one behind a comma, then run this. It may
    be stopped and started again. It says when the old secret may be taken away.
    Example: rinnalla keys rotate --batch 50
    """
    from bot.runtime.clock import SystemClock
    from bot.runtime.keyring import keyring
    from bot.runtime.logs import set_up
    from bot.settings import load_settings
    from bot.storage.unit_of_work import open_storage

    settings = load_settings()
    set_up(settings.log_level)
    ring = keyring(settings)
    clock = SystemClock(settings.now)
    storage = open_storage(settings.database, ring, clock)
    try:
        done = storage.rotate_keys(batch=batch, pause=lambda: time.sleep(pause_ms / 1000))
        with storage.begin() as work:
            more = (("resealed", str(done.resealed)), ("left", str(done.left)))
            who = f"admin:{getpass.getuser()}"
            work.audit.add(Deed(who, "keys.rotate", clock.now(), ring.ids[0], more))
            work.commit()
    finally:
        storage.close()
    for place, count in done.places.items():
        said(f"{place}\t{count}")
    said(f"{done.resealed} sealed anew with key {ring.ids[0]}")
    if done.unreadable:
        said(
            f"{done.unreadable} are sealed with a secret that is not given: they stay as they are"
        )
    if done.left:
        said(f"{done.left} are left, somebody held them: run it again")
    if done.open_invites:
        said(f"{done.open_invites} open invites need the old secret until they are used or end")
    if done.is_done and len(ring.ids) > 1:
        said("The old secret is no longer needed: take it out of RINNALLA_SECRET_KEY.")
    raise typer.Exit(0 if done.is_done else 1)
