"""Earlier amounts of an assessment, changed by saying it: "eiku vuokra 560", "450 eikä 600"."""

import re

from bot.domain import answer_phrases as phrases
from bot.domain.answers import takes_back
from bot.domain.assessment import Answers, Definition, Given, Question
from bot.domain.money import read_money
from bot.domain.number_tokens import written_evenly
from bot.services.named_amounts import amount_named, ask_for, belonging

_SUM = r"(\d[\d ]{0,6})(?: ?(?:e|eur|euroa|euroo|euro|euros))?"
_RIGHT_AND_WRONG = re.compile(
    rf"\b{_SUM} ?,? (?:eika|ei|not|inte|int) {_SUM}(?!\d)"
    rf"|\b(?:ei|not|inte|int) {_SUM} ?,? (?:vaan|but|utan) {_SUM}(?!\d)"
)
_CORRECTED = re.compile(
    rf"(?:ei ?ku(?:n)?|eiku|oho|ups|nej|nä|oj|no wait|wait|oops|sori|sorry|actually|siis) {_SUM}"
)


def taken_back(
    definition: Definition,
    given: Answers,
    text: str,
    *,
    but: Question | None = None,
    by_name: bool = False,
) -> dict[str, Given]:
    """Return earlier answers that are changed by naming them: "eiku vuokra onki 560, sähkö 40".

    Args:
        definition: The assessment.
        given: What has been answered.
        text: As it was typed.
        but: The question being asked, whose answer is read elsewhere.
        by_name: Naming is enough, where nothing else is said.
    """
    even = written_evenly(text)
    if phrases.asks(even.split()):
        return {}
    if instead := _instead_of(definition, given, even, but):
        return instead
    if not (by_name or takes_back(even)):
        return {}
    for other in definition.questions:
        if other.type != "money" or other.id not in given or other == but:
            continue
        found = read_money(text, ask_for(other))
        amount = amount_named(found)
        if amount is not None and (takes_back(even) or not found.strangers):
            others = [(one.matter, one.low_cents, one.high_cents) for one in found.others]
            return {other.id: amount, **belonging(definition, other, others, text)}
    return {}


def _instead_of(
    definition: Definition, given: Answers, even: str, but: Question | None
) -> dict[str, Given]:
    """Return the one earlier amount that is told beside the right one: "450 eikä 600".

    A bare "eiku 300" where no amount is asked for changes the amount that was just given.
    """
    told = [one for one in definition.questions if one.type == "money" and one.id in given]
    if (found := _RIGHT_AND_WRONG.search(even)) is not None:
        right, wrong = (found[1], found[2]) if found[1] else (found[4], found[3])
        were = [one for one in told if given[one.id].low == given[one.id].high == _cents(wrong)]
        if len(were) == 1:
            return {were[0].id: Given(low=_cents(right), high=_cents(right))}
    bare = _CORRECTED.fullmatch(even)
    if bare is None or but is None or but.type in ("money", "number", "scale"):
        return {}
    places = definition.places()
    before = [one for one in definition.questions if places[one.id] == places[but.id] - 1]
    if len(before) != 1 or before[0] not in told:
        return {}
    return {before[0].id: Given(low=_cents(bare[1]), high=_cents(bare[1]))}


def _cents(euros: str) -> int:
    return int(re.sub(r"\s", "", euros)) * 100
