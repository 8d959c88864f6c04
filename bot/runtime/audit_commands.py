"""``rinnalla audit``: whether anybody has tampered with the log of reads and acts."""

from typing import Annotated

import typer

from bot.runtime.people_commands import opened, said

audit = typer.Typer(no_args_is_help=True)


@audit.callback()
def about() -> None:
    """Look after the audit log."""


@audit.command("verify")
def verify(
    head: Annotated[
        str | None, typer.Option(help="A head that was printed earlier: it must be in the chain.")
    ] = None,
) -> None:
    """Check every entry; print how many there are and the head, to be kept somewhere else.

    Example: rinnalla audit verify --head 3f5a...
    """
    with opened() as (work, _):
        count, now, found = work.audit.verify()
        known = head is None or work.audit.has(head)
    for one in found:
        said(f"entry {one.number}: {one.why}")
    if not known:
        said(f"the head {head} is not in the log: entries have been cut off or rewritten")
    said(f"{count} entries, head {now}")
    raise typer.Exit(1 if found or not known else 0)
