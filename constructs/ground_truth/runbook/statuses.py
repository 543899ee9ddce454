"""The statuses in the project portal: their meaning, and the action to take.

Sources: https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-project-portal.html and
https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-review-batches.html; the third column is ours.
"""

from __future__ import annotations

from ground_truth.runbook.markdown import table

_Status = tuple[str, str, str]

PROJECT_STATUSES: tuple[_Status, ...] = (
    ("Review in-progress", "AWS looks at your request.", "Wait for the AWS expert. Not more than 5 projects may have this status."),
    ("Request approved", "You can share data.", "Create batches."),
    ("Workflow design and setup progress", "An AWS expert sets the project up.", "Answer the expert's questions."),
    ("Pilot in-progress", "The objects of the pilot are being labeled.", "Follow the batches."),
    ("Pilot complete", "The labels of the pilot are in S3.", "Check them before you agree to a price."),
    ("Pricing complete", "The AWS expert has told you the price of production.", "Decide."),
    ("Contract executed", "The contract is complete.", "Create the batches of production."),
    ("Production in-progress", "The objects of production are being labeled.", "Follow the batches."),
    ("Production complete", "The labels of production are in S3.", "Check them, keep them, and see Teardown."),
    ("Paused", "The project is paused at your request.", "Tell the AWS expert when to go on."),
)

BATCH_STATUSES: tuple[_Status, ...] = (
    ("Request submitted", "AWS knows of the batch.", "Wait."),
    (
        "Data transfer in-progress",
        "Input is being copied out of S3.",
        "Leave it alone. Not more than 5 batches may have this status.",
    ),
    ("Data transfer failed", "The input could not be taken over.", "Read the error reason, mend the input, and create a new batch."),
    ("Data received", "AWS has the input.", "Wait."),
    ("In-progress", "The objects are being labeled.", "Follow the metrics."),
    ("Ready for review", "A sample of the labels can be looked at. The step is optional.", "Review it."),
    ("Review submission in-progress", "Your feedback is being processed.", "Wait."),
    ("Review complete", "You reviewed the batch.", "**Accept or reject it: once, and for good.**"),
    ("Accepted", "You accepted the labels.", "Wait for the delivery."),
    ("Rejected", "You rejected the labels.", "An AWS expert contacts you about the rework."),
    ("Sent for rework", "The labels are being worked on again.", "Wait, then review again."),
    ("Ready for delivery", "The labels are about to be delivered.", "Leave the role and the bucket in place."),
    ("Data delivered", "The labels are in S3.", "See After delivery."),
    ("Paused", "The batch is paused at your request.", "Tell the AWS expert when to go on."),
)


def status_table(statuses: tuple[_Status, ...]) -> str:
    """A table of statuses, in the order in which they come."""
    return table(("Status", "What it means", "What you do"), statuses)
