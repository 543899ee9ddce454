"""The end of a project: the steps before it, and the data that AWS holds after it."""

from __future__ import annotations

from ground_truth.runbook.markdown import block, bullets, steps
from ground_truth.runbook.values import ProjectValues


def teardown_section(values: ProjectValues) -> str:
    """The end of a project, with the request to AWS, which alone can fulfill it."""
    return "\n\n".join(
        [
            "## Teardown",
            steps(_order(values)),
            "**AWS still holds**, after everything here is gone:",
            bullets(_still_held(values)),
            "No page of AWS says how long, and there is no API to delete any of it. **Ask the AWS expert** who contacted you about the "
            f"project; without one, open a case with AWS Support from account {values.environment.account}, for Amazon SageMaker Ground "
            "Truth. For example:",
            block(_request(values)),
        ]
    )


def _order(values: ProjectValues) -> list[str]:
    name, destroyed = values.environment.name, values.environment.data_on_destroy == "destroy"
    fate = (
        "are **deleted with everything in them** (`data_on_destroy: destroy`)"
        if destroyed
        else "stay, with everything in them (`data_on_destroy: retain`), until you delete them"
    )
    role = "The role" if values.role_arn is not None else "The statement in the bucket policy"
    bucket = "The project's bucket" if values.project.bucket == "own" else "The input bucket"
    return [
        "Wait until every batch is accepted or rejected, and every accepted one is *Data delivered*. Labels that are on their way arrive "
        "nowhere once access is gone.",
        f"Keep the labels: `aws s3 sync {values.output_location} labels/`.",
        "In the console, delete the members of the project team (Members section, **Delete**).",
        "Take the project out of the environment file and deploy, or, to end all of the environment, "
        f"`make destroy ENV={name}`. {role} goes at once, and Ground Truth Plus reaches nothing more. "
        f"{bucket}, its key and the users of the team's user pool {fate}.",
    ]


def _still_held(values: ProjectValues) -> list[str]:
    return [
        "the input that was copied out of S3 for labeling, where AWS's and its vendors' workers see it",
        "the labels, the review feedback and the metrics in the project portal",
        f"the records of the project {values.project.name} and of its batches, which the console cannot delete",
        "the project team and, if AWS made one, its user pool",
        "the names and addresses of the request form, the price and the contract",
    ]


def _request(values: ProjectValues) -> str:
    project, account = values.project, values.environment.account
    return (
        f"Our Ground Truth Plus project {project.name} in account {account}, {values.environment.region}, has ended.\n"
        "Please delete all copies of its input, labels and feedback, those of your labeling vendors included,\n"
        "remove the project and its team from the console, and confirm both in writing, with the date."
    )
