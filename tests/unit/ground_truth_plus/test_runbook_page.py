"""The runbook: every form in order, every field with its value, and the irreversible steps."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from ground_truth.environment import load_environment
from ground_truth.runbook import ProjectValues, runbook_page, teardown_section, undeployed_outputs
from ground_truth.runbook.statuses import BATCH_STATUSES, PROJECT_STATUSES
from labeling_rules.written_text import code_span
from tests.rendered_markdown import HOSTILE, codes, links, markup
from tests.unit.ground_truth_plus.conftest import BUCKET, OUTPUTS, Write

Values = Callable[..., ProjectValues]

INPUT, OUTPUT = (f"s3://{BUCKET}/ground-truth-plus/{side}/street-scenes/" for side in ("input", "output"))


def section(page: str, heading: str) -> str:
    """The text under a heading, up to the next one of its level."""
    level = heading.partition(" ")[0]
    found = re.search(rf"^{re.escape(heading)}$\n(.*?)(?=^{level} |\Z)", page, re.MULTILINE | re.DOTALL)
    assert found, f"{heading} is not in the page"
    return found[1]


def fields(text: str) -> dict[str, str]:
    """The fields of a form, with their values on the page."""
    return dict(re.findall(r"^\* \*\*(.+?)\*\*: (.+)$", text, re.MULTILINE))


def test_the_steps_come_in_the_order_of_the_console(values: Values) -> None:
    assert re.findall(r"^## (.+)$", runbook_page(values()), re.MULTILINE) == [
        "What is there already",
        "Before you share anything",
        "1. Request the project",
        "2. Make the project team",
        "3. Open the project portal",
        "4. Create batches",
        "5. Follow the batches",
        "6. Review",
        "7. Accept or reject",
        "8. After delivery",
        "Teardown",
    ]


def test_the_form_that_requests_a_project(values: Values) -> None:
    """https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-request-project.html"""
    assert fields(section(runbook_page(values()), "## 1. Request the project")) == {
        "First name": "`Requester`",
        "Last name": "`One`",
        "Business email address": "`requester-1@example.com`",
        "Project name": "`street-scenes`",
        "Project description": "``Boxes around cars | trucks, with the class `other` for the rest``",
        "Task type": "`image`",
        "Does the data contain personally identifiable information (PII)?": "**No**",
        "IAM role": "**Enter a custom IAM role ARN**: `arn:aws:iam::123456789012:role/plus-street-scenes`",
    }


def test_the_form_that_imports_a_team(values: Values) -> None:
    """https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-project-team.html"""
    team = section(runbook_page(values()), "## 2. Make the project team")
    assert "**Import team members from existing Amazon Cognito user groups**" in team
    assert fields(team) == {
        "Amazon Cognito user pool": "`us-east-1_AbCdEfGhI`",
        "App client": "`1example23456789`",
        "Amazon Cognito user group": "`documented-street-scenes`",
    }


def test_fifty_addresses_are_one_line(values: Values) -> None:
    addresses = [f"member-{number}@example.com" for number in range(50)]
    page = runbook_page(values(project={"team": {"members": addresses}}))
    assert f"\n{', '.join(addresses)}\n" in section(page, "## 2. Make the project team")


@pytest.mark.parametrize("batch", ["batch1", "batch2"])
def test_the_form_that_creates_a_batch(values: Values, batch: str) -> None:
    """https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-create-batches.html"""
    text = section(section(runbook_page(values()), "## 4. Create batches"), f"### {batch}")
    assert fields(text) == {
        "Batch name": f"`{batch}`",
        "Batch description": f"`{batch} of street-scenes`",
        "S3 location for input datasets": f"`{INPUT}{batch}/`",
        "S3 location for output datasets": f"`{OUTPUT}{batch}/`",
    }
    assert f"aws s3 sync {batch}/ {INPUT}{batch}/\n" in text
    assert f"make preflight ENV=documented PROJECT=street-scenes BATCH={batch}\n" in text


def test_every_documented_status_is_explained(values: Values) -> None:
    """https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-project-portal.html and …/gtp-review-batches.html"""
    page = runbook_page(values())
    project = section(page, "## 1. Request the project")
    batch = section(page, "## 5. Follow the batches")
    assert re.findall(r"^\| ([A-Z][^|]+?) \|", project, re.MULTILINE)[1:] == [
        "Review in-progress",
        "Request approved",
        "Workflow design and setup progress",
        "Pilot in-progress",
        "Pilot complete",
        "Pricing complete",
        "Contract executed",
        "Production in-progress",
        "Production complete",
        "Paused",
    ]
    assert re.findall(r"^\| ([A-Z][^|]+?) \|", batch, re.MULTILINE)[1:] == [
        "Request submitted",
        "Data transfer in-progress",
        "Data transfer failed",
        "Data received",
        "In-progress",
        "Ready for review",
        "Review submission in-progress",
        "Review complete",
        "Accepted",
        "Rejected",
        "Sent for rework",
        "Ready for delivery",
        "Data delivered",
        "Paused",
    ]


def test_every_status_says_what_to_do() -> None:
    assert all(meaning.endswith(".") and advice for _, meaning, advice in (*PROJECT_STATUSES, *BATCH_STATUSES))


def test_what_cannot_be_undone_is_said_before_it_is_done(values: Values) -> None:
    text = section(runbook_page(values()), "## 7. Accept or reject")
    assert "accepted or rejected once, and that cannot be undone" in text
    assert text.index("cannot be undone") < text.index("AWS documents no way to delete")


def test_aws_rule_about_data_is_there(values: Values) -> None:
    text = section(runbook_page(values()), "## Before you share anything")
    assert "declared **internal**; it contains no personally identifiable information" in text
    assert "Ground Truth Plus does not support PHI, PCI or FedRAMP certified data" in text


def test_in_account_mode_there_is_no_role_to_paste(values: Values) -> None:
    page = runbook_page(values(plus={"access": "account"}))
    role = fields(section(page, "## 1. Request the project"))["IAM role"]
    assert role.startswith("none was made: this environment has `access: account`, and the account 999999999999 reaches the bucket")
    assert "role/plus" not in page
    assert fields(section(page, "## What is there already"))["Account that the bucket policy lets in"] == "`999999999999`"


def test_in_role_mode_there_is_no_account(values: Values) -> None:
    page = runbook_page(values(plus={"access": "role", "account_id": None}))
    assert "999999999999" not in page


def test_who_fills_the_form_in_may_be_its_contact(values: Values) -> None:
    form = fields(section(runbook_page(values(project={"contact": None})), "## 1. Request the project"))
    assert form["First name"] == form["Business email address"] == "yours: the AWS expert uses it to contact you"


def test_a_project_without_a_team(values: Values) -> None:
    team = section(runbook_page(values(project={"team": None})), "## 2. Make the project team")
    assert fields(team) == {}
    assert "**Create a new Amazon Cognito user group**" in team


def test_a_team_without_members(values: Values) -> None:
    team = section(runbook_page(values(project={"team": {}})), "## 2. Make the project team")
    assert "The team has no members yet" in team


def test_a_project_without_batches(values: Values) -> None:
    assert "names no batches" in section(runbook_page(values(project={"batches": []})), "## 4. Create batches")


def test_narrowed_access_is_said_to_be_undocumented(values: Values) -> None:
    assert "AWS documents more than that" in runbook_page(values(plus={"narrowed": True}))
    assert "AWS documents more than that" not in runbook_page(values())


KEY = "arn:aws:kms:us-east-1:123456789012:key/0123abcd-0123-abcd-0123-0123456789ab"


def test_an_existing_key_needs_statements(values: Values) -> None:
    kms = {"encryption": "kms", "kms_key_arn": KEY}
    page = runbook_page(values(input_bucket=kms))
    assert f"existing key `{KEY}`" in page
    assert '"AWS": "arn:aws:iam::999999999999:root"' in page
    in_role_mode = runbook_page(values(input_bucket=kms, plus={"access": "role", "account_id": None}))
    assert f"existing key `{KEY}`" in in_role_mode
    assert '"Principal"' not in in_role_mode
    assert KEY not in runbook_page(values(input_bucket={"encryption": "kms"}))


def test_what_comes_after_a_delivery(values: Values) -> None:
    text = section(runbook_page(values()), "## 8. After delivery")
    assert "`arn:aws:sns:us-east-1:123456789012:delivered` tells of each delivered file" in text
    assert "The report of the check lies beside each delivered manifest" in text
    assert "removed 90 days after it was put in place" in text
    unwatched = section(runbook_page(values(project={"delivery": None, "input_expiration_days": None})), "## 8. After delivery")
    assert "let `delivery: {check: true}` do it" in unwatched
    assert "sns" not in unwatched
    assert "days after" not in unwatched


@pytest.mark.parametrize(
    ("changes", "fate"),
    [
        ({}, "The project's bucket, its key and the users of the team's user pool are **deleted with everything in them**"),
        (
            {"data_on_destroy": "retain"},
            "The project's bucket, its key and the users of the team's user pool stay",
        ),
        (
            {"plus": {"narrowed": True}, "project": {"bucket": "input"}},
            "The input bucket, its key and the users of the team's user pool are **deleted",
        ),
    ],
)
def test_teardown_says_what_goes_and_what_stays(values: Values, changes: dict[str, object], fate: str) -> None:
    assert fate in teardown_section(values(**changes))


def test_teardown_says_what_aws_holds_and_whom_to_ask(values: Values) -> None:
    text = teardown_section(values())
    held = text.partition("**AWS still holds**")[2]
    for part in (
        "the input that was copied out of S3",
        "the review feedback",
        "the records of the project street-scenes",
        "the project team",
    ):
        assert part in held
    assert "**Ask the AWS expert** who contacted you" in held
    assert "AWS Support from account 123456789012" in held
    assert "Please delete all copies of its input, labels and feedback" in held
    assert text.startswith("## Teardown")
    assert text in runbook_page(values())


def test_before_a_deployment_the_outputs_are_named(write: Write) -> None:
    environment = load_environment(write() / "documented.yaml")
    page = runbook_page(ProjectValues.of(environment, "street-scenes", undeployed_outputs(environment)))
    form = fields(section(page, "## 1. Request the project"))
    assert form["IAM role"] == "**Enter a custom IAM role ARN**: `<output GroundTruthPlusRoleArnstreetscenes of documented-Foundation>`"
    batch = fields(section(page, "### batch1"))
    assert batch["S3 location for input datasets"] == (
        "`<output GroundTruthPlusInputLocationstreetscenes of documented-Foundation>/batch1/`"
    )


def test_a_project_that_is_not_in_the_file(write: Write) -> None:
    environment = load_environment(write() / "documented.yaml")
    with pytest.raises(KeyError):
        ProjectValues.of(environment, "trains", OUTPUTS)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "`plain`"),
        ("two\n  lines", "`two lines`"),
        ("a | b", "`a | b`"),
        ("with `ticks`", "`` with `ticks` ``"),
        ("with ``two`` inside", "```with ``two`` inside```"),
    ],
)
def test_a_value_is_shown_as_it_is_pasted(text: str, shown: str) -> None:
    assert code_span(text) == shown


@pytest.mark.parametrize("hostile", [text for text in HOSTILE if text.isprintable()])
def test_no_text_of_the_environment_file_becomes_markup(values: Values, hostile: str) -> None:
    contact = {"first_name": hostile, "last_name": hostile, "email": "ann@example.com"}
    page = runbook_page(values(project={"description": hostile, "contact": contact}))
    assert markup(page) == {"link"}
    assert links(page) == links(runbook_page(values()))
    assert codes(page).count(" ".join(hostile.split())) >= 3
