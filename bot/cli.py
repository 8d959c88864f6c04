"""The commands: serve, train, chat, check, demo, nlu, safety, people and handoffs.

Each explains itself with an example (``rinnalla COMMAND --help``). Heavy imports stand inside the
commands: Rasa takes seconds, and logging must be set up before it (runtime/logs.py).
"""

import asyncio
import os
import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from rich.console import Console

from bot.domain.errors import RinnallaError
from bot.nlu.commands import nlu
from bot.runtime.appointment_commands import appointment, slot
from bot.runtime.audit_commands import audit
from bot.runtime.crisis_review import crisis_review
from bot.runtime.email_commands import email
from bot.runtime.handoff_commands import handoff
from bot.runtime.invite_commands import invite
from bot.runtime.key_commands import keys
from bot.runtime.learn_commands import learn
from bot.runtime.people_commands import people, unit
from bot.runtime.roster_commands import roster
from bot.runtime.safety_commands import safety
from bot.runtime.share_commands import share
from bot.runtime.staff_commands import absence, worker
from bot.settings import ROOT, Settings, load_settings, unknown_names

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
nlu.add_typer(learn, name="learn", help="Learn from messages that were not answered.")
app.add_typer(nlu, name="nlu", help="Look at what the model understands.")
app.add_typer(safety, name="safety", help="Look at what the safety scanner hears.")
app.command("crisis-review")(crisis_review)
app.add_typer(people, name="people", help="Import and export everything about people.")
app.add_typer(unit, name="unit", help="Units: teams with opening hours.")
app.add_typer(worker, name="worker", help="Workers: hours, phone, who takes over.")
app.add_typer(absence, name="absence", help="Who is away, and who stands in.")
app.add_typer(roster, name="roster", help="Period work: rosters from CSV and iCal.")
app.add_typer(invite, name="invite", help="Codes that bring a young person to their worker.")
app.add_typer(handoff, name="handoff", help="Messages of young people to their workers.")
app.add_typer(slot, name="slot", help="Times of workers that young people may take.")
app.add_typer(appointment, name="appointment", help="Meetings and calls with workers.")
app.add_typer(audit, name="audit", help="The log of who read and did what.")
app.add_typer(keys, name="keys", help="Change the secret that stored words are sealed with.")
app.add_typer(email, name="email", help="Mail that comes to our own address.")
app.add_typer(share, name="share", help="Results that young people show their worker.")
console = Console()


@app.command()
def serve(role: Annotated[Literal["all", "gateway", "engine"], typer.Option()] = "all") -> None:
    """Start the service and say where to click.

    Trains the model first when it is missing or older than its data. Example: rinnalla serve
    """
    settings = _fitting(role)
    from bot.runtime import serving

    serving.serve(settings, role, console)


@app.command()
def train(
    if_needed: Annotated[bool, typer.Option(help="Only when its data has changed.")] = False,
) -> None:
    """Train the model from nlu_data/ and config.yml. Example: rinnalla train."""
    settings = load_settings()
    from bot.runtime import training
    from bot.runtime.logs import set_up

    set_up(settings.log_level)
    (training.ensure_model if if_needed else training.train)(settings, console)


@app.command()
def chat() -> None:
    """Talk with the assistant here; a number presses a button. Example: rinnalla chat."""
    settings = _fitting()
    from bot.runtime import serving
    from bot.runtime.logs import for_a_reader

    for_a_reader(settings.log_level)

    asyncio.run(serving.chat(settings, console))


@app.command()
def check(
    production: Annotated[bool, typer.Option(help="Also what real use needs.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Also list the warnings of the common files.")
    ] = False,
) -> None:
    """Say everything that is wrong with content, words and settings, all at once.

    Example: rinnalla check --production
    """
    from bot.runtime.checking import check_all

    told = check_all(production=production)
    for problem in [*(told.common if everything else []), *told.warnings]:
        _print(f"warning: {problem}", "yellow")
    for problem in told.errors:
        _print(f"error: {problem}", "red")
    common = f", and {len(told.common)} in the common files" if told.common else ""
    listed = "" if everything or not told.common else " (rinnalla check --all lists them)"
    _print(f"{len(told.errors)} errors, {len(told.warnings)} warnings{common}{listed}")
    raise typer.Exit(1 if told.errors else 0)


@app.command()
def demo() -> None:
    """Start the service with a fictional county, its unit, hours and local services.

    Example: RINNALLA_NOW=2026-11-14T22:40:00+02:00 rinnalla demo
    """
    os.environ.setdefault("RINNALLA_COUNTY_DIR", str(ROOT / "demo" / "county"))
    os.environ.setdefault("RINNALLA_DATA_DIR", str(ROOT / "var" / "demo"))
    settings = _fitting()
    from bot.runtime import people_commands, serving

    people_commands.fill(ROOT / "demo" / "county" / "people.yml")
    serving.serve(settings, "all", console)


def _fitting(role: Literal["all", "gateway", "engine"] = "all") -> Settings:
    """Return settings that a process of the service can start with; say what nobody reads."""
    from bot.runtime.fitting import fitting_settings
    from bot.runtime.logs import set_up

    settings = fitting_settings(role)
    for warning in unknown_names():
        _print(f"warning: {warning}", "yellow")
    set_up(settings.log_level)
    return settings


def main() -> None:
    """Run the command line; what a person can mend is told in words, without a traceback."""
    sys.path.insert(0, str(Path.cwd()))
    try:
        app()
    except RinnallaError as error:
        _stop(str(error))
    except OSError as error:
        if error.errno is None:  # not the system's: a bug of ours must look like one
            raise
        _stop(f"{error.filename}: {error.strerror}" if error.filename else str(error.strerror))


def _print(line: str, style: str | None = None) -> None:
    console.print(line, style=style, highlight=False, markup=False, soft_wrap=True)


def _stop(why: str) -> NoReturn:
    _print(why, "red")
    sys.exit(1)
