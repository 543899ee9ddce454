"""Invalid Ground Truth Plus projects, and the messages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Load = Callable[[Mapping[str, object]], list[str]]

PROJECT: dict[str, object] = {
    "name": "street-scenes",
    "description": "Boxes around cars",
    "task_type": "image",
    "data_classification": "internal",
    "contains_pii": False,
    "batches": ["batch1"],
}
OTHER = {**PROJECT, "name": "speech"}
ROLE = {"access": "role"}
PLUS = "ground_truth_plus"
FIRST = f"{PLUS}.projects[0]"

NAME = "fewer than 63 letters, digits and hyphens, no spaces and no underscores, beginning with a letter or digit"
RULE = (
    "Ground Truth Plus does not support PHI, PCI or FedRAMP certified data, and you should not provide it "
    "(https://docs.aws.amazon.com/sagemaker/latest/dg/gtp.html)"
)
CLASSIFICATION = f"one of public, internal, confidential, personal: {RULE}"
MEMBERS = "0 to 50 members: the console's form takes 50 addresses at once"
IAM_NAME = "the name of an IAM role or group, neither its path nor its ARN"
EMAIL = "an e-mail address of at most 128 characters"
ALIAS = "arn:aws:kms:us-east-1:111122223333:alias/aws/s3"
FIFTY_ONE = [f"member-{number}@example.com" for number in range(51)]


def projects(*changes: dict[str, object]) -> dict[str, object]:
    """A file with one project for each set of changes."""
    return {"region": "us-east-1", PLUS: {**ROLE, "projects": [{**PROJECT, **change} for change in changes]}}


def without(field: str) -> dict[str, object]:
    """A file with a project that lacks a field."""
    lacking = {name: value for name, value in PROJECT.items() if name != field}
    return {"region": "us-east-1", PLUS: {**ROLE, "projects": [lacking]}}


def team(**settings: object) -> dict[str, object]:
    """A file with a project of this team."""
    return projects({"team": settings})


TABLE: list[tuple[dict[str, object], list[str]]] = [
    # names
    (projects({"name": "street scenes"}), [f'{FIRST}.name: "street scenes": {NAME}']),
    (projects({"name": "street_scenes"}), [f'{FIRST}.name: "street_scenes": {NAME}']),
    (projects({"name": "-scenes"}), [f'{FIRST}.name: "-scenes": {NAME}']),
    (projects({"name": "x" * 63}), [f'{FIRST}.name: "{"x" * 63}": {NAME}']),
    (projects({"name": ""}), [f'{FIRST}.name: "": {NAME}']),
    (projects({"name": 7}), [f"{FIRST}.name: 7: a text: put it in quotes"]),
    (without("name"), [f"{FIRST}.name: missing: required: {NAME}"]),
    (
        projects({}, {"name": "StreetScenes"}),
        [
            f'{PLUS}.projects[1].name: "StreetScenes": '
            f"a name that differs from other projects' in more than case and hyphens: {FIRST}.name has it"
        ],
    ),
    (projects({"batches": ["batch 1"]}), [f'{FIRST}.batches[0]: "batch 1": {NAME}']),
    (projects({"batches": ["batch1/"]}), [f'{FIRST}.batches[0]: "batch1/": {NAME}']),
    (
        projects({"batches": ["batch1", "Batch1"]}),
        [f'{FIRST}.batches[1]: "Batch1": a name that no other batch of the project has: {FIRST}.batches[0] has it'],
    ),
    (projects({"batches": "batch1"}), [f'{FIRST}.batches: "batch1": a list']),
    # data classification
    (without("data_classification"), [f"{FIRST}.data_classification: missing: required: {CLASSIFICATION}"]),
    (projects({"data_classification": "phi"}), [f'{FIRST}.data_classification: "phi": {CLASSIFICATION}']),
    (projects({"data_classification": "pci"}), [f'{FIRST}.data_classification: "pci": {CLASSIFICATION}']),
    (projects({"data_classification": "FedRAMP"}), [f'{FIRST}.data_classification: "FedRAMP": {CLASSIFICATION}']),
    (projects({"data_classification": "secret"}), [f'{FIRST}.data_classification: "secret": {CLASSIFICATION}']),
    (without("contains_pii"), [f"{FIRST}.contains_pii: missing: required: true or false"]),
    (projects({"contains_pii": "no"}), [f'{FIRST}.contains_pii: "no": true or false']),
    (projects({"data_classification": "personal"}), [f"{FIRST}.contains_pii: false: true with data_classification: personal"]),
    # fields of the form
    (without("description"), [f"{FIRST}.description: missing: required: 1 to 2000 characters"]),
    (without("task_type"), [f"{FIRST}.task_type: missing: required: 1 to 100 characters"]),
    (projects({"task_type": ""}), [f'{FIRST}.task_type: "": 1 to 100 characters']),
    (
        projects({"contact": {"first_name": "A", "last_name": "B", "email": "not an address"}}),
        [f'{FIRST}.contact.email: "not an address": {EMAIL}'],
    ),
    (
        projects({"contact": {"last_name": "B", "email": "a@example.com"}}),
        [f"{FIRST}.contact.first_name: missing: required: 1 to 100 characters"],
    ),
    (projects({"tasktype": "image"}), [f'{FIRST}.tasktype: "image": unknown field, did you mean task_type?']),
    # location of the data
    (
        {**projects({}), "region": "eu-west-1"},
        [
            'region: "eu-west-1": us-east-1 with ground_truth_plus.projects: Ground Truth Plus takes data from there only '
            "(https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-create-batches.html)"
        ],
    ),
    (projects({"bucket": "output"}), [f'{FIRST}.bucket: "output": one of own or input']),
    (
        projects({"bucket": "input"}),
        [
            f'{FIRST}.bucket: "input": own, or ground_truth_plus.narrowed: true: '
            "the documented policy opens the whole bucket, not only this project's part of it"
        ],
    ),
    (projects({"input_expiration_days": 0}), [f"{FIRST}.input_expiration_days: 0: 1 or more"]),
    (projects({"metrics": "yes"}), [f'{FIRST}.metrics: "yes": true or false']),
    # access
    ({PLUS: {**ROLE, "narrowed": "yes"}}, [f'{PLUS}.narrowed: "yes": true or false']),
    (
        {PLUS: {"access": "account"}},
        [f"{PLUS}.account_id: missing: required with access: account: the account that your AWS expert named, 12 digits in quotes"],
    ),
    (
        {
            "region": "us-east-1",
            PLUS: {"access": "both", "account_id": "999999999999"},
            "input_bucket": {"encryption": "kms", "kms_key_arn": ALIAS},
        },
        [
            f'input_bucket.kms_key_arn: "{ALIAS}": the ARN of a KMS key: arn:aws:kms:<region>:<account>:key/<id>, not of an alias, '
            "which no IAM policy can name as a resource",
        ],
    ),
    # the team
    (team(members=FIFTY_ONE), [f"{FIRST}.team.members: {str(FIFTY_ONE).replace(chr(39), chr(34))[:100]}...: {MEMBERS}"]),
    (team(members=["one"]), [f'{FIRST}.team.members[0]: "one": {EMAIL}']),
    (
        team(members=["new@example.com", "NEW@example.com"], user_pool={"domain_prefix": "plus-team"}),
        [f'{FIRST}.team.members[1]: "NEW@example.com": each worker once per project team'],
    ),
    (team(group="a team"), [f'{FIRST}.team.group: "a team": 1 to 128 characters without spaces']),
    (
        team(group="dev-reviewers"),
        [f'{FIRST}.team.group: "dev-reviewers": a name that no other group of the user pool has: teams[0] has it'],
    ),
    (
        projects({"team": {"group": "plus"}}, {"name": "speech", "team": {"group": "plus"}}),
        [f'{PLUS}.projects[1].team.group: "plus": a name that no other group of the user pool has: {FIRST}.team has it'],
    ),
    (
        projects({"name": "reviewers", "team": {}}),
        [f'{FIRST}.team.group: "dev-reviewers": a name that no other group of the user pool has: teams[0] has it'],
    ),
    (
        team(members=["One@example.com"]),
        [f'{FIRST}.team.members[0]: "One@example.com": the same spelling everywhere: teams[0].members[0] is one@example.com'],
    ),
    (
        team(members=["three@example.com"]),
        [f'{FIRST}.team.members[0]: "three@example.com": the same `existing` everywhere: teams[1].members[0] differs'],
    ),
    (
        team(user_pool={"domain_prefix": "labeling-workers"}),
        [
            f'{FIRST}.team.user_pool.domain_prefix: "labeling-workers": '
            "a prefix that no other user pool has: workforce.user_pool.domain_prefix has it"
        ],
    ),
    (
        team(user_pool={"domain_prefix": "plus-team", "invitation": {"subject": "Hello", "message": "{portal} {username} {####}"}}),
        [
            f'{FIRST}.team.user_pool.invitation.message: "{{portal}} {{username}} {{####}}": '
            "a text without {portal}: AWS makes the project portal, and nobody knows its address before"
        ],
    ),
    # the people
    (
        projects({"requesters": {"roles": ["arn:aws:iam::111122223333:role/Scientist"]}}),
        [f'{FIRST}.requesters.roles[0]: "arn:aws:iam::111122223333:role/Scientist": {IAM_NAME}'],
    ),
    (projects({"reviewers": {"groups": ["a/b"]}}), [f'{FIRST}.reviewers.groups[0]: "a/b": {IAM_NAME}']),
    (projects({"readers": ["Scientist"]}), [f'{FIRST}.readers: ["Scientist"]: a mapping']),
    (projects({"readers": {"users": ["me"]}}), [f'{FIRST}.readers.users: ["me"]: unknown field, known here: groups, roles']),
    (
        projects({"readers": {"roles": ["AWSReservedSSO_Labeling_0123456789abcdef"]}}),
        [
            f'{FIRST}.readers.roles[0]: "AWSReservedSSO_Labeling_0123456789abcdef": a role that IAM lets you change: '
            "name the policy in the permission set of IAM Identity Center instead, as a customer managed policy"
        ],
    ),
    (projects({"delivery": {"emails": ["a@example.com"]}}), [f'{FIRST}.delivery.emails: ["a@example.com"]: only with notify: true']),
    (projects({"delivery": {"notify": 1}}), [f"{FIRST}.delivery.notify: 1: true or false"]),
]


@pytest.mark.parametrize(("changes", "expected"), TABLE, ids=[expected[0].partition(": ")[0] for _, expected in TABLE])
def test_what_goes_wrong_with_projects(mistakes_of: Load, changes: dict[str, object], expected: list[str]) -> None:
    assert mistakes_of(changes) == [f"environments/dev.yaml: {line}" for line in expected]


GOOD: list[dict[str, object]] = [
    projects({}),
    projects({}, OTHER),
    projects({"name": "x" * 62, "batches": ["1", "Batch-2"]}),
    {**projects({"bucket": "input"}), PLUS: {**ROLE, "narrowed": True, "projects": [{**PROJECT, "bucket": "input"}]}},
    {PLUS: {**ROLE, "narrowed": True}},
    projects({"data_classification": "personal", "contains_pii": True}),
    projects({"data_classification": "public", "contains_pii": True}),
    team(members=FIFTY_ONE[:50]),
    team(members=["one@example.com", {"email": "three@example.com", "existing": True}]),
    team(members=["ONE@example.com"], group="dev-reviewers", user_pool={"domain_prefix": "plus-team"}),
    projects({"requesters": {"roles": ["Scientist"], "groups": ["Labeling"]}, "readers": {"roles": ["Scientist"]}}),
]


@pytest.mark.parametrize("changes", GOOD)
def test_what_is_right(mistakes_of: Load, changes: dict[str, object]) -> None:
    assert mistakes_of(changes) == []


def test_every_mistake_of_a_project_comes_at_once(mistakes_of: Load) -> None:
    found = mistakes_of(
        {
            "region": "eu-west-1",
            PLUS: {
                "access": "both",
                "projects": [
                    {**PROJECT, "name": "a b", "bucket": "input", "data_classification": "phi", "team": {"members": ["x"]}},
                    {**PROJECT, "batches": ["b", "b"]},
                ],
            },
        }
    )
    assert [line.split(": ")[1] for line in found] == [
        f"{FIRST}.name",
        f"{FIRST}.data_classification",
        f"{FIRST}.team.members[0]",
        f"{PLUS}.account_id",
        "region",
        f"{PLUS}.projects[1].batches[1]",
        f"{FIRST}.bucket",
    ]
