"""A labeling job as the rules see it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from labeling_rules.built_in_functions import BuiltInFunction
from labeling_rules.label_categories.label_list import label_names
from labeling_rules.node import Node
from labeling_rules.task_types import CUSTOM_TASK, TASK_TYPES, TaskType

_PREPARE = "HumanTaskConfig.PreHumanTaskLambdaArn"


@dataclass(frozen=True)
class Job:
    """The parameters of CreateLabelingJob, the additions of an environment file or a template, and the facts derived from both.

    `region` and `account` are None when they are known only at deployment.
    """

    node: Node
    region: str | None = None
    account: str | None = None

    @cached_property
    def built_in(self) -> TaskType | None:
        """The built-in task type, from `task_type` or from the function's name; None for a custom job and for an unknown name."""
        named = self.node["task_type"]
        if named.present:
            return TASK_TYPES.get(named.text or "")
        function = BuiltInFunction.of_arn(self.node.at(_PREPARE).text, prefix="PRE")
        return function.task_type if function else None

    @property
    def is_custom(self) -> bool:
        """True if the job uses custom functions, or none."""
        return self.built_in is None and not self.node["task_type"].present

    @property
    def task_type(self) -> TaskType | None:
        """The facts about the task, including custom jobs; None for an unknown name."""
        return CUSTOM_TASK if self.is_custom else self.built_in

    @property
    def task_name(self) -> str:
        """The task's name in messages."""
        return self.built_in.name if self.built_in else "a custom task"

    @property
    def is_streaming(self) -> bool:
        """True if objects are labeled as they are published to a topic."""
        places = (self.node["stream"], self.node.at("InputConfig.DataSource.SnsDataSource"))
        return any(place.known and place.present for place in places)

    @property
    def is_automated(self) -> bool:
        """True if automated labeling is on."""
        automated = self.node["LabelingJobAlgorithmsConfig"]
        return automated.known and automated.present

    @property
    def label_places(self) -> list[Node]:
        """The fields that can hold labels, in an environment file and in the properties of a resource."""
        return [self.node[key] for key in ("labels", "label_categories", "Labels", "LabelCategoryConfig") if self.node[key].present]

    @property
    def templates(self) -> list[Node]:
        """The fields that can name a worker task template."""
        places = (self.node["template"], self.node.at("HumanTaskConfig.UiConfig.UiTemplateS3Uri"))
        return [place for place in places if place.present]

    @property
    def labels(self) -> list[Node]:
        """The label names, from whichever field holds them."""
        return [name for place in self.label_places for name in label_names(place)]

    @property
    def label_attribute(self) -> str | None:
        """The label attribute name, if known; an environment file defaults it to LabelingJobName."""
        given = self.node["LabelAttributeName"]
        return given.text if given.present else self.node["LabelingJobName"].text

    @property
    def knows_audited_attribute(self) -> bool:
        """True if the job before an adjustment or verification identifies the labels to audit: `dataset.output_of` in a file, or a
        construct's
        dataset.
        """
        return self.node.at("dataset.output_of").present or self.node["audited_attribute"].present

    @property
    def audited_attribute(self) -> str | None:
        """The label attribute to audit, if the label categories name it."""
        for place in self.label_places:
            name = place["auditLabelAttributeName"].text
            if name is not None:
                return name
        return None
