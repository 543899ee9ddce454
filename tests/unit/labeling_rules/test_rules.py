"""Every check is a rule with a text and a source, and is in the documentation."""

from __future__ import annotations

import inspect

import pytest

from labeling_rules import labeling_job
from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_DEPLOYMENT, Rule, mistakes_of, refuses, rule_of, warns
from tests.unit.labeling_rules.document import DOCUMENT, SOURCES, limits, rules, with_tables

RULES = rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_what_has_to_hold_and_who_says_so(rule: Rule) -> None:
    assert rule.text.endswith(".")
    assert rule.source
    assert not rule.source.endswith(".")


def test_names_of_rules_are_unique() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_the_documentation_is_current() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == with_tables(text), "run: make checks-table"


def test_every_limit_with_a_source_of_its_own_exists() -> None:
    places = {place for place, _, _ in limits()}
    assert [place for place in SOURCES if not any(found.startswith(place) for found in places)] == []


def test_every_rule_about_a_job_is_looked_at() -> None:
    """Every rule that takes only a job is in the list."""
    looked_at = {rule.name for function in (*labeling_job.BASIC_JOB_RULES, *labeling_job.JOB_RULES) if (rule := rule_of(function))}
    members = [member for module in vars(labeling_job).values() if inspect.ismodule(module) for member in vars(module).values()]
    functions = [member for member in members if inspect.isfunction(member)]
    about_jobs = [function for function in functions if list(inspect.get_annotations(function).values())[:-1] == ["Job"]]
    assert len(about_jobs) > 30
    forgotten = [rule.name for rule in map(rule_of, about_jobs) if rule is not None and rule.name not in looked_at]
    assert forgotten == []


@refuses(at=AT_DEPLOYMENT)
def _whole_numbers(node: Node) -> list[Mistake]:
    """A number
    is whole.

    Source: arithmetic; and
    school
    """
    return [node.mistake("a whole number")]


@warns()
def _even_numbers(node: Node) -> list[Mistake]:
    """A number is even.

    Source: taste
    """
    return [node.mistake("an even number")]


def test_a_rule_is_read_from_its_function() -> None:
    rule = rule_of(_whole_numbers)
    assert rule is not None
    assert (rule.name, rule.level, rule.stages) == ("whole-numbers", "error", ("deployment",))
    assert (rule.text, rule.source) == ("A number is whole.", "arithmetic; and school")
    assert rule_of(test_a_rule_is_read_from_its_function) is None


def test_a_mistake_has_the_name_and_the_level_of_its_rule() -> None:
    (mistake,) = mistakes_of(_even_numbers, Node("file", "number", 3))
    assert (mistake.rule, mistake.level, str(mistake)) == ("even-numbers", "warning", "file: number: 3: an even number")


def test_two_rules_that_say_the_same_say_it_once() -> None:
    node = Node("file", "number", 3)
    one = Mistake("file", "number", "3", "an even number", rule="x")
    assert [one] == list(dict.fromkeys([one, *mistakes_of(_even_numbers, node)]))


def test_a_rule_for_the_deployment_is_not_looked_at_before() -> None:
    job = Node("", "", {"task_type": "TextMultiClass", "HumanTaskConfig": {}})
    before = list(labeling_job.labeling_job_mistakes(job, region=None, account=None))
    after = list(labeling_job.labeling_job_mistakes(job, region=None, account=None, stage="deployment"))
    assert before == []
    assert {mistake.rule for mistake in after} == {"labels-are-given", "page-is-named"}


def test_nothing_is_said_of_an_empty_job() -> None:
    assert list(labeling_job.labeling_job_mistakes(Node("", "", {}), region=None, account=None)) == []
    assert list(labeling_job.labeling_job_warnings(Node("", "", {}), region="eu-west-1", account="111122223333")) == []
    assert Job(Node("", "", None)).is_custom
