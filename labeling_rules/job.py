"""A labeling job as the rules look at it."""

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
    """CreateLabelingJob's parameters, beside them what an environment file or a template adds, and what follows from all of it.

    `region` and `account` are None when they are known at deployment only.
    """

    node: Node
    region: str | None = None
    account: str | None = None

    @cached_property
    def built_in(self) -> TaskType | None:
        """The built-in task type, named by `task_type` or by its function; None for a custom job, and for a name that does not exist."""
        named = self.node["task_type"]
        if named.present:
            return TASK_TYPES.get(named.text or "")
        function = BuiltInFunction.of_arn(self.node.at(_PREPARE).text, prefix="PRE")
        return function.task_type if function else None

    @property
    def is_custom(self) -> bool:
        """Whether the job has functions of its own, or none."""
        return self.built_in is None and not self.node["task_type"].present

    @property
    def task_type(self) -> TaskType | None:
        """What is known about the task, for custom jobs too; None for a name that does not exist."""
        return CUSTOM_TASK if self.is_custom else self.built_in

    @property
    def task_name(self) -> str:
        """What a message calls the task."""
        return self.built_in.name if self.built_in else "a custom task"

    @property
    def is_streaming(self) -> bool:
        """Whether objects are labeled as they are published."""
        places = (self.node["stream"], self.node.at("InputConfig.DataSource.SnsDataSource"))
        return any(place.known and place.present for place in places)

    @property
    def is_automated(self) -> bool:
        """Whether a model labels too."""
        automated = self.node["LabelingJobAlgorithmsConfig"]
        return automated.known and automated.present

    @property
    def label_places(self) -> list[Node]:
        """Where labels are said, as the fields of a file and as the properties of a resource are called."""
        return [self.node[key] for key in ("labels", "label_categories", "Labels", "LabelCategoryConfig") if self.node[key].present]

    @property
    def templates(self) -> list[Node]:
        """Where a worker task template is named."""
        places = (self.node["template"], self.node.at("HumanTaskConfig.UiConfig.UiTemplateS3Uri"))
        return [place for place in places if place.present]

    @property
    def labels(self) -> list[Node]:
        """The names of the labels, wherever they are said."""
        return [name for place in self.label_places for name in label_names(place)]

    @property
    def label_attribute(self) -> str | None:
        """The label attribute name, if it is known; an environment file leaves it to LabelingJobName."""
        given = self.node["LabelAttributeName"]
        return given.text if given.present else self.node["LabelingJobName"].text

    @property
    def knows_audited_attribute(self) -> bool:
        """Whether the job before an adjustment or verification says whose labels it works on: `dataset.output_of` of a file, or what a
        construct knows from its dataset."""
        return self.node.at("dataset.output_of").present or self.node["audited_attribute"].present

    @property
    def audited_attribute(self) -> str | None:
        """Whose labels an adjustment or verification works on, where the label categories say so."""
        for place in self.label_places:
            name = place["auditLabelAttributeName"].text
            if name is not None:
                return name
        return None
