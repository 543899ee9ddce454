"""What DescribeLabelingJob says of members that a request left out."""

from collections.abc import Mapping
from typing import Any

# API reference, HumanTaskConfig: the default values of a job for a private or a vendor's team.
_TASKS = {"TaskAvailabilityLifetimeInSeconds": 2_592_000, "MaxConcurrentTaskCount": 1_000}
# What the console sends; that AWS fills in something shows in Terraform's provider, no page says what.
_STOPPING_CONDITIONS = {"MaxPercentageOfInputDatasetLabeled": 100}


def with_defaults(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of CreateLabelingJob, and AWS's values for what they leave out."""
    return {
        "StoppingConditions": _STOPPING_CONDITIONS,
        **parameters,
        "HumanTaskConfig": {**_TASKS, **parameters["HumanTaskConfig"]},
        "OutputConfig": {"KmsKeyId": "", **parameters["OutputConfig"]},
    }
