"""Logging: event names, ids and durations. Never a message, a name, a token or a setting's value.

Set up before Rasa is imported: unconfigured, Rasa's structlog prints message text to the console.
Rasa's own loggers are kept at WARNING with their text dropped; a filter redacts as a second net.
"""

import json
import logging
import os
import re
import sys
from datetime import UTC, datetime
from typing import Any

import structlog

_QUIET = (
    "alembic", "apscheduler", "asyncio", "httpcore", "httpx", "matplotlib", "sanic", "telegram",
)  # fmt: skip
_TEXT_BEARING = ("rasa", "rasa_sdk")
"""Their messages may quote what a person wrote: only the fact that something happened is kept."""

_STANDARD = frozenset(vars(logging.LogRecord("", 0, "", 0, "", None, None))) | {"message"}

_REDACTIONS = (
    (re.compile(r"\d{6,}:[A-Za-z0-9_-]{30,}"), "<bot token>"),
    (re.compile(r"\b\d{6}[-+A-FU-Y]\d{3}[0-9A-Za-z]\b"), "<identity code>"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+"), "<e-mail>"),
    (re.compile(r"(?<![\w.])\+?\d[\d ]{7,}\d(?![\w.])"), "<number>"),
)


def redacted(text: str) -> str:
    """Return the text without anything that looks like a secret or a person's contact."""
    for pattern, mark in _REDACTIONS:
        text = pattern.sub(mark, text)
    return text


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, event, and the ids given as ``extra``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; exceptions by type alone, because their text may quote a person."""
        foreign = record.name.split(".")[0] in _TEXT_BEARING
        event = "library.event" if foreign else redacted(record.getMessage())
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": event,
        }
        if foreign:
            line["where"] = f"{record.module}:{record.lineno}"
        for name, value in vars(record).items():
            if name not in _STANDARD and not foreign:
                line[name] = redacted(str(value))
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def set_up(level: str = "INFO") -> None:
    """Configure logging and structlog for this process, and stop Rasa's telemetry."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in (*_QUIET, *_TEXT_BEARING):
        logging.getLogger(name).setLevel(logging.WARNING)
    # A loop that leaves a message to another rule is no error; an action's error is told by
    # ``engine/runner.py``.
    logging.getLogger("rasa.core.actions.action").setLevel(logging.CRITICAL)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _only_the_event],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    # Rasa turns warnings on again for itself; caught, they are dropped with its other chatter.
    logging.captureWarnings(True)
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)


def _only_the_event(_: Any, __: str, event: Any) -> str:
    """Drop every key that Rasa attaches; several hold the message's text."""
    return str(event.get("event", "library.event"))


def for_a_reader(level: str) -> None:
    """Set logging up where a person reads the same screen: what is only news stays out."""
    set_up("WARNING" if level == "INFO" else level)
