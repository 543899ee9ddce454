"""The defaults in DescribeLabelingJob for members that the request omits."""

from collections.abc import Mapping
from typing import Any

# API reference, HumanTaskConfig: defaults for a private or vendor work team.
_TASKS = {"TaskAvailabilityLifetimeInSeconds": 2_592_000, "MaxConcurrentTaskCount": 1_000}
# The console's value. Terraform's provider shows that AWS fills one in; it is undocumented which.
_STOPPING_CONDITIONS = {"MaxPercentageOfInputDatasetLabeled": 100}


def with_defaults(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of CreateLabelingJob with AWS's defaults filled in."""
    return {
        "StoppingConditions": _STOPPING_CONDITIONS,
        **parameters,
        "HumanTaskConfig": {**_TASKS, **parameters["HumanTaskConfig"]},
        "OutputConfig": {"KmsKeyId": "", **parameters["OutputConfig"]},
    }
