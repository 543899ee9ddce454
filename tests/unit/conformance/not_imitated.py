"""Observed behavior of AWS that the sandbox does not imitate, with reasons."""

from tests.unit.conformance.rows import Knowledge, Row, observed


def _row(behavior: str, known: Knowledge, why: str) -> tuple[Row, str]:
    return Row(behavior=behavior, known=known), why


_NO_TIME = "the sandbox completes a job at once, on request"
_NO_EVENTS = "the sandbox writes no events, logs or metrics of jobs"
_NO_PORTAL = "the sandbox has no worker portal"

NOT_IMITATED: tuple[tuple[Row, str], ...] = (
    _row(
        "Changes of workforces and work teams take time: a Cognito workforce is created and deleted in 49 s, one in a VPC in 367 s, a "
        "work team in 14 to 120 s",
        observed("19"),
        "all changes except those of a workforce in a VPC are immediate, so that tests are fast; the handlers wait as on AWS",
    ),
    _row(
        "A job that was stopped may still become Completed when it is described right afterwards",
        observed("14"),
        "nobody works on a job while it is being stopped",
    ),
    _row(
        "CloudTrail records a creation, with `labelingJobName` in lower camel case, and EventBridge passes it on",
        observed("21"),
        "no event is sent for an operation of the Ground Truth service",
    ),
    _row(
        "The console reports an unreachable input with its own message (`MultipleValidationErrors`)",
        observed("28"),
        "the sandbox has no console",
    ),
    _row(
        "SDKs from before June 2020 refuse HumanTaskUiArn before sending a request",
        observed("31"),
        "the client refuses it; this project pins its SDK",
    ),
    _row(
        "A job of 6,252 objects ends with 399 that expired, which the console calls complete with labeling errors",
        observed("31b"),
        "objects do not expire by themselves; one that cannot be shown to workers fails with the same message",
    ),
    _row(
        "An expired object is consolidated with fewer responses than requested; responses from different days are in one file",
        observed("51"),
        _NO_TIME,
    ),
    _row(
        "Responses of the public workforce have no identity, no acceptance time, and ids of 26 characters",
        observed("53"),
        "the public workforce is closed",
    ),
    _row("The objects of the first round are random", observed("61"), "the first ten are used, so that tests are deterministic"),
    _row(
        "Minutes pass between the rounds of annotation, and between batches of consolidation; with one worker a batch has 1 to 8 objects",
        observed("62", "64"),
        _NO_TIME,
    ),
    _row(
        "The event of a post-annotation function has `vpcEnabled` false",
        observed("aws-samples/amazon-comprehend-semi-structured-documents-annotation-tools, `test/unit/lambdas`, November 2021"),
        "events of 2018 to 2021 and of 2023 do not have it",
    ),
    _row(
        "If workers disagree, expectation maximization decides: 300 of 302 labels are those of the majority, the other two were ties, and "
        "the confidences of contested objects are between 0.60 and 0.94",
        observed("69", "70"),
        "simulated workers agree",
    ),
    _row(
        "EventBridge receives `SageMaker Ground Truth Labeling Job State Change` with the status of a job that ended, and nothing else",
        observed("71"),
        _NO_EVENTS,
    ),
    _row(
        "The log of a job has a JSON object for each event: BATCH_ANNOTATION_STATUS_EVALUATED, STOPPING_CONDITION_REACHED, "
        "EXPORTED_LABELED_MANIFEST",
        observed("72"),
        _NO_EVENTS,
    ),
    _row("Workers' activity is logged in /aws/sagemaker/groundtruth/WorkerActivity", observed("73"), _NO_EVENTS),
    _row(
        "Metrics of jobs and of work teams are in the namespaces AWS/Sagemaker/LabelingJobs and AWS/SageMaker/Workteam",
        observed("74"),
        _NO_EVENTS,
    ),
    _row("The portal lists jobs at `/#/workstreams` and cannot be framed", observed("75"), _NO_PORTAL),
    _row("The keys 1 to 9 select the first nine classes; further classes have none", observed("76"), _NO_PORTAL),
)
