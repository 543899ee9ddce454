"""The runbook of a Ground Truth Plus project: every manual step in the console, with the values to paste."""

from ground_truth.runbook.deployed import NotDeployedError, deployed_outputs
from ground_truth.runbook.page import runbook_page
from ground_truth.runbook.teardown import teardown_section
from ground_truth.runbook.values import ProjectValues, undeployed_outputs

__all__ = ["NotDeployedError", "ProjectValues", "deployed_outputs", "runbook_page", "teardown_section", "undeployed_outputs"]
