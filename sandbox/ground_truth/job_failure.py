"""What makes a labeling job fail after it was created."""


class JobFailureError(Exception):
    """Its text is what follows ``ClientError:`` in the FailureReason of the job."""
