"""What of a talk is the newest answer: there the page without JavaScript opens; its buttons."""

from collections.abc import Sequence

from bot.services.delivery_ports import StoredReply


def newest(lines: Sequence[StoredReply]) -> range:
    """Return which lines are the last answer: what was said at one moment, at the end.

    What the page says by itself, and nobody has kept, stands below it.
    """
    end = len(lines)
    while end and not lines[end - 1].cursor:
        end -= 1
    start = end
    while start and lines[start - 1].said_by == "bot" and lines[start - 1].at == lines[end - 1].at:
        start -= 1
    return range(start, end)


def opens_at(lines: Sequence[StoredReply], seen: int | None) -> int | None:
    """Return at which line the page opens, None where it is no line but what stands below them.

    Args:
        lines: The talk.
        seen: The last cursor that was seen before; None: nothing of it is new.
    """
    by_itself = (number for number, one in enumerate(lines) if not one.cursor)
    first = next(by_itself, None)
    if first is not None or seen is None or not lines or lines[-1].said_by == "person":
        return first
    begin = len(lines)
    while begin and lines[begin - 1].said_by == "bot":
        begin -= 1
    new = (number for number in range(begin, len(lines)) if lines[number].cursor > seen)
    return next(new, newest(lines).start)
