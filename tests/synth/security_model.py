"""The tables of docs/security-model.md: permissions of each role with reasons, and the findings of cdk-nag's rule packs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ground_truth.environment import Environment
from tests.synth.policies import Statement

PAGE = Path(__file__).parents[2] / "docs" / "security-model.md"

_HANDLER = r"GroundTruth(Workforce|Workteam|LabelingJob|DatasetManifest|BucketContents)Handler/.*"
OWNERS: Mapping[str, str] = {
    rf"{_HANDLER}": r"Function of `Custom::GroundTruth\1`",
    r"(.+/)?VpcPolicy": "Function of `Custom::GroundTruthWorkforce`",
    r"(.+/)?ExecutionRole.*/.*": "Role of a labeling job",
    r"(.+/)?ReadPayload": "Post-annotation function",
    r"PostAnnotation .+": "Post-annotation function",
    r"PreAnnotation .+": "Pre-annotation function",
    r"GroundTruthPlus.*/Checker/.*": "Function that checks delivered labels",
    r"GroundTruthPlus.*/People/(Requester|Reviewer|Reader)": r"People of a Ground Truth Plus project: \1",
    r"GroundTruthPlus.*Role/Role.*": "Role of Ground Truth Plus",
    r".*Bucket.*/Policy": "Policy of a data bucket",
    r".*Topic.*/Policy|Stream .*/Policy|.*/(Objects|Labels)/Policy": "Policy of a topic",
    r".*Key": "Policy of a key",
}
"""Path of a resource with a policy -> the principal of the policy."""

WHY: tuple[tuple[str, str, str], ...] = (
    ("Policy of a data bucket", r"s3:\*", "refuses requests without TLS"),
    (
        "Policy of a topic",
        r"sns:Publish",
        "accepts messages from SageMaker for work teams, from rules and from principals that IAM allows, only over TLS",
    ),
    ("Policy of a data bucket", r"s3:.*", "the documented access of the Ground Truth Plus account"),
    ("Policy of a key", r"kms:.*", "delegates to the account's IAM policies, and grants Ground Truth Plus access to its bucket"),
    (".*", r"sts:AssumeRole", "the service or principal that assumes the role"),
    (".*function.*|Function .*", r"logs:.*", "writes its own log; it cannot create log groups"),
    (
        "Function of .*",
        r"cloudformation:DescribeStacks",
        "reads the status of its own stack, to detect late events and the purpose of a Delete",
    ),
    (".*BucketContents.*", r"s3:GetBucketTagging|s3:ListBucketVersions", "finds the tag of consent, and the versions to delete"),
    (".*BucketContents.*", r"s3:Delete.*", "empties the stack's own buckets, if the environment file sets `data_on_destroy: destroy`"),
    (".*Workforce.*|.*Workteam.*", r"sagemaker:ListWorkforces", "finds the account's only workforce; the action has no resource type"),
    (".*Workforce.*|.*Workteam.*", r"sagemaker:.*", "creates, updates and deletes the resource itself"),
    (
        ".*Workforce.*|.*Workteam.*",
        r"cognito-idp:.*",
        "SageMaker calls Cognito on its behalf; it writes the portal's URLs to the app client",
    ),
    (".*Workforce.*", r"ec2:.*", "SageMaker creates the portal's VPC endpoint on its behalf"),
    (".*LabelingJob.*", r"sagemaker:.*", "creates, finds and stops jobs; it stops only jobs with the stack's tags"),
    (".*LabelingJob.*", r"iam:PassRole", "passes the roles of this stack's jobs to SageMaker only"),
    (".*LabelingJob.*", r"sqs:.*", "deletes the queue that a streaming job leaves behind"),
    (
        ".*LabelingJob.*|.*DatasetManifest.*",
        r"s3:(Get|List).*",
        "reads the manifest, or the objects of a crawl, to check them before a job starts",
    ),
    (
        ".*LabelingJob.*|.*DatasetManifest.*",
        r"s3:.*",
        "writes label categories and manifests, and deletes those of a refused job",
    ),
    (".*LabelingJob.*|.*DatasetManifest.*", r"kms:.*", "uses the keys of the buckets that it reads and writes"),
    ("Role of a labeling job", r"s3:(Get|List).*", "reads manifest, objects, template and labels of preceding jobs"),
    ("Role of a labeling job", r"s3:.*", "writes labels to the job's own folder"),
    ("Role of a labeling job", r"kms:.*", "uses the keys of the input, the output and the volumes"),
    ("Role of a labeling job", r"logs:.*|cloudwatch:.*", "logs and metrics of the job; PutMetricData has no resource type"),
    ("Role of a labeling job", r"sns:.*|sqs:.*", "streaming: subscribes its queue, reads it, publishes labels"),
    ("Role of a labeling job", r"lambda:InvokeFunction", "runs the functions of the custom workflow"),
    ("Role of a labeling job", r"iam:PassRole", "automated labeling: passes itself to training and inference"),
    ("Role of a labeling job", r"sagemaker:.*|ec2:.*|ecr:.*|kms:CreateGrant", "automated labeling: training, inference and their network"),
    ("Post-annotation function", r".*", "reads the workers' responses of its job"),
    ("Role of Ground Truth Plus", r"s3:.*", "the documented access to the project's bucket, or to its folders with `narrowed`"),
    ("Role of Ground Truth Plus", r"kms:.*", "the key of the project's bucket"),
    ("Function that checks delivered labels", r"s3:Put.*", "writes its report beside the manifest"),
    ("Function that checks delivered labels", r"s3:.*", "reads delivered manifests, and checks that the files in them exist"),
    (
        "People .*",
        r"groundtruthlabeling:.*|cognito-idp:ListUserPools",
        "permission-only actions of the console, which have no resource type",
    ),
    ("People .*", r"iam:PassRole", "passes the project's role in the form that requests the project"),
    ("People .*", r"s3:.*", "uploads batches, reads input and labels, each in the project's folders"),
    ("People .*", r"cognito-idp:.*", "selects the project team in the form"),
)
"""Principal, action and reason; the first match counts."""

ANSWERS: Mapping[str, str] = {
    "CloudWatchLogGroupEncrypted": (
        "CloudWatch Logs encrypts every group with a key of its own. There is no setting for a customer managed key of the "
        "functions' logs; the logs contain no data and no secrets."
    ),
    "IAMNoInlinePolicy": (
        "Each policy belongs to one role and is deleted with it. A managed policy could be attached elsewhere, and would "
        "outlive a failed deletion."
    ),
    "LambdaConcurrency": (
        "CloudFormation invokes a function once per resource and deployment. Reserved concurrency would take capacity from the "
        "account without benefit."
    ),
    "LambdaDLQ": (
        "A failed request is reported to CloudFormation, which takes the role of a dead-letter queue; one without "
        "a response times out there."
    ),
    "LambdaInsideVPC": (
        "The functions only call public endpoints of AWS and open no port. Inside a VPC they would need endpoints or a NAT "
        "gateway for each service."
    ),
    "S3BucketLoggingEnabled": (
        "Access logs need a bucket that outlives the environment. CloudTrail data events contain the same, with the caller's "
        "identity, for a whole account."
    ),
    "S3BucketReplicationEnabled": (
        "Replication and its target depend on your data; versions are kept as long as the environment file specifies."
    ),
    "S3DefaultEncryptionKMS": (
        "`encryption: kms` in the environment file uses a customer managed key, new or existing; without it Amazon S3 encrypts"
        " with its own keys."
    ),
    "SNSEncryptedKMS": (
        "The topics announce work and delivered files, and contain no data. Ground Truth refuses topics of work teams that "
        "are encrypted with `alias/aws/sns`. Your own topic may have a key: `encryption_keys`."
    ),
}
"""The part of a rule's name that all packs share -> the reason for the finding, or how to resolve it."""


@dataclass(frozen=True, order=True)
class Right:
    """One line of the table."""

    who: str
    actions: str
    resources: str
    why: str


def rights(statements: Iterable[Statement], environment_of: Mapping[str, Environment]) -> list[Right]:
    """Every permission of every role and resource, without names of environments, jobs and projects."""
    resources: dict[tuple[str, str, str, str], set[str]] = {}
    for statement in statements:
        environment = environment_of[statement.stack.partition("/")[0]]
        for who, actions, condition, why in _rights(statement):
            names = {_general(name, environment) for name in statement.resources or statement.principals}
            resources.setdefault((who, actions, condition, why), set()).update(names)
    return sorted(
        Right(who, actions, ", ".join(f"`{name}`" for name in sorted(names)) + condition, why)
        for (who, actions, condition, why), names in resources.items()
    )


def _rights(statement: Statement) -> Iterator[tuple[str, str, str, str]]:
    """A line for each reason of the statement's actions."""
    who = owner(statement)
    keys = ", ".join(sorted({key for entry in (statement.condition or {}).values() for key in entry}))
    by_reason: dict[str, list[str]] = {}
    for action in statement.actions:
        by_reason.setdefault(reason(who, action), []).append(f"`{action}`")
    for why, actions in by_reason.items():
        yield who, ("refused: " if statement.effect == "Deny" else "") + ", ".join(actions), f" if {keys}" if keys else "", why


def owner(statement: Statement) -> str:
    """The principal of a policy. Raises ValueError for a resource without a name on the page."""
    for pattern, name in OWNERS.items():
        found = re.fullmatch(pattern, statement.owner)
        if found:
            return found.expand(name)
    raise ValueError(f"{statement.owner}: OWNERS in {__name__} has no name for it")


def reason(who: str, action: str) -> str:
    """The reason for a permission. Raises ValueError if there is none."""
    for whom, actions, why in WHY:
        if re.fullmatch(whom, who) and re.fullmatch(actions, action):
            return why
    raise ValueError(f"{who}: {action}: WHY in {__name__} has no reason for it")


_NAMES = (
    (r"\$\{AWS::StackId\}", "<own stack>"),
    (r"\$\{[^}]*Logs\.Arn\}", "<own log group>"),
    (r"\$\{[^}]*UserPool[^}]*\}", "<user pool>"),
    (r"\$\{InputBucket[^}]*\}", "<input bucket>"),
    (r"\$\{OutputBucket[^}]*\}", "<output bucket>"),
    (r"\$\{GroundTruthPlusBucket[^}]*\}", "<project's bucket>"),
    (r"\$\{[^}]*Key[^}]*\}|arn:aws:kms:[^`]*", "<key>"),
    (r"\$\{[^}]*(Topic|Objects|Labels)[^}]*\}|arn:aws:sns:[^`]*", "<topic>"),
    (r"\$\{[^}]*Role[^}]*\}", "<own role>"),
    (r"\$\{[^}]*(Lambda|Function)[^}]*\}(:\*)?|arn:aws:lambda:[^`]*", "<own function>"),
    (r"arn:aws:s3:::cdk-[a-z0-9]+-assets-[^/]*(/.*)?", "<asset>"),
    (r"arn:aws:s3:::[^/]*", "<bucket named in the file>"),
    (r"/ground-truth-plus/(input|output)/[^/]+/", r"/ground-truth-plus/\1/<project>/"),
    (r"/labeling-jobs/[^/*]+-\?{8}/", "/labeling-jobs/<job>-????????/"),
    (r"/dataset-manifests/[^/]+/", "/dataset-manifests/<stack>/"),
    (r"^(<[^>]*bucket[^>]*>)/(?!ground-truth-plus/|labeling-jobs/|dataset-manifests/)[^*]+$", r"\1/<key>"),
    (r"^(<[^>]*bucket[^>]*>)/(?!ground-truth-plus/|labeling-jobs/|dataset-manifests/)[^*]+\*$", r"\1/<prefix>*"),
    (r"(security-group/sg|subnet/subnet)-\d+", r"\1-<id>"),
    (r"role/labeling$", "role/<role of the file>"),
    (r"role/ground-truth/[^*]*/", "role/ground-truth/<region>/<stack>/"),
    (r"workforce/(?!\*).+", "workforce/<name>"),
)


def _general(resource: str, environment: Environment) -> str:
    for pattern, name in _NAMES:
        resource = re.sub(pattern, name, resource)
    for name, general in {environment.account: "<account>", environment.region: "<region>"}.items():
        resource = resource.replace(name, general)
    return resource


def answer(rule: str) -> str:
    """The reply to a cdk-nag rule. Raises KeyError if there is none."""
    return ANSWERS[re.split(r"[-.]", rule)[-1]]


def with_tables(text: str, *, rights_found: Iterable[Right], rules_found: Iterable[tuple[str, str]]) -> str:
    """The page with new tables. `rules_found`: each rule with its pack."""
    lines = [
        ("principal", "actions", "resources", "reason"),
        *((right.who, right.actions, right.resources, right.why) for right in rights_found),
    ]
    packs: dict[str, list[str]] = {}
    for pack, rule in sorted(set(rules_found)):
        packs.setdefault(re.split(r"[-.]", rule)[-1], []).append(pack)
    findings = [("rule", "packs", "answer"), *((rule, ", ".join(names), ANSWERS[rule]) for rule, names in sorted(packs.items()))]
    return _replaced(_replaced(text, "rights", lines), "findings", findings)


def _replaced(text: str, name: str, rows: Sequence[tuple[str, ...]]) -> str:
    begin, end = f"<!-- {name}: made by `make security-tables` -->\n", f"<!-- end of {name} -->\n"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    table = [f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |" for row in (rows[0], ("---",) * len(rows[0]), *rows[1:])]
    return before + begin + "\n".join(table) + "\n" + end + after
