"""The whole page."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ground_truth.runbook.forms import create_batch, create_team, request_project
from ground_truth.runbook.markdown import block, bullets, fields, steps
from ground_truth.runbook.statuses import BATCH_STATUSES, PROJECT_STATUSES, status_table
from ground_truth.runbook.teardown import teardown_section
from ground_truth.runbook.values import ProjectValues
from ground_truth.settings.plus_service import BATCH_GB, DATA_RULE, MAX_FILE_GB, MAX_FILES, key_policy_statement
from labeling_rules.written_text import code_span


def runbook_page(values: ProjectValues) -> str:
    """The runbook of a project as Markdown."""
    return "\n\n".join([*_beginning(values), *_doing(values), *_end(values)]) + "\n"


def _beginning(values: ProjectValues) -> Iterator[str]:
    project, environment = values.project, values.environment
    yield f"# Runbook: Ground Truth Plus project {project.name}"
    yield (
        f"Environment {environment.name}, account {environment.account}, {environment.region}. Made by "
        f"`make runbook ENV={environment.name} PROJECT={project.name}` from the environment file and the outputs of the stack "
        f"{values.stack}: change those, not this page."
    )
    yield (
        "> Ground Truth Plus has no API: what follows are clicks. Ground Truth has been closed to new customers since 30 July 2026; AWS "
        "has not said so of Plus by name, so ask before you plan with it. This page follows AWS's documentation; the wording of the "
        "console may differ from it."
    )
    yield "## What is there already"
    yield fields(_there(values))
    yield "## Before you share anything"
    yield bullets(_declaration(values))
    yield from _key(values)


def _there(values: ProjectValues) -> Iterator[tuple[str, str]]:
    yield "Input, a folder for each batch", code_span(values.input_location)
    yield "Labels, a folder for each batch (AWS documents no place for them; this one is ours)", code_span(values.output_location)
    if values.role_arn is not None:
        yield "Role that Ground Truth Plus assumes", code_span(values.role_arn)
    if values.plus.grants_account:
        yield "Account that the bucket policy lets in", code_span(values.plus.account_id or "")
    yield "Policy of who requests it, uploads and creates batches", code_span(values.requester_policy_arn)
    yield "Policy of who accepts and rejects batches", code_span(values.reviewer_policy_arn)
    yield "Policy of who looks at it", code_span(values.reader_policy_arn)


def _declaration(values: ProjectValues) -> Iterator[str]:
    project = values.project
    pii = "contains" if project.contains_pii else "contains no"
    yield f"The data is declared **{project.data_classification}**; it {pii} personally identifiable information. Is that still so?"
    yield f"{DATA_RULE}."
    yield "It is labeled by people who work for Amazon or for third-party vendors: the data leaves your account, and vendors see it."
    if values.plus.narrowed:
        yield (
            "Access is narrowed (`narrowed: true`): input is read-only, output is write-only. AWS documents more than that. If a batch "
            "ends in *Data transfer failed*, or labels do not arrive, set it to false, with `bucket: own`, and deploy."
        )


def _key(values: ProjectValues) -> Iterator[str]:
    key = values.environment.input_bucket.kms_key_arn
    if key is None:
        return
    owner = f"arn:aws:iam::{values.environment.account}:root"
    statements = [key_policy_statement(values.plus.account_id)] if values.plus.account_id else []
    yield (
        f"The bucket is encrypted with the existing key {code_span(key)}, whose policy you manage. It must let IAM policies of the account "
        f"count (a statement that allows {code_span(owner)} the actions, as the default policy has)"
        + (", and have:" if statements else ". AWS documents nothing about keys for Ground Truth Plus.")
    )
    for statement in statements:
        yield block(json.dumps(statement, indent=2), "json")


def _doing(values: ProjectValues) -> Iterator[str]:
    yield "## 1. Request the project"
    yield request_project(values)
    yield status_table(PROJECT_STATUSES)
    yield "## 2. Make the project team"
    yield create_team(values)
    yield "## 3. Open the project portal"
    yield "Choose **Open project portal**, which appears once the project was requested and the team made. Members sign in there."
    yield "## 4. Create batches"
    limits = f"{MAX_FILES:,} files at most, of {MAX_FILE_GB} GB each and less than {BATCH_GB} GB in all"
    yield f"Once the project is *Request approved*. A batch has {limits}."
    batches = values.project.batches
    yield from (create_batch(values, batch) for batch in batches)
    if not batches:
        yield "The environment file names no batches for this project yet: `batches: [batch1]` gives this page their values."
    yield "## 5. Follow the batches"
    yield status_table(BATCH_STATUSES)


def _end(values: ProjectValues) -> Iterator[str]:
    yield "## 6. Review"
    yield bullets(
        [
            "A sample is shown, as large as agreed with the AWS expert. Give feedback for single objects in the Feedback section, and "
            "**Submit** it for all. Objects and labels cannot be changed there.",
            "**Save**, or **Stop and resume later**; it is saved every 15 minutes anyway.",
        ]
    )
    yield "## 7. Accept or reject"
    yield (
        "> **Each batch is accepted or rejected once, and that cannot be undone.** Every batch has to be. Accepting delivers the labels to "
        "S3; rejecting asks for your reasons, and an AWS expert contacts you about the rework."
    )
    yield "What cannot be taken back either:"
    yield bullets(
        [
            "a project request or a batch that was submitted: AWS documents no way to delete one",
            "the name of a team's group: it cannot be changed",
            "data that was transferred: AWS and its vendors have it",
        ]
    )
    yield "## 8. After delivery"
    yield steps(_after_delivery(values))
    yield teardown_section(values)


def _after_delivery(values: ProjectValues) -> Iterator[str]:
    project = values.project
    yield f"Look: `aws s3 ls --recursive {values.output_location}`."
    if values.delivery_topic_arn is not None:
        mailed = "reports of the check" if project.delivery.check else "each file"
        yield f"The topic {code_span(values.delivery_topic_arn)} tells of each delivered file; those who confirmed get a mail for {mailed}."
    if project.delivery.check:
        yield "The report of the check lies beside each delivered manifest: read it."
    if not project.delivery.check:
        yield "Compare the delivered manifests with the input, object by object, or let `delivery: {check: true}` do it from now on."
    yield "Copy the labels to where they are to stay: this bucket goes with the environment if it has `data_on_destroy: destroy`."
    if project.input_expiration_days is not None:
        yield f"The input is removed {project.input_expiration_days} days after it was put in place, whatever became of it."
    yield "When no further batch is to come, withdraw the access: see Teardown."
