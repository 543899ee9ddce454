"""The pages of an environment's projects."""

from __future__ import annotations

from collections.abc import Mapping

from ground_truth.environment import Environment
from ground_truth.runbook.deployed import NotDeployedError, deployed_outputs
from ground_truth.runbook.page import runbook_page
from ground_truth.runbook.teardown import teardown_section
from ground_truth.runbook.values import ProjectValues, undeployed_outputs


class UnknownProjectError(Exception):
    """The environment has no such project, or none at all."""


def runbook_pages(environment: Environment, *, project: str | None, undeployed: bool, teardown: bool) -> Mapping[str, str]:
    """The pages by project, in Markdown; `teardown`: only what to do at a project's end.

    Raises UnknownProjectError, and NotDeployedError unless `undeployed`.
    """
    names = _projects(environment, project, required=not teardown)
    if not names:
        return {}
    outputs = undeployed_outputs(environment) if undeployed else deployed_outputs(environment)
    values = {name: _values(environment, name, outputs) for name in names}
    return {name: f"{teardown_section(known)}\n" if teardown else runbook_page(known) for name, known in values.items()}


def _values(environment: Environment, project: str, outputs: Mapping[str, str]) -> ProjectValues:
    try:
        return ProjectValues.of(environment, project, outputs)
    except KeyError as error:
        stack = environment.foundation_stack_name
        raise NotDeployedError(f"stack {stack} has no output {error.args[0]}: deploy it, or add --undeployed") from error


def _projects(environment: Environment, wanted: str | None, *, required: bool) -> list[str]:
    known = [project.name for project in environment.ground_truth_plus.projects] if environment.ground_truth_plus else []
    if required and not known:
        raise UnknownProjectError(f"environment {environment.name} has no ground_truth_plus.projects: there is nothing to run")
    if wanted and wanted not in known:
        raise UnknownProjectError(f"project {wanted!r}: environment {environment.name} has {', '.join(known) or 'none'}")
    return [wanted] if wanted else known
