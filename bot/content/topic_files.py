"""From the YAML of topics and figures to values. One file a topic, one list a desk of figures."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.content.reading import Fields
from bot.content.yaml_files import Lined, Notes, read_yaml
from bot.domain.errors import Problem
from bot.domain.letters import fold
from bot.domain.topics import (
    Case,
    Confidence,
    Fact,
    FirstAnswer,
    FirstQuestion,
    ForWords,
    Rate,
    Texts,
    Topic,
    Variant,
    When,
)

_CONFIDENCE: tuple[Confidence, ...] = ("high", "medium", "low")
LEAST_ANSWERS = 2
_WRITTEN_ID = re.compile(r"^\s*(?:- *)?\{?id: *([^\s,}#]+)", re.MULTILINE)
_ID = re.compile(r"[a-z][a-z0-9_]*")
_NEVER = date(1970, 1, 1)
"""Stands for a missing date while reading goes on; the missing one has been noted."""


def files_in(folder: Path) -> list[Path]:
    """Return the YAML files of a folder and below, in a stable order; none when it is absent."""
    return sorted(folder.rglob("*.yml"))


def ids_in(path: Path) -> set[str]:
    """Return the ids that a list names as far as one can see, also where it cannot be read."""
    text = path.read_text("utf-8", errors="replace")
    return {found.strip("\"'") for found in _WRITTEN_ID.findall(text)}


def entries_of(path: Path, shown: str, kind: str, notes: Notes) -> Iterator[Fields]:
    """Yield the entries of a file that holds a list of them; each must have an id."""
    data = read_yaml(path, shown, notes)
    if data is None:
        return
    if not isinstance(data, list):
        notes.problems.append(Problem(shown, 1, "must be a list of entries"))
        return
    for item in data:
        if not isinstance(item, Lined) or not isinstance(item.get("id"), str):
            line = item.line if isinstance(item, Lined) else None
            notes.problems.append(Problem(shown, line, "an entry without an id"))
            continue
        fields = Fields(item, shown, f"{kind}.{item['id']}", notes)
        if not _ID.fullmatch(item["id"]):
            fields.wrong("id", "must be small letters a to z, digits and _")
        yield fields


def check_name(fields: Fields, path: Path) -> None:
    """Note where the id of a file's one entry is not its name, or its name can be no id."""
    name, written = path.stem, fields.text("id")
    if not _ID.fullmatch(name):
        fits = re.sub(r"[^a-z0-9_]+", "_", fold(name))
        fields.wrong("id", f"the file must be called {fits}.yml: small letters, digits and _")
    elif written and written != name:
        fields.wrong("id", f"must be the name of the file, {name}")


def read_topic(path: Path, shown: str, notes: Notes) -> Topic | None:
    """Return the topic of one file, or None when it is not one."""
    data = read_yaml(path, shown, notes)
    if data is None:
        return None
    if not isinstance(data, Lined):
        notes.problems.append(Problem(shown, 1, "must be one topic"))
        return None
    fields = Fields(data, shown, f"topic.{path.stem}", notes)
    check_name(fields, path)
    aid = fields.inner("help")
    topic = Topic(
        id=path.stem,
        owner=fields.text("owner"),
        title=fields.texts("title"),
        now=_variants(fields, "now"),
        lead=aid.texts("lead") if aid else {},
        services=aid.ids("services") if aid else (),
        next=_variants(fields, "next"),
        buttons=fields.ids("buttons"),
        facts=tuple(read_fact(entry) for entry in fields.entries("facts")),
        first=_first_question(fields.inner("first")),
        by_day=_for_words(aid, "by_day"),
        if_said=_for_words(aid, "if_said"),
        asked=_asked(fields),
        cases=tuple(_case(entry) for entry in fields.entries("cases")),
    )
    if aid is None:
        fields.wrong("help", "must have a lead and services")
    else:
        aid.done()
    fields.done()
    return topic


def _case(entry: Fields) -> Case:
    """Return a case: what it does not say is as the topic itself has it."""
    aid = entry.inner("help")
    case = Case(
        id=entry.text("id"),
        said=_begins(entry, "said"),
        heard_as=entry.ids("heard_as"),
        naming=_begins(entry, "naming"),
        title=entry.texts("title", required=False) or None,
        now=_variants(entry, "now", required=False),
        lead=aid.texts("lead") if aid else None,
        services=aid.ids("services") if aid else (),
        next=_variants(entry, "next", required=False),
        buttons=entry.ids("buttons"),
        facts=tuple(read_fact(one) for one in entry.entries("facts")),
        asked=_asked(entry),
    )
    if case.said is None:
        entry.wrong("said", "must tell which words it is for")
    if bool(case.now) is not bool(case.next):
        entry.wrong(None, "must have both now and next, or none of them")
    if aid:
        aid.done()
    entry.done()
    return case


def _variants(fields: Fields, key: str, *, required: bool = True) -> tuple[Variant, ...]:
    variants = []
    for entry in fields.entries(key):
        when = entry.raw("when")
        if when is not None:
            when = When(entry.one_of("when", list(When)))
        plain = entry.texts("plain", required=False)
        of = entry.text_or_none("of")
        variants.append(Variant(entry.languages(), plain, when, of))
    if not variants:
        if required:
            fields.wrong(key, "must have at least one wording")
    elif variants[-1].when is not None:
        fields.wrong(key, "the last wording must suit every hour: no `when`")
    return tuple(variants)


def _asked(fields: Fields) -> dict[str, Texts]:
    """Return the answers to questions about the topic, by the name of the question."""
    inner = fields.inner("asked")
    if inner is None:
        return {}
    found: dict[str, Texts] = {str(name): inner.texts(str(name)) for name in fields.raw("asked")}
    inner.done()
    return found


def _first_question(fields: Fields | None) -> FirstQuestion | None:
    if fields is None:
        return None
    answers = tuple(_first_answer(entry) for entry in fields.entries("answers"))
    if len(answers) < LEAST_ANSWERS:
        fields.wrong("answers", f"must be at least {LEAST_ANSWERS} entries")
    question = FirstQuestion(fields.texts("ask"), answers, _begins(fields, "only"))
    fields.done()
    return question


def _first_answer(entry: Fields) -> FirstAnswer:
    answer = FirstAnswer(entry.texts("title"), entry.text("topic"), _begins(entry, "told"))
    entry.done()
    return answer


def _for_words(aid: Fields | None, key: str) -> tuple[ForWords, ...]:
    found = []
    for entry in aid.entries(key) if aid else ():
        found.append(ForWords(entry.text("service"), _begins(entry, "said")))
        entry.done()
    return tuple(found)


def _begins(entry: Fields, key: str) -> re.Pattern[str] | None:
    """Return what finds a word that begins in one of the ways listed, in folded text."""
    ways = entry.ids(key)
    try:
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(fold, ways))})") if ways else None
    except re.error as error:
        entry.wrong(key, f"holds what is no regular expression: {error}")
        return None


def read_fact(entry: Fields) -> Fact:
    """Return one rule that words lean on, with its source."""
    fact = Fact(
        rule=entry.text("rule"),
        source=entry.text("source"),
        checked_on=_checked(entry),
        confidence=entry.one_of("confidence", _CONFIDENCE),
        valid_from=entry.day("valid_from"),
        valid_until=entry.day("valid_until"),
    )
    entry.done()
    return fact


def _checked(entry: Fields) -> date:
    found = entry.period("checked_on")
    if found is None:
        entry.wrong("checked_on", "must be given")
    return found or _NEVER


def read_rate(entry: Fields) -> Rate:
    """Return one figure."""
    rate = Rate(
        id=entry.text("id"),
        says=entry.texts("says"),
        year=entry.whole("year"),
        rule=entry.text("rule"),
        source=entry.text("source"),
        checked_on=_checked(entry),
        valid_from=entry.day("valid_from"),
        valid_until=entry.day("valid_until"),
        confidence=entry.one_of("confidence", _CONFIDENCE),
        owner=entry.text("owner"),
    )
    if rate.valid_from and rate.valid_until and rate.valid_until < rate.valid_from:
        entry.wrong("valid_until", "lies before valid_from")
    entry.done()
    return rate
