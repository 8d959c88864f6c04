"""The example of docs/write-an-assessment.md is built, checked and talked through."""

import re
from pathlib import Path
from typing import get_args

from bot.content.check_assessments import AssessmentChecks
from bot.content.loader import DATA, Content
from bot.content.wording import Wording
from bot.domain.assessment import QuestionType
from bot.services.assessing import Assessing
from bot.services.assessment_rules import OUTCOMES, RULES
from bot.services.moves import Moves
from bot.settings import ROOT
from tests.assessment_builders import Talk
from tests.builders import words

PAGE = (ROOT / "docs" / "write-an-assessment.md").read_text("utf-8")
EXAMPLE = re.compile(r"^```yaml (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def built(folder: Path) -> Content:
    (found,) = EXAMPLE.findall(PAGE)
    name, text = found
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text(text, "utf-8")
    return Content.load(folder)


def test_the_example_is_an_assessment_that_check_accepts(tmp_path: Path) -> None:
    content = built(tmp_path)
    checks = AssessmentChecks(content, words(), Wording.load(DATA / "wording.yml"))
    assert [str(problem) for problem in checks.problems()] == []


def test_the_example_can_be_talked_through_without_python(tmp_path: Path) -> None:
    content = built(tmp_path)
    labels = {key: tuple(texts.values()) for key, texts in content.assessment_words.items()}
    moves = Moves(content.assessments, RULES, OUTCOMES, lambda key: labels.get(key, ()))
    talk = Talk(Assessing(moves))
    talk.pressable["begin"] = "assess:first_month"
    talk.presses("begin")
    assert talk.asked == "sleeping"
    assert talk.args["of"] == 4
    talk.says("aika hyvin")
    talk.says("sänky")
    assert talk.asked == "bed_cost"
    talk.says("n. 120")
    talk.presses("no")
    assert talk.asked == "want_help"
    talk.says("verhojen laittamiseen")
    assert talk.keys == ["answers.all", "assessment.ended"]
    rows = str(talk.says_now[0].args["items_rows"]).splitlines()
    assert "assessment.first_month.bed_cost.name\tc:12000" in rows
    assert not any("want_help" in row for row in rows)


def test_the_page_names_every_type_outcome_and_predicate() -> None:
    named = [*get_args(QuestionType), *OUTCOMES, *RULES.predicates]
    assert [one for one in named if f"`{one}`" not in PAGE] == []
