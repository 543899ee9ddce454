"""`python -m ground_truth.runbook ENVIRONMENT` prints the runbooks of an environment's projects."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from ground_truth.environment import Environment, EnvironmentFileError, load_environment
from ground_truth.runbook.deployed import NotDeployedError, deployed_outputs
from ground_truth.runbook.page import runbook_page
from ground_truth.runbook.teardown import teardown_section
from ground_truth.runbook.values import ProjectValues, undeployed_outputs


class UnknownProjectError(Exception):
    """The environment has no such project, or none at all."""


def main(arguments: list[str]) -> int:
    """Run the command; the exit code is 1 when there is nothing to print."""
    parsed = _parser().parse_args(arguments)
    try:
        # Nothing is deployed here: where the jobs' local files lie is a matter of the deployment.
        environment = load_environment(_folder(parsed.environments) / f"{parsed.environment}.yaml", allow_files_outside=True)
        pages = list(_pages(environment, parsed))
    except (EnvironmentFileError, NotDeployedError, UnknownProjectError) as error:
        print(error, file=sys.stderr)
        return 1
    for name, page in pages:
        _write(page, Path(parsed.into) / f"{environment.name}-{name}.md" if parsed.into else None)
    return 0


def _pages(environment: Environment, parsed: argparse.Namespace) -> Iterator[tuple[str, str]]:
    names = _projects(environment, parsed.project, required=not parsed.teardown)
    if not names:
        return
    outputs = undeployed_outputs(environment) if parsed.undeployed else deployed_outputs(environment)
    for name in names:
        try:
            values = ProjectValues.of(environment, name, outputs)
        except KeyError as error:
            stack = environment.foundation_stack_name
            raise NotDeployedError(f"stack {stack} has no output {error.args[0]}: deploy it, or add --undeployed") from error
        yield name, f"{teardown_section(values)}\n" if parsed.teardown else runbook_page(values)


def _projects(environment: Environment, wanted: str, *, required: bool) -> list[str]:
    known = [project.name for project in environment.ground_truth_plus.projects] if environment.ground_truth_plus else []
    if required and not known:
        raise UnknownProjectError(f"environment {environment.name} has no ground_truth_plus.projects: there is nothing to run")
    if wanted and wanted not in known:
        raise UnknownProjectError(f"project {wanted!r}: environment {environment.name} has {', '.join(known) or 'none'}")
    return [wanted] if wanted else known


def _folder(given: str) -> Path:
    """The folder of the environment files: the given one, or that of the application in the working directory."""
    if given:
        return Path(given)
    application = Path("cdk.json")
    context = json.loads(application.read_text(encoding="utf-8")).get("context", {}) if application.exists() else {}
    return Path(context.get("environments", "environments"))


def _write(page: str, file: Path | None) -> None:
    if file is None:
        print(page)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(page, encoding="utf-8")
    print(file)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ground_truth.runbook")
    parser.add_argument("environment", metavar="ENVIRONMENT", help="the environment: dev, of the file dev.yaml")
    parser.add_argument("--project", default="", metavar="NAME", help="one project instead of all")
    parser.add_argument("--into", default="", metavar="FOLDER", help="write <environment>-<project>.md there instead of printing")
    parser.add_argument("--undeployed", action="store_true", help="ask no AWS: name the stack's outputs instead of showing their values")
    parser.add_argument("--teardown", action="store_true", help="only what to do at a project's end; nothing when there is no project")
    parser.add_argument("--environments", default="", metavar="FOLDER", help="the folder of the files, if not the one that cdk.json names")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
