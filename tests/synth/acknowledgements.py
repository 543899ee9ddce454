"""Every accepted finding of cdk-nag and cfn-lint, with its reason. An entry without a finding is an error."""

from __future__ import annotations

from tests.synth.acknowledgement import Acknowledgement
from tests.synth.findings import Finding


def acknowledged(finding: Finding) -> bool:
    """True if there is a reason for the finding."""
    return any(entry.matches(finding, pattern) for entry in ACKNOWLEDGEMENTS for pattern in entry.constructs)


CFN_LINT_IGNORED = {
    "W3005": "a dependency of a construct is written out beside the reference that implies it (function and role): redundant, not wrong",
}
"""Rule of cfn-lint -> reason."""

ACKNOWLEDGEMENTS = (
    Acknowledgement(
        "AwsSolutions-S1",
        (
            "*/Foundation/InputBucket/Bucket/Resource",
            "*/Foundation/OutputBucket/Bucket/Resource",
            "*/Foundation/GroundTruthPlusBucket */Bucket/Resource",
        ),
        "Server access logs need a log bucket, which would have to outlive the environment or to be emptied with it. Who reads which "
        "object is recorded, with the caller's identity, by CloudTrail data events, and those are switched on for an account or an "
        "organization, not by one application.",
    ),
    Acknowledgement(
        "AwsSolutions-L1",
        (
            "*/GroundTruth*Handler/Function/Resource",
            "*/Foundation/GroundTruthPlus */Delivery/Labels/Checker/Function/Resource",
            "*/Labeling/PreAnnotation */Lambda/Function/Resource",
            "*/Labeling/PostAnnotation */Lambda/Function/Resource",
        ),
        "Python 3.13 is the newest version that the functions are tested with (requires-python in pyproject.toml). Lambda supports it; "
        "a newer one comes with its tests.",
    ),
    Acknowledgement(
        "AwsSolutions-COG2",
        (
            "sandbox/Foundation/Workers/UserPool/Resource",
            "dev/Foundation/Workers/UserPool/Resource",
            "created/Foundation/Workers/UserPool/Resource",
            "documented/Foundation/Workers/UserPool/Resource",
            "plain/Foundation/Workers/UserPool/Resource",
            "documented/Foundation/GroundTruthPlusWorkers speech/UserPool/Resource",
        ),
        "`mfa: optional` is the choice of these environments, which hold no real data; prod says `mfa: required` and has no finding.",
    ),
    Acknowledgement(
        "AwsSolutions-COG8",
        ("*/Foundation/Workers/UserPool/Resource", "*/Foundation/GroundTruthPlusWorkers */UserPool/Resource"),
        "The Plus plan adds threat protection at a price per active worker. Nobody signs up here: workers are invited one by one, "
        "two factors can be required and the portal limited to address ranges (source_ip_cidrs).",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::*]",
        ("*/Labeling/Job */ExecutionRole*/Role/Resource",),
        "cloudwatch:PutMetricData, which the documented execution role has, names no resource; of a streaming job sns:Unsubscribe, which "
        "names a subscription, and of automated labeling in a VPC the Describe actions of Amazon EC2.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::*]",
        ("*/Foundation/GroundTruthWorkforceHandler/Policy/Resource",),
        "sagemaker:ListWorkforces, which finds the workforce that is in the way, and cognito-idp:DescribeUserPoolDomain, which SageMaker "
        "calls on behalf of the handler, know no resource. Both only read.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::*]",
        ("*/Foundation/Workforce/VpcPolicy/Resource",),
        "The Describe actions of Amazon EC2, which AWS names for a caller who gives a workforce a VPC, know no resource. They read only.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ec2:<region>:<account>:vpc-endpoint/*]",
        ("*/Foundation/Workforce/VpcPolicy/Resource",),
        "SageMaker makes the endpoints of the portal, whose ids nobody knows before. Only endpoints of its own services may be deleted.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:cognito-idp:<region>:<account>:userpool/*]",
        ("adopted/Foundation/GroundTruthWorkforceHandler/Policy/Resource",),
        "The handler finds out which user pool the workforce has that it adopts. It writes the portal's URLs into the app client.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::*]",
        ("*/Foundation/GroundTruthPlus */People/*/Resource",),
        "The actions of the Ground Truth Plus console and ListUserPools know no resource, by the service authorization reference.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<…Bucket….Arn>/ground-truth-plus/input/…/*]",
        ("*/Foundation/GroundTruthPlus */People/Requester/Resource", "*/Foundation/GroundTruthPlus */People/Reviewer/Resource"),
        "The input objects of one project, whose names only its batches decide.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<…Bucket….Arn>/ground-truth-plus/output/…/*]",
        ("*/Foundation/GroundTruthPlus */People/Requester/Resource", "*/Foundation/GroundTruthPlus */People/Reviewer/Resource"),
        "The output objects of one project, whose names AWS decides.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<InputBucket….Arn>/ground-truth-plus/input/…/*]",
        ("narrowed/Foundation/GroundTruthPlus */Role/Role/DefaultPolicy/Resource",),
        "The narrowed access of Ground Truth Plus: the input objects of one project.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<InputBucket….Arn>/ground-truth-plus/output/…/*]",
        ("narrowed/Foundation/GroundTruthPlus */Role/Role/DefaultPolicy/Resource",),
        "The narrowed access of Ground Truth Plus: the output objects of one project.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<GroundTruthPlusBucket….Arn>/*]",
        ("*/Foundation/GroundTruthPlus */Role/Role/DefaultPolicy/Resource",),
        "The policy that AWS documents for Ground Truth Plus, word for word, over the bucket of one project.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<GroundTruthPlusBucket….Arn>/*]",
        ("*/Foundation/GroundTruthBucketContentsHandler/Policy/Resource",),
        "The handler exists to delete every object of this bucket, only where `data_on_destroy: destroy` is set and the bucket tagged so.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<GroundTruthPlusBucket….Arn>/ground-truth-plus/output/…/*…]",
        ("*/Foundation/GroundTruthPlus */Delivery/Labels/Checker/Policy/Resource",),
        "Manifests, which are read, and reports on them, which are written, in the output of one project; AWS decides their names.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<environment>-Foundation:ExportsOutput…InputBucket…/letters/*]",
        ("*/Labeling/GroundTruthDatasetManifestHandler/Policy/Resource",),
        "The handler reads the text files below the prefix that the dataset names, to write their lines into a manifest.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<environment>-Foundation:ExportsOutput…OutputBucket…/dataset-manifests/<environment>-Labeling/*]",
        (
            "*/Labeling/GroundTruthDatasetManifestHandler/Policy/Resource",
            "*/Labeling/GroundTruthLabelingJobHandler/Policy/Resource",
            "*/Labeling/Job */ExecutionRole*/Role/Resource",
        ),
        "The manifests of this stack's crawls and nothing else lie there; their names are made up when they are written.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<environment>-Foundation:ExportsOutput…OutputBucket…/labeling-jobs/*/input.manifest]",
        ("*/Labeling/GroundTruthLabelingJobHandler/Policy/Resource",),
        "The manifest that the handler copies into the folder of a job, whose name gets its last characters when it is created.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<environment>-Foundation:ExportsOutput…OutputBucket…/labeling-jobs/<job>-????????/*]",
        ("*/Labeling/GroundTruthLabelingJobHandler/Policy/Resource", "*/Labeling/Job */ReadPayload/Resource"),
        "What a job writes: read by the handler for the job that comes after it in a chain, and by the job's post-annotation function. The "
        "job's own name is made up at its creation.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::…/*]",
        ("adopted/Labeling/Job */ExecutionRole*/Role/Resource",),
        "A bucket elsewhere, which the job names in its parameters or in data_buckets, without data_prefixes: the manifest says which "
        "objects are labeled.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::…/images/*]",
        ("adopted/Labeling/Job images-elsewhere/ExecutionRole/Role/Resource",),
        "The folder of the objects that the lines of a local manifest name, in a bucket that the job names.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<environment>-Foundation:ExportsOutput…InputBucket…/…/*]",
        ("created/Labeling/Job */ExecutionRole/Role/Resource",),
        "The objects of this job in the input bucket: what lies below the prefix of its crawl, below one of its data_prefixes, or in a "
        "folder that its local manifest names.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<environment>-Foundation:ExportsOutput…InputBucket…/images/parcels/*]",
        ("prod/Labeling/Job damaged-parcels/ExecutionRole/Role/Resource",),
        "The objects of this job in the input bucket, as its data_prefixes says.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::…/labels/<job>-????????/*]",
        ("adopted/Labeling/Job elsewhere/ExecutionRole*/Role/Resource",),
        "The S3OutputPath of the job, below which it writes into a folder of its own name.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:kms:<region>:<account>:key/*]",
        (
            "adopted/Labeling/GroundTruthLabelingJobHandler/Policy/Resource",
            "adopted/Labeling/Job key-by-alias/ExecutionRole*/Role/Resource",
        ),
        "A key that the job names by its alias, which no policy can name as a resource: it is a condition of the statement.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sqs:<region>:<account>:GroundTruth-*]",
        ("*/Labeling/Job */ExecutionRole*/Role/Resource",),
        "Ground Truth makes the queue of a streaming job under the job's role and names it after the job, whose name is made up.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ec2:<region>:<account>:network-interface/*]",
        ("*/Labeling/Job */ExecutionRole*/Role/Resource",),
        "SageMaker makes the network interfaces of automated labeling under the job's role; nobody knows their ids before.",
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
        ("*/Labeling/Job */ExecutionRole*/Role/Resource",),
        "A job without data_prefixes whose objects are known at deployment only: what its manifest in S3 names, its sequence files, its "
        "stream or its own function. One bucket, GetObject only.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<environment>-Foundation:ExportsOutputFnGetAttOutputBucketFED2735EArn9DF39433/labeling-jobs/<job>-????????/*]",
        ("*/Labeling/Job */ExecutionRole*/Role/Resource",),
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
        ("*/Labeling/Job */ExecutionRole*/Role/Resource",),
        "Ground Truth names its log groups itself, below /aws/sagemaker/. The documented role may write to every group of the account.",
    ),
    Acknowledgement(
        "AwsSolutions-IAM5[Resource::<InputBucket60B9831B.Arn>/*]",
        (
            "sandbox/Foundation/GroundTruthPlusRole/Role/DefaultPolicy/Resource",
            "dev/Foundation/GroundTruthPlusRole/Role/DefaultPolicy/Resource",
            "created/Foundation/GroundTruthPlusRole/Role/DefaultPolicy/Resource",
            "imported/Foundation/GroundTruthPlusRole/Role/DefaultPolicy/Resource",
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
