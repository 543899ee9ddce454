"""Workers, times, automated labeling and tags."""

from __future__ import annotations

from tests.unit.environment.bad_inputs.bad_input import ACCOUNT, ALGORITHM, ALGORITHMS, AUTOMATED, REGION, STREAM, BadInput, bad
from tests.unit.environment.jobs import CUSTOM

NUMBERS = [
    *(
        bad(
            name,
            {"HumanTaskConfig.NumberOfHumanWorkersPerDataObject": 2},
            f"~HumanTaskConfig.NumberOfHumanWorkersPerDataObject: 2: 1 ({name})",
        )
        for name in ("VideoObjectDetection", "3DPointCloudSemanticSegmentation", "AdjustmentVideoObjectTracking")
    ),
    bad(
        CUSTOM,
        {"HumanTaskConfig.NumberOfHumanWorkersPerDataObject": 10},
        "~HumanTaskConfig.NumberOfHumanWorkersPerDataObject: 10: 1 to 9 (NumberOfHumanWorkersPerDataObject)",
    ),
    *(
        bad(
            name,
            {"HumanTaskConfig.TaskTimeLimitInSeconds": 28_801},
            f"~HumanTaskConfig.TaskTimeLimitInSeconds: 28801: 30 to 28800 ({shown})",
        )
        for name, shown in (("BoundingBox", "BoundingBox"), ("TextMultiClass", "TextMultiClass"), (CUSTOM, "a custom task"))
    ),
    bad(
        "VideoMultiClass",
        {"HumanTaskConfig.TaskTimeLimitInSeconds": 2_592_001},
        "~HumanTaskConfig.TaskTimeLimitInSeconds: 2592001: 30 to 2592000 (VideoMultiClass)",
    ),
    bad(
        "3DPointCloudObjectTracking",
        {"HumanTaskConfig.TaskTimeLimitInSeconds": 2_592_001},
        "~HumanTaskConfig.TaskTimeLimitInSeconds: 2592001: 30 to 2592000 (3DPointCloudObjectTracking)",
    ),
    bad(
        CUSTOM,
        {"HumanTaskConfig.TaskAvailabilityLifetimeInSeconds": 2_592_001},
        "~HumanTaskConfig.TaskAvailabilityLifetimeInSeconds: 2592001: 60 to 2592000 (30 days)",
    ),
    bad(
        CUSTOM,
        {"HumanTaskConfig.TaskAvailabilityLifetimeInSeconds": 59},
        "~HumanTaskConfig.TaskAvailabilityLifetimeInSeconds: 59: 60 or more (TaskAvailabilityLifetimeInSeconds)",
    ),
    bad(
        CUSTOM,
        {"HumanTaskConfig.MaxConcurrentTaskCount": 5_001},
        "~HumanTaskConfig.MaxConcurrentTaskCount: 5001: 1 to 5000 (MaxConcurrentTaskCount)",
    ),
    bad(
        CUSTOM,
        {"StoppingConditions": {"MaxPercentageOfInputDatasetLabeled": 0}},
        "~StoppingConditions.MaxPercentageOfInputDatasetLabeled: 0: 1 to 100 (MaxPercentageOfInputDatasetLabeled)",
    ),
]

AUTOMATED_LABELING = [
    *(
        bad(name, AUTOMATED, f"~LabelingJobAlgorithmsConfig: {{}}: nothing: {shown} has no automated labeling")
        for name, shown in (
            ("ImageMultiClassMultiLabel", "ImageMultiClassMultiLabel"),
            ("NamedEntityRecognition", "NamedEntityRecognition"),
            ("VideoMultiClass", "VideoMultiClass"),
            ("VerificationBoundingBox", "VerificationBoundingBox"),
            ("3DPointCloudObjectDetection", "3DPointCloudObjectDetection"),
            (CUSTOM, "a custom task"),
        )
    ),
    bad("ImageMultiClass", {**AUTOMATED, **STREAM}, "~LabelingJobAlgorithmsConfig: {}: nothing: a streaming job has no automated labeling"),
    bad(
        "ImageMultiClass",
        {"LabelingJobAlgorithmsConfig": {"LabelingJobAlgorithmSpecificationArn": f"{ALGORITHMS}/object-detection"}},
        f'~{ALGORITHM}: "{ALGORITHMS}/object-detection": {ALGORITHMS}/image-classification (ImageMultiClass)',
    ),
    bad(
        "ImageMultiClass",
        {"LabelingJobAlgorithmsConfig": {"InitialActiveLearningModelArn": f"arn:aws:sagemaker:us-east-1:{ACCOUNT}:model/m"}},
        "~LabelingJobAlgorithmsConfig.InitialActiveLearningModelArn: "
        f'"arn:aws:sagemaker:us-east-1:{ACCOUNT}:model/m": an ARN of the region {REGION}',
    ),
    bad(
        "ImageMultiClass",
        {"LabelingJobAlgorithmsConfig": {"LabelingJobResourceConfig": {"VpcConfig": {"SecurityGroupIds": [], "Subnets": ["subnet-1"]}}}},
        "~LabelingJobAlgorithmsConfig.LabelingJobResourceConfig.VpcConfig.SecurityGroupIds: []: 1 to 5 items (SecurityGroupIds)",
    ),
    BadInput(
        "ImageMultiClass",
        {**AUTOMATED, "dataset": {"manifest": "m.manifest"}},
        ("~dataset.manifest: 1249 objects in m.manifest: 1250 objects or more for automated labeling",),
        {"m.manifest": '{"source-ref": "s3://bucket/i.png"}\n' * 1_249},
    ),
]

TAGS = [
    bad(
        "BoundingBox",
        {"Tags": [{"Key": f"k{number}", "Value": ""} for number in range(46)]},
        "~Tags: 51 tags, with the environment's and the 5 of ownership: at most 50 tags",
    ),
    bad(
        "BoundingBox",
        {"Tags": [{"Key": "aws:x", "Value": ""}]},
        '~Tags[0].Key: "aws:x": a tag key that does not start with aws: or ground-truth-cdk:',
    ),
    bad(
        "BoundingBox",
        {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]},
        '~Tags[1].Key: "a": each tag key once: labeling_jobs[0].Tags[0].Key has it',
    ),
]
