"""Every `environments/*.yaml` becomes one stage; `-c environments=<folder>` names another folder.

`-c allow_files_outside=true` lets local paths of the files leave their folder.
"""

import os
import sys
from pathlib import Path

# Before the import: jsii announces, in a dozen lines above every mistake of a file, that Node.js 20 is no longer maintained.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

import aws_cdk as cdk

from ground_truth import EnvironmentStage
from ground_truth.environment import EnvironmentFileError, load_environments


def add_environments(app: cdk.App, folder: Path) -> None:
    """One stage per environment file of a folder. Raises EnvironmentFileError with every mistake of every file."""
    # On the command line a context value is a text, in cdk.json it may be a truth value.
    allow_files_outside = str(app.node.try_get_context("allow_files_outside")).lower() == "true"
    for environment in load_environments(folder, allow_files_outside=allow_files_outside):
        EnvironmentStage(app, environment=environment)


def main() -> None:
    """Synthesize, or print every mistake of every environment file and exit with status 1."""
    app = cdk.App(analytics_reporting=False)
    try:
        add_environments(app, Path(app.node.try_get_context("environments") or "environments"))
    except EnvironmentFileError as error:
        sys.exit(str(error))
    app.synth()


if __name__ == "__main__":
    main()
