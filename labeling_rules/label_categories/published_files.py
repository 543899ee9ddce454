"""Forms of label category files that AWS has published or accepted although its documentation forbids them: all warnings."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.label_categories.category_attributes import every_attribute
from labeling_rules.label_categories.label_list import LabeledTask, label_names
from labeling_rules.label_formats import LABEL_ATTRIBUTES, LABEL_FORMATS, LONGEST_LABEL
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_DEPLOYMENT, mistakes_of, warns

_VERSION_KEYS = dict.fromkeys(form.version_key for form in LABEL_FORMATS.values())


def against_the_guide(categories: Node, task: LabeledTask) -> Iterator[Mistake]:
    """The parts that the documentation forbids but AWS was seen to accept, in a list of labels or a label category file."""
    yield from mistakes_of(label_length_on_frames, categories, task)
    yield from mistakes_of(instructions_beside_a_template, categories, task)
    if "frameAttributes" in task.form.members:
        yield from mistakes_of(attribute_name_length, categories)
        yield from mistakes_of(limits_of_numbers, categories)


@warns(at=AT_DEPLOYMENT)
def label_file_version(document: Node, task: LabeledTask) -> Iterator[Mistake]:
    """A label category file has "documentVersion": "2020-03-01" for video frames and point clouds, otherwise "document-version":
    "2018-11-28".

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri; developer guide, sms-label-cat-config-attributes. Files of AWS's notebooks
    (aws/amazon-sagemaker-examples) have no version, or document-version of 2018-11-28, 2020-03-01 or 2020-08-15 for video frames
    """
    for key in _VERSION_KEYS:
        if key != task.form.version_key and document[key].present:
            yield document[key].mistake(f"nothing, to be safe: the key is {task.form.version_key} here")
    if document[task.form.version_key].value != task.form.version:
        yield document[task.form.version_key].mistake(f'"{task.form.version}", to be safe')


@warns()
def label_length_on_frames(categories: Node, task: LabeledTask) -> Iterator[Mistake]:
    """A label of video frames and point clouds has at most 16 characters.

    Source: developer guide, sms-label-cat-config-attributes (quotas), whose 16 characters of an attribute's name AWS's own files exceed;
    its input-data-limits gives 256 for every task type
    """
    certain = task.form.certain_label_length
    for name in label_names(categories):
        if certain is not None and certain < len(name.text or "") <= LONGEST_LABEL:
            yield name.mistake(f"1 to {certain} characters, to be safe ({task.name})")


@warns()
def attribute_name_length(categories: Node) -> Iterator[Mistake]:
    """The name of an attribute has at most 16 characters.

    Source: developer guide, sms-label-cat-config-attributes (quotas). AWS's notebook of video frame jobs has one of 18
    (aws/amazon-sagemaker-examples, sagemaker_ground_truth_workflows)
    """
    for attribute in every_attribute(categories):
        if len(attribute["name"].text or "") > LABEL_ATTRIBUTES.longest_name:
            yield attribute["name"].mistake(f"1 to {LABEL_ATTRIBUTES.longest_name} characters, to be safe")


@warns()
def limits_of_numbers(categories: Node) -> Iterator[Mistake]:
    """A number attribute has a minimum and a maximum.

    Source: developer guide, sms-label-cat-config-attributes (minimum and maximum); the examples of the same page have numbers without
    """
    for attribute in every_attribute(categories):
        for limit in (attribute["minimum"], attribute["maximum"]):
            if attribute["type"].text == "number" and not limit.present:
                yield limit.mistake("a whole number, to be safe: required for the type number, though AWS's examples have none")


@warns()
def instructions_beside_a_template(categories: Node, task: LabeledTask) -> Iterator[Mistake]:
    """With a worker task template the instructions belong in the template: those in the label category file have no effect.

    Source: API_CreateLabelingJob, LabelCategoryConfigS3Uri (labels alone). A published file of a semantic segmentation has instructions
    too, and its job is reported to have labeled 83 images
    """
    if categories["instructions"].present and "instructions" not in task.form.members and task.facts.kind != "custom":
        yield categories["instructions"].mistake(f"nothing: the instructions of {task.name} are in the worker task template")
