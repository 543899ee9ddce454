"""The constructs and the sandbox have separate facts from the same pages: they agree on generated files."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from ground_truth.settings.label_categories import LabelCategories
from labeling_rules.label_categories.label_categories import label_category_mistakes
from labeling_rules.label_categories.label_category_warnings import label_category_warnings
from labeling_rules.label_categories.label_list import LabeledTask
from labeling_rules.label_categories.published_files import label_file_version
from labeling_rules.label_formats import LONGEST_LABEL
from sandbox.ground_truth.label_categories import require_label_categories
from sandbox.ground_truth.manifest import InvalidInputError
from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES, CUSTOM
from tests.unit.labeling_rules.label_documents import INSTRUCTIONS, TASK_NAMES, Document, document, facts, form, node, task_type

pytestmark = pytest.mark.slow

VERSION_KEYS = ("document-version", "documentVersion")
GENERATED = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
LETTERS = st.characters(codec="utf-8")
ATTRIBUTED = [name for name in TASK_NAMES if "frameAttributes" in form(name).members]


def mistakes(name: str, file: Document, *, automated: bool) -> list[str]:
    """The mistakes found by field types and rules."""
    rules = label_category_mistakes(node(file), task_type=task_type(name), automated=automated)
    content = {member: value for member, value in file.items() if member not in VERSION_KEYS}
    try:
        LabelCategories.model_validate(content, by_alias=True, by_name=False)
    except ValidationError as error:
        return [*map(str, error.errors()), *map(str, rules)]
    return [str(mistake) for mistake in rules]


def doubts(name: str, file: Document) -> list[str]:
    """The rules that warn about the file."""
    version = label_file_version(node(file), LabeledTask(task_type(name)))
    warnings = label_category_warnings(node(file), task_type=task_type(name))
    return ["label-file-version" for _ in version] + [warning.rule for warning in warnings]


def refusal(name: str, file: object, *, automated: bool) -> str | None:
    try:
        require_label_categories(json.dumps(file).encode(), task_type=BUILT_IN_TASK_TYPES.get(name, CUSTOM), auto_labels=automated)
    except InvalidInputError as refused:
        return str(refused)
    return None


def text(longest: int, shortest: int = 1) -> st.SearchStrategy[str]:
    return st.text(LETTERS, min_size=shortest, max_size=longest)


def attribute(name: str) -> st.SearchStrategy[Document]:
    common: dict[str, Any] = {"name": st.just(name), "description": text(128)}
    optional: dict[str, Any] = {"isRequired": st.booleans(), "editsAllowed": st.sampled_from(["any", "none"])}
    string = {**common, "type": st.just("string")}
    choice = {**string, "enum": st.lists(text(16), min_size=1, max_size=10)}
    limits = st.tuples(st.integers(-1000, 1000), st.integers(0, 1000))
    number = limits.flatmap(
        lambda pair: st.fixed_dictionaries(
            {**common, "type": st.just("number"), "minimum": st.just(pair[0]), "maximum": st.just(sum(pair))}, optional=optional
        )
    )
    texts = [st.fixed_dictionaries(kind, optional=optional) for kind in (string, choice)]
    return st.one_of(*texts, number)


def few_free_texts(attributes: list[Document]) -> bool:
    """True if at most five of them are free text."""
    return sum(1 for entry in attributes if entry["type"] == "string" and "enum" not in entry) <= 5


def attributes(prefix: str, most: int) -> st.SearchStrategy[list[Document]]:
    lists = st.integers(0, most).flatmap(lambda count: st.tuples(*(attribute(f"{prefix}{number}") for number in range(count))))
    return lists.map(list).filter(few_free_texts)


@st.composite
def right_files(draw: st.DrawFn, name: str, *, automated: bool) -> Document:
    rules, label_format = facts(name), form(name)
    most = (rules.max_labels_with_automated_labeling if automated else rules.max_labels) or 60
    names: list[str] = draw(
        st.lists(text(label_format.certain_label_length or LONGEST_LABEL), min_size=rules.min_labels, max_size=most, unique=True)
    )
    file = document(name, labels=[{"label": label} for label in names])
    if "shortDisplayName" in label_format.label_members and draw(st.booleans()):
        file["labels"][0]["shortDisplayName"] = draw(text(8))
    if "frameAttributes" in label_format.members:
        file["frameAttributes"] = draw(attributes("f", 10))
        file["categoryGlobalAttributes"] = draw(attributes("g", 4))
        for label in file["labels"][: draw(st.integers(0, 2))]:
            label["categoryAttributes"] = draw(attributes("o", 6))
            assume(few_free_texts([*file["categoryGlobalAttributes"], *label["categoryAttributes"]]))
            label["editsAllowed"] = draw(st.sampled_from(["any", "none"]))
        if draw(st.booleans()):
            file["instructions"] = {"shortInstruction": draw(text(254, 0)), "fullInstruction": draw(text(300, 0))}
    if draw(st.booleans()) and label_format.annotation_types:
        drawn: str = draw(st.sampled_from(label_format.annotation_types))
        file["annotationType"] = drawn
    return file


def put(*path: Any) -> Callable[[Document], None]:
    """Puts the last argument at the path of the others."""
    *way, last, value = path

    def change(file: Document) -> None:
        place: Any = file
        for step in way:
            place = place[step]
        place[last] = value

    return change


def drop(member: str) -> Callable[[Document], None]:
    return lambda file: file.pop(member, None)


def add_labels(number: int) -> Callable[[Document], None]:
    return lambda file: file["labels"].extend({"label": f"more {count}"} for count in range(number))


def repeat_label(file: Document) -> None:
    file["labels"].append({"label": file["labels"][0]["label"]})


def with_attribute(**attribute: Any) -> Callable[[Document], None]:
    """One frame attribute with a mistake."""
    return put("frameAttributes", [{"name": "n", "type": "string", "description": "d", **attribute}])


def with_own(*own: Document, shared: list[Document] | None = None) -> Callable[[Document], None]:
    def change(file: Document) -> None:
        file["categoryGlobalAttributes"] = shared or []
        file["labels"] = [{"label": "Car", "categoryAttributes": list(own)}, *file["labels"][:5]]

    return change


def strings(prefix: str, count: int, **members: Any) -> list[Document]:
    return [{"name": f"{prefix}{number}", "type": "string", **members} for number in range(count)]


ALWAYS_WRONG: dict[str, Callable[[Document], None]] = {
    "no labels at all": drop("labels"),
    "labels that are no list": put("labels", "Car"),
    "a label without a name": put("labels", 0, {}),
    "an empty label": put("labels", 0, "label", ""),
    "a label that is too long": put("labels", 0, "label", "x" * 257),
    "a repeated label": repeat_label,
}
WRONG_WITH_ATTRIBUTES: dict[str, Callable[[Document], None]] = {
    "too many labels": add_labels(30),
    "an unknown editsAllowed of a label": put("labels", 0, "editsAllowed", "some"),
    "an attribute without a name": with_attribute(name=""),
    "an unknown type": with_attribute(type="boolean"),
    "a minimum that is a text": with_attribute(type="number", minimum="1", maximum=2),
    "a maximum that is no whole number": with_attribute(type="number", minimum=1, maximum=2.5),
    "values of a number": with_attribute(type="number", minimum=1, maximum=2, enum=["1"]),
    "a minimum of a text": with_attribute(minimum=1),
    "no values": with_attribute(enum=[]),
    "too many values": with_attribute(enum=[f"v{count}" for count in range(11)]),
    "a value that is too long": with_attribute(enum=["v" * 17]),
    "an empty value": with_attribute(enum=[""]),
    "no description": with_attribute(description=""),
    "a description that is too long": with_attribute(description="d" * 129),
    "an unknown editsAllowed": with_attribute(editsAllowed="some"),
    "too many attributes of frames": put("frameAttributes", strings("f", 11, description="d", enum=["v"])),
    "too many free texts of frames": put("frameAttributes", strings("f", 6, description="d")),
    "two attributes of frames of one name": put("frameAttributes", strings("f", 1, description="d") * 2),
    "too many attributes of a label": with_own(*strings("o", 5, enum=["v"]), shared=strings("g", 6, enum=["v"])),
    "too many free texts of a label": with_own(*strings("o", 3), shared=strings("g", 3)),
    "an attribute of a label and of all of one name": with_own(*strings("n", 1), shared=strings("n", 1)),
    "half of the instructions": put("instructions", {"shortInstruction": "x"}),
    "short instructions that are too long": put("instructions", {"shortInstruction": "x" * 255, "fullInstruction": "x"}),
    "full instructions that are too long": put("instructions", {"shortInstruction": "x", "fullInstruction": "x" * 2048}),
}


DOUBTFUL_WITH_ATTRIBUTES: dict[str, Callable[[Document], None]] = {
    "a label of more than 16 characters": put("labels", 0, "label", "x" * 17),
    "a name of more than 16 characters": with_attribute(name="n" * 17),
    "a number without limits": with_attribute(type="number"),
    "a number without a maximum": with_attribute(type="number", minimum=1),
}


def wrong_for(name: str) -> dict[str, Callable[[Document], None]]:
    label_format, rules = form(name), facts(name)
    wrong = {**ALWAYS_WRONG}
    if "frameAttributes" in label_format.members:
        wrong |= WRONG_WITH_ATTRIBUTES
        wrong["the wrong audit"] = drop("auditLabelAttributeName") if rules.names_audited_attribute else put("auditLabelAttributeName", "x")
        wrong["an unknown annotation type"] = put("annotationType", "Circle")
    if label_format.name == "point-cloud":
        wrong["an annotation type"] = put("annotationType", "Polygon")
    if label_format.instructions_required:
        wrong |= {"no instructions": drop("instructions"), "half of the instructions": put("instructions", {"fullInstruction": "x"})}
    if rules.max_labels is not None:
        wrong["more labels than there may be"] = add_labels(rules.max_labels)
    if rules.min_labels > 1:
        wrong["fewer labels than there must be"] = put("labels", [{"label": "Car"}])
    return wrong


def doubtful_for(name: str) -> dict[str, Callable[[Document], None]]:
    label_format = form(name)
    (other,) = (key for key in VERSION_KEYS if key != label_format.version_key)
    doubtful: dict[str, Callable[[Document], None]] = {
        "no version": drop(label_format.version_key),
        "another version": put(label_format.version_key, "2020-08-15"),
        "the other version's key": lambda file: file.update({other: file.pop(label_format.version_key)}),
    }
    if label_format.certain_label_length is not None:
        doubtful |= DOUBTFUL_WITH_ATTRIBUTES
    if label_format.name == "standard":
        doubtful["instructions beside a template"] = put("instructions", INSTRUCTIONS)
    return doubtful


AUTOMATED = [
    (name, automated) for name in TASK_NAMES for automated in (False, True) if facts(name).automated_labeling_algorithm or not automated
]


def who_refuses(name: str, file: Document) -> tuple[bool, bool]:
    """True for each of the constructs and the sandbox that refuses the file."""
    return bool(mistakes(name, file, automated=False)), refusal(name, file, automated=False) is not None


@pytest.mark.parametrize(("name", "automated"), AUTOMATED)
@GENERATED
@given(data=st.data())
def test_what_keeps_to_the_limits_is_right_for_both(name: str, automated: bool, data: st.DataObject) -> None:
    file = data.draw(right_files(name, automated=automated))
    assert (mistakes(name, file, automated=automated), refusal(name, file, automated=automated)) == ([], None)


@pytest.mark.parametrize("name", TASK_NAMES)
def test_what_breaks_one_limit_is_wrong_for_both(name: str) -> None:
    refusals = {}
    for what, break_it in wrong_for(name).items():
        file = document(name)
        break_it(file)
        refusals[what] = who_refuses(name, file)
    assert len(refusals) >= 6
    assert {what: who for what, who in refusals.items() if who != (True, True)} == {}


@pytest.mark.parametrize("name", TASK_NAMES)
@GENERATED
@given(data=st.data())
def test_what_breaks_one_limit_is_wrong_for_both_whatever_else_there_is(name: str, data: st.DataObject) -> None:
    what = data.draw(st.sampled_from(sorted(wrong_for(name))))
    file = data.draw(right_files(name, automated=False))
    wrong_for(name)[what](file)
    assert who_refuses(name, file) == (True, True)


@pytest.mark.parametrize("name", TASK_NAMES)
@GENERATED
@given(data=st.data())
def test_what_aws_was_seen_to_take_is_doubtful_here_and_taken_by_the_sandbox(name: str, data: st.DataObject) -> None:
    what = data.draw(st.sampled_from(sorted(doubtful_for(name))))
    file = data.draw(right_files(name, automated=False))
    doubtful_for(name)[what](file)
    assert who_refuses(name, file) == (False, False)
    assert doubts(name, file)
