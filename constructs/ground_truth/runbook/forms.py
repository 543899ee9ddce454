"""The console's forms, in order, with the value of each field.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-request-project.html, …/gtp-project-team.html and …/gtp-create-batches.html.
"""

from __future__ import annotations

from ground_truth.runbook.markdown import block, fields
from ground_truth.runbook.values import ProjectValues
from labeling_rules.written_text import code_span

CONSOLE = "https://console.aws.amazon.com/sagemaker/groundtruth?region=us-east-1#/plus"


def request_project(values: ProjectValues) -> str:
    """The form that requests the project."""
    project, contact = values.project, values.project.contact
    yours = "yours: the AWS expert uses it to contact you"
    rows = [
        ("First name", code_span(contact.first_name) if contact else yours),
        ("Last name", code_span(contact.last_name) if contact else yours),
        ("Business email address", code_span(contact.email) if contact else yours),
        ("Project name", code_span(project.name)),
        ("Project description", code_span(project.description)),
        ("Task type", code_span(project.task_type)),
        ("Does the data contain personally identifiable information (PII)?", "**Yes**" if project.contains_pii else "**No**"),
        ("IAM role", _role(values)),
    ]
    return (
        f"Open <{CONSOLE}>, with the requester's permissions, in **US East (N. Virginia)**. Choose **Request project** and fill the form "
        f"in:\n\n{fields(rows)}\n\nChoose **Request a project**. It appears under Projects as *Review in-progress*."
    )


def _role(values: ProjectValues) -> str:
    if values.role_arn is None:
        return (
            f"none was made: this environment has `access: account`, and the account {values.plus.account_id} reaches the bucket by its "
            "policy. Ask your AWS expert whether the project still works so; if not, set `access: role` and deploy"
        )
    return f"**Enter a custom IAM role ARN**: {code_span(values.role_arn)}"


def create_team(values: ProjectValues) -> str:
    """The form that makes the project team."""
    if values.group_name is None or values.user_pool_id is None or values.client_id is None:
        return (
            "The environment file names no team for this project: give it one (`team`), or choose **Create a new Amazon Cognito user "
            "group** and enter a group name, which cannot be changed later, and up to 50 addresses, separated by commas."
        )
    rows = [
        ("Amazon Cognito user pool", code_span(values.user_pool_id)),
        ("App client", code_span(values.client_id)),
        ("Amazon Cognito user group", code_span(values.group_name)),
    ]
    notes = "\n\n".join(
        [
            "AWS recommends an app client that SageMaker generated. This one is made alike: with a secret, and in a pool with a domain.",
            "The members are in the group already, so nobody has to be entered. **Create a new Amazon Cognito user group** would make "
            "other accounts for the same people, in a pool that is not this environment's.",
            "Every member has got a mail with a temporary password, which is good for seven days.",
            "Whether an account can have more than one project team is not documented: if the form is not offered, a team exists already.",
        ]
    )
    return (
        "On the same page choose **Create project team**, then **Import team members from existing Amazon Cognito user groups**:\n\n"
        f"{fields(rows)}\n\n{notes}\n\n{_addresses(values)}"
    )


def _addresses(values: ProjectValues) -> str:
    if not values.addresses:
        return "The team has no members yet: name them in the environment file and deploy."
    return (
        f"All addresses in one line, for **Invite new members** (the form takes 50 at once), should they be wanted there:\n\n"
        f"{block(', '.join(values.addresses))}"
    )


def create_batch(values: ProjectValues, batch: str) -> str:
    """The steps that upload one batch, check it, and create it."""
    rows = [
        ("Batch name", code_span(batch)),
        ("Batch description", code_span(f"{batch} of {values.project.name}")),
        ("S3 location for input datasets", code_span(values.input_of(batch))),
        ("S3 location for output datasets", code_span(values.output_of(batch))),
    ]
    name, project = values.environment.name, values.project.name
    commands = f"aws s3 sync {batch}/ {values.input_of(batch)}\nmake preflight ENV={name} PROJECT={project} BATCH={batch}"
    return (
        f"### {batch}\n\nPut the input in place, with the requester's permissions, and check it:\n\n{block(commands, 'sh')}\n\n"
        f"In the portal choose the project, then **Create batch**, and **Submit**:\n\n{fields(rows)}"
    )
