"""Reading workforces from SageMaker, and waiting for them."""

from botocore.exceptions import ClientError

from lambda_handlers.aws import api_errors
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.pages import sagemaker_pages
from lambda_handlers.aws.service_shapes import is_possible
from lambda_handlers.aws.waiting import wait_until
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.errors import ResourceError
from lambda_handlers.workforce import existing, tagging
from lambda_handlers.workforce.existing import Workforce

NOT_FOUND = r"no workforce"
# The states in which a workforce may be changed or deleted; one without a VPC may come without a status.
STEADY = {None, "Active", "Failed"}
# For how long DescribeWorkforce may answer what was before a change: assumed, as no page of SageMaker's names a bound.
LAG_SECONDS = 60.0
# Between two looks at what was made moments ago, likewise.
LAG_PAUSES = (1.0, 2.0, 4.0)


class Workforces:
    """The workforces of the account in this region: none or one."""

    def __init__(self, sagemaker: Client) -> None:
        self.sagemaker = sagemaker

    def all(self) -> list[Workforce]:
        return [workforce for page in sagemaker_pages(self.sagemaker.list_workforces) for workforce in page["Workforces"]]

    def find(self, name: str) -> Workforce | None:
        if not is_possible(self.sagemaker, "DescribeWorkforce", member="WorkforceName", value=name):
            return None
        try:
            workforce: Workforce = self.sagemaker.describe_workforce(WorkforceName=name)["Workforce"]
        except ClientError as error:
            if api_errors.is_not_found(error, wording=NOT_FOUND):
                return None
            raise
        return workforce

    def find_again(self, name: str, deadline: Deadline) -> Workforce | None:
        """The workforce, looked for several times: it may have been made moments ago, and not be described yet."""
        for pause in LAG_PAUSES:
            workforce = self.find(name)
            if workforce is not None:
                return workforce
            deadline.pause(pause, f"looking for the workforce '{name}'")
        return self.find(name)

    def tags(self, workforce: Workforce) -> dict[str, str] | None:
        """None where a workforce cannot be tagged."""
        return tagging.read_tags(self.sagemaker, arn=workforce["WorkforceArn"])

    def steady(self, name: str, deadline: Deadline) -> Workforce | None:
        """The workforce once no change of it is under way; None when there is none."""
        return wait_until(
            observe=lambda: self.find(name),
            reached=lambda workforce: workforce is None or _is_steady(workforce),
            deadline=deadline,
            waiting_for=f"a change of the workforce '{name}' to end",
        )

    def active(self, name: str, deadline: Deadline, *, observed: Workforce | None = None) -> Workforce:
        """The workforce once it is active, as `observed` may show. Raises ResourceError when it does not exist, failed or has no portal."""
        workforce = observed if _is_steady(observed) else self.steady(name, deadline) or self._listed(name, deadline)
        if workforce is None:
            raise existing.missing(name=name, others=[other["WorkforceName"] for other in self.all()])
        if workforce.get("Status") == "Failed":
            raise ResourceError(f"the workforce '{name}' failed: {_failure_reason(workforce)}")
        return workforce if workforce.get("SubDomain") else self._with_portal(name, deadline)

    def _listed(self, name: str, deadline: Deadline) -> Workforce | None:
        """The workforce that is not described, if it is listed: it was made moments ago."""
        if name not in [workforce["WorkforceName"] for workforce in self.all()]:
            return None
        return self.steady(name, deadline) if self.find_again(name, deadline) else None

    def _with_portal(self, name: str, deadline: Deadline) -> Workforce:
        started = deadline.clock.monotonic()

        def is_complete(workforce: Workforce | None) -> bool:
            return bool(workforce and workforce.get("SubDomain")) or deadline.clock.monotonic() - started > LAG_SECONDS

        workforce = wait_until(
            observe=lambda: self.find(name),
            reached=is_complete,
            deadline=deadline,
            waiting_for=f"the workforce '{name}' to have the address of its portal",
        )
        if workforce is None or not workforce.get("SubDomain"):
            raise ResourceError(f"the workforce '{name}' has no SubDomain, the address of its portal, after {LAG_SECONDS:.0f} seconds")
        return workforce

    def remove(self, observed: Workforce, deadline: Deadline) -> None:
        """Delete the workforce and wait until it is gone. Raises ResourceError while it has work teams."""
        name = observed["WorkforceName"]
        before = observed if _is_steady(observed) else self.steady(name, deadline)
        if before is None:
            return
        try:
            self.sagemaker.delete_workforce(WorkforceName=name)
        except ClientError as error:
            if self.find(name) is None:
                return
            if api_errors.code(error) == "ResourceInUse":
                raise ResourceError(
                    f"the workforce '{name}' still has work teams, which must be deleted first: {api_errors.message(error)}"
                ) from error
            raise
        started = deadline.clock.monotonic()

        def is_settled(workforce: Workforce | None) -> bool:
            if workforce is None:
                return True
            # One that had failed before may be described once more as it was.
            is_former = before.get("Status") == "Failed" and deadline.clock.monotonic() - started < LAG_SECONDS
            return workforce.get("Status") == "Failed" and not is_former

        remaining = wait_until(
            observe=lambda: self.find(name), reached=is_settled, deadline=deadline, waiting_for=f"the workforce '{name}' to be gone"
        )
        if remaining is not None:
            raise ResourceError(f"the workforce '{name}' could not be deleted: {_failure_reason(remaining)}")


def _is_steady(workforce: Workforce | None) -> bool:
    return workforce is not None and workforce.get("Status") in STEADY


def _failure_reason(workforce: Workforce) -> str:
    return str(workforce.get("FailureReason", "no reason was given"))
