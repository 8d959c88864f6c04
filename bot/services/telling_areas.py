"""What is said of areas with bands, of steps, and of a plain list of answers."""

from collections.abc import Iterable, Iterator

from bot.domain.assessment import Question
from bot.domain.messages import Choice, Say
from bot.domain.readiness import area_of, areas_of, flagged
from bot.domain.results import AreasResult, StepsResult, earlier
from bot.domain.wellbeing import steps_result
from bot.services.asking import key, rows, told
from bot.services.moves import Run, Told

MOST_TOPICS = 3


def flags_now(run: Run) -> Told:
    """Lead to help at once: the most urgent is answered, others are a button away."""
    topics = list(dict.fromkeys(pick.topic for pick in flagged(run.definition, run.answers)))
    if not topics:
        return Told()
    others = tuple(Choice(f"topic:{topic}") for topic in topics[1:])
    return Told((Say("areas.help_first"), Say("topic.answer", {"topic": topics[0]}, others)))


def area_so_far(run: Run) -> Told:
    """Say how the area behind looks, in words; nothing when it was skipped."""
    area = _area_behind(run)
    found = area_of(run.definition, run.answers, area) if area else None
    if found is None or area is None:
        return Told()
    name = {"area_words": key(run.definition, "area", area)}
    return Told((Say(f"areas.so_far.{found.band or 'open'}", name),))


def areas_at_end(run: Run) -> Told:
    """Say strengths first, then each area, then what the person wants to practise."""
    result = areas_of(run.definition, run.answers, run.today)
    known = [area for area in result.areas if area.band is not None]
    if not known:
        return Told((Say("areas.nothing"),))
    names = ",".join(key(run.definition, "area", area) for area in result.strengths)
    says = [Say("areas.strengths", {"areas_words": names})] if names else []
    says.append(Say("areas.all", {"items_rows": _bands(run, result)}))
    says += _practise(run, result)
    return Told(tuple(says), result)


def steps_at_end(run: Run) -> Told:
    """Say each area's step, beside the last time's; then help where a step is low."""
    result = steps_result(run.definition, run.answers, run.today)
    known = {area: step for area, step in result.steps.items() if step is not None}
    if not known:
        return Told((Say("steps.nothing"),))
    then = earlier(run.kept, result)
    before = then.steps if isinstance(then, StepsResult) else {}
    pairs = {}
    for area, step in known.items():
        last = before.get(area)
        figure = f"n:{step}" if last is None else f"n:{last} > n:{step}"
        pairs[key(run.definition, area, "name")] = figure
    lead = "steps.then_and_now" if before else "steps.all"
    says = [Say(lead, {"items_rows": rows(pairs), "highest": result.highest})]
    return Told((*says, *_low_steps(run, result)), result)


def answers_at_end(run: Run) -> Told:
    """Say the answers back, with topics that help; for an assessment without reckoning."""
    pairs = {}
    for name, given in run.answers.items():
        question = run.definition.question(name)
        if question and question.counts and given.kind == "value" and given.text is None:
            pairs[key(run.definition, name, "name")] = told(run.definition, question, given)
    if not pairs:
        return Told((Say("areas.nothing"),))
    asked = [run.definition.question(name) for name in run.answers]
    topics = _topics(question for question in asked if question is not None)
    return Told((Say("answers.all", {"items_rows": rows(pairs)}, topics),))


def _area_behind(run: Run) -> str | None:
    end = run.definition.place(run.question.id) if run.question else len(run.definition.questions)
    behind = [
        question.area
        for question in run.definition.questions[:end]
        if question.area is not None and question.id in run.answers
    ]
    return behind[-1] if behind else None


def _bands(run: Run, result: AreasResult) -> str:
    then = earlier(run.kept, result)
    before = {}
    if isinstance(then, AreasResult):
        before = {area.area: area.band for area in then.areas}
    pairs = {}
    for area in result.areas:
        if area.band is None:
            continue
        figure = f"w:areas.band.{area.band}"
        last = before.get(area.area)
        if last is not None and last != area.band:
            figure = f"w:areas.band.{last} > {figure}"
        pairs[key(run.definition, "area", area.area)] = figure
    return rows(pairs)


def _practise(run: Run, result: AreasResult) -> Iterator[Say]:
    chosen = [run.definition.question(name) for name in result.practise]
    questions = [question for question in chosen if question is not None]
    if questions:
        keys = ",".join(key(run.definition, one.id, "name") for one in questions)
        yield Say("areas.practise", {"things_steps": keys}, _topics(questions))


def _low_steps(run: Run, result: StepsResult) -> Iterator[Say]:
    low = [question for area in result.low if (question := run.definition.question(area))]
    if not low:
        return
    names = ",".join(key(run.definition, one.id, "name") for one in low)
    yield Say("steps.help", {"areas_words": names}, _topics(low))
    services = list(dict.fromkeys(one for question in low for one in question.services))
    if services:
        yield Say("directory.results", {"services": ",".join(services)})


def _topics(questions: Iterable[Question]) -> tuple[Choice, ...]:
    topics = dict.fromkeys(one.topic for one in questions if one.topic is not None)
    return tuple(Choice(f"topic:{topic}") for topic in topics)[:MOST_TOPICS]
