"""Every finding of cdk-nag and cfn-lint that stays, with the reason. One that matches no finding is an error.

A rule of AwsSolutions-IAM5 names the resource too, so that another wildcard in the same policy is a new finding.
"""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from tests.synth.findings import Finding


@dataclass(frozen=True)
class Acknowledgement:
    """Why a rule is not met. `constructs` are patterns of construct paths, each of which must match a finding."""

    rule: str
    constructs: tuple[str, ...]
    reason: str

    def matches(self, finding: Finding, pattern: str) -> bool:
        """Whether the finding is this one, at a construct of that pattern."""
        return finding.rule == self.rule and fnmatchcase(finding.construct, pattern)


def acknowledged(finding: Finding) -> bool:
    """Whether a reason is given for a finding."""
    return any(entry.matches(finding, pattern) for entry in ACKNOWLEDGEMENTS for pattern in entry.constructs)


CFN_LINT_IGNORED = {
    "W3005": "a dependency of a construct is written out beside the reference that implies it (function and role): redundant, not wrong",
}
"""Rule of cfn-lint -> reason."""

ACKNOWLEDGEMENTS = (
    Acknowledgement(
        "AwsSolutions-S1",
        ("*/Foundation/InputBucket/Bucket/Resource", "*/Foundation/OutputBucket/Bucket/Resource"),
        "Server access logs need a log bucket, which would have to outlive the environment or to be emptied with it. Who reads which "
        "object is recorded, with the caller's identity, by CloudTrail data events, and those are switched on for an account or an "
        "organization, not by one application.",
    ),
    Acknowledgement(
        "AwsSolutions-L1",
        ("*/GroundTruth*Handler/Function/Resource",),
        "Python 3.13 is the newest version that the handlers are tested with (requires-python in pyproject.toml). Lambda supports it; "
        "a newer one comes with its tests.",
    ),
    Acknowledgement(
        "AwsSolutions-COG2",
        ("sandbox/Foundation/Workers/UserPool/Resource", "dev/Foundation/Workers/UserPool/Resource"),
        "`mfa: optional` is the choice of these two environments, which hold no real data; prod says `mfa: required` and has no finding.",
    ),
    Acknowledgement(
        "AwsSolutions-COG8",
        ("*/Foundation/Workers/UserPool/Resource",),
        "The Plus plan adds threat protection at a price per active worker. Nobody signs up here: workers are invited one by one, "
        "two factors can be required and the portal limited to address ranges (source_ip_cidrs).",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::*]",
        ("*/Labeling/Job */ExecutionRole/Role/Resource",),
        "cloudwatch:PutMetricData, which the documented execution role has, knows no resource.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::*]",
        ("*/Foundation/GroundTruthWorkforceHandler/Policy/Resource",),
        "sagemaker:ListWorkforces, which finds the workforce that is in the way, and cognito-idp:DescribeUserPoolDomain, which SageMaker "
        "calls on behalf of the handler, know no resource. Both only read.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::*]",
        ("*/Foundation/GroundTruthWorkteamHandler/Policy/Resource",),
        "sagemaker:ListWorkforces, which AWS names for a caller of CreateWorkteam and UpdateWorkteam, knows no resource. It reads only.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::*]",
        ("*/Labeling/GroundTruthLabelingJobHandler/Policy/Resource",),
        "sagemaker:ListLabelingJobs, which finds the job that a rollback returns to, knows no resource. It reads only.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<environment>-Foundation:ExportsOutputFnGetAttInputBucket60B9831BArn91E10E0D/*]",
        ("*/Labeling/Job */ExecutionRole/Role/Resource",),
        "Which objects a job reads is said by its manifest, which may be uploaded after the role was deployed. One bucket, GetObject only.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<environment>-Foundation:ExportsOutputFnGetAttOutputBucketFED2735EArn9DF39433/labeling-jobs/<job>-????????/*]",
        ("*/Labeling/Job */ExecutionRole/Role/Resource",),
        "A job writes into a folder of its own name, which is made up at its creation.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sqs:<region>:<account>:GroundTruth-*]",
        ("*/Labeling/GroundTruthLabelingJobHandler/Policy/Resource",),
        "Ground Truth names the queue of a streaming job after the job, whose name gets its last characters when it is created. The "
        "handler deletes the queue of a job that carries the stack's ownership tags.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:iam::<account>:role/ground-truth/<region>/<environment>-Labeling/*]",
        ("*/Labeling/GroundTruthLabelingJobHandler/Policy/Resource",),
        "Below this path are the execution roles of this stack's jobs and nothing else, and they may be passed to SageMaker only. One by "
        "one, the roles of many jobs would not fit into a policy.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:logs:<region>:<account>:log-group:/aws/sagemaker/*]",
        ("*/Labeling/Job */ExecutionRole/Role/Resource",),
        "Ground Truth names its log groups itself, below /aws/sagemaker/. The documented role may write to every group of the account.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<InputBucket60B9831B.Arn>/*]",
        (
            "sandbox/Foundation/GroundTruthPlusRole/Role/DefaultPolicy/Resource",
            "dev/Foundation/GroundTruthPlusRole/Role/DefaultPolicy/Resource",
        ),
        "The policy that AWS documents for the Ground Truth Plus role, word for word: four actions on one bucket and its objects.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<InputBucket60B9831B.Arn>/*]",
        ("*/Foundation/GroundTruthBucketContentsHandler/Policy/Resource",),
        "The handler exists to delete every object of this bucket, only where `data_on_destroy: destroy` is set and the bucket tagged so.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<OutputBucketFED2735E.Arn>/*]",
        ("*/Foundation/GroundTruthBucketContentsHandler/Policy/Resource",),
        "The handler exists to delete every object of this bucket, only where `data_on_destroy: destroy` is set and the bucket tagged so.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sagemaker:<region>:<account>:workteam/private-crowd/*]",
        ("*/Foundation/GroundTruthWorkteamHandler/Policy/Resource",),
        "A team that was renamed or taken out is deleted after the policy has changed, so that its name is no longer known there. "
        "The handler changes and deletes only what carries the stack's ownership tags.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sagemaker:<region>:<account>:labeling-job/*]",
        ("*/Labeling/GroundTruthLabelingJobHandler/Policy/Resource",),
        "A job's name gets its last characters from the request that creates it, and a replaced job is stopped after the policy has "
        "changed. The handler stops only what carries the stack's ownership tags.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<environment>-Foundation:ExportsOutputFnGetAttOutputBucketFED2735EArn9DF39433"
        "/labeling-jobs/*/label-categories.json]",
        ("*/Labeling/GroundTruthLabelingJobHandler/Policy/Resource",),
        "The one file that the handler writes, in the folder of a job whose name gets its last characters when it is created.",
    ),
)
