"""Every `environments/*.yaml` becomes one stage; `-c environments=<folder>` names another folder."""

import sys

import aws_cdk as cdk
from ground_truth import EnvironmentStage
from ground_truth.environment import EnvironmentFileError, load_environments


def main() -> None:
    """Synthesize, or print every mistake of every environment file and exit with status 1."""
    app = cdk.App(analytics_reporting=False)
    try:
        environments = load_environments(app.node.try_get_context("environments") or "environments")
    except EnvironmentFileError as error:
        sys.exit(str(error))
    for environment in environments:
        EnvironmentStage(app, environment=environment)
    app.synth()


if __name__ == "__main__":
    main()
