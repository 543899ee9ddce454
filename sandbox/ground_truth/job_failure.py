"""Failures of a labeling job after its creation."""


class JobFailureError(Exception):
    """The message follows ``ClientError:`` in the job's FailureReason."""
