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
    ("Policy of a data bucket", r"s3:\*", "refuses whatever does not come over TLS"),
    (
        "Policy of a topic",
        r"sns:Publish",
        "takes messages of SageMaker's teams, of rules and of whom IAM lets, and nothing that does not come over TLS",
    ),
    ("Policy of a data bucket", r"s3:.*", "the documented access of the Ground Truth Plus account"),
    ("Policy of a key", r"kms:.*", "the account's IAM policies decide, and what the owner of the bucket shares with Ground Truth Plus"),
    (".*", r"sts:AssumeRole", "who works under the role"),
    (".*function.*|Function .*", r"logs:.*", "writes its own log; it may not make another one"),
    (
        "Function of .*",
        r"cloudformation:DescribeStacks",
        "asks for the status of its own stack: whether an event came late, and what a Delete is about",
    ),
    (".*BucketContents.*", r"s3:GetBucketTagging|s3:ListBucketVersions", "finds the tag that consents, and what is to be deleted"),
    (".*BucketContents.*", r"s3:Delete.*", "empties the stack's own buckets, where the environment file says destroy"),
    (".*Workforce.*|.*Workteam.*", r"sagemaker:ListWorkforces", "finds the one workforce of the account; knows no resource"),
    (".*Workforce.*|.*Workteam.*", r"sagemaker:.*", "makes, changes and deletes the resource itself"),
    (".*Workforce.*|.*Workteam.*", r"cognito-idp:.*", "SageMaker calls Cognito in its name; the portal's URLs go into the app client"),
    (".*Workforce.*", r"ec2:.*", "SageMaker makes the portal's endpoint in the VPC in its name"),
    (".*LabelingJob.*", r"sagemaker:.*", "makes, finds and stops jobs; it stops none without the stack's tags"),
    (".*LabelingJob.*", r"iam:PassRole", "hands the roles of this stack's jobs to SageMaker, and to nobody else"),
    (".*LabelingJob.*", r"sqs:.*", "deletes the queue that a streaming job leaves behind"),
    (".*LabelingJob.*|.*DatasetManifest.*", r"s3:(Get|List).*", "reads what it checks before a job starts: manifest, objects of a crawl"),
    (
        ".*LabelingJob.*|.*DatasetManifest.*",
        r"s3:.*",
        "writes label categories and manifests, and takes back what was written for a job that is refused",
    ),
    (".*LabelingJob.*|.*DatasetManifest.*", r"kms:.*", "uses the keys of the buckets that it reads and writes"),
    ("Role of a labeling job", r"s3:(Get|List).*", "reads manifest, objects, template and labels of the jobs before"),
    ("Role of a labeling job", r"s3:.*", "writes labels into the job's own folder"),
    ("Role of a labeling job", r"kms:.*", "uses the keys of the input, the output and the volumes"),
    ("Role of a labeling job", r"logs:.*|cloudwatch:.*", "logs and metrics of the job; PutMetricData knows no resource"),
    ("Role of a labeling job", r"sns:.*|sqs:.*", "streaming: subscribes its queue, reads it, publishes labels"),
    ("Role of a labeling job", r"lambda:InvokeFunction", "runs the functions of the custom workflow"),
    ("Role of a labeling job", r"iam:PassRole", "automated labeling: hands itself to the training and inference that it starts"),
    ("Role of a labeling job", r"sagemaker:.*|ec2:.*|ecr:.*|kms:CreateGrant", "automated labeling: training, inference and their network"),
    ("Post-annotation function", r".*", "reads the workers' answers of its job"),
    ("Role of Ground Truth Plus", r"s3:.*", "the documented access to the project's bucket, or to its folders with `narrowed`"),
    ("Role of Ground Truth Plus", r"kms:.*", "the key of the project's bucket"),
    ("Function that checks delivered labels", r"s3:Put.*", "writes its report beside the manifest"),
    ("Function that checks delivered labels", r"s3:.*", "reads delivered manifests, and looks for the files that they name"),
    ("People .*", r"groundtruthlabeling:.*|cognito-idp:ListUserPools", "permission-only actions of the console, which know no resource"),
    ("People .*", r"iam:PassRole", "names the project's role in the form that requests the project"),
    ("People .*", r"s3:.*", "uploads batches, reads input and labels, each in the project's folders"),
    ("People .*", r"cognito-idp:.*", "picks the project team in the form"),
)
"""Principal, action and reason; the first match counts."""

ANSWERS: Mapping[str, str] = {
    "CloudWatchLogGroupEncrypted": (
        "CloudWatch Logs encrypts every group with a key of its own. A key of yours for the functions' logs is no setting yet; "
        "the logs hold no data and no secret."
    ),
    "IAMNoInlinePolicy": (
        "Each policy belongs to one role and goes with it. A managed policy could be attached to something else, and would "
        "outlive a failed deletion."
    ),
    "LambdaConcurrency": (
        "CloudFormation calls a function once per resource and deployment. Reserved concurrency would take capacity from the "
        "account and change nothing."
    ),
    "LambdaDLQ": (
        "A request that fails is answered to CloudFormation as failed, which is its queue of dead letters; one that is not "
        "answered times out there."
    ),
    "LambdaInsideVPC": (
        "The functions call public endpoints of AWS alone and open no port. Inside a VPC they would need endpoints or a NAT "
        "gateway for each service."
    ),
    "S3BucketLoggingEnabled": (
        "Access logs need a bucket that outlives the environment. CloudTrail data events record the same, with the caller's "
        "identity, for a whole account."
    ),
    "S3BucketReplicationEnabled": (
        "What is replicated, and where to, is a decision about the data; versions are kept for as long as the environment file says."
    ),
    "S3DefaultEncryptionKMS": (
        "`encryption: kms` in the environment file uses a customer managed key, made or existing; without it Amazon S3 encrypts"
        " with its own keys."
    ),
    "SNSEncryptedKMS": (
        "The topics tell that work is there and that files were delivered; no data. Ground Truth refuses topics of teams that "
        "are encrypted with `alias/aws/sns`. A topic of yours may have a key: `encryption_keys`."
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
    lines = [("who", "what", "on what", "why"), *((right.who, right.actions, right.resources, right.why) for right in rights_found)]
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
