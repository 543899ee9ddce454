"""The Ground Truth operations, added to moto's SageMaker service.

Their parameters have been validated against botocore's model (``unknown_requests``).
"""

import threading
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import camelcase_to_underscores
from moto.sagemaker.responses import SageMakerResponse

from sandbox.ground_truth import (
    completion,
    human_task_uis,
    labeling_job_lists,
    labeling_jobs,
    subscribed_workteams,
    tags,
    ui_previews,
    unknown_requests,
    workforces,
    workteams,
)
from sandbox.ground_truth.backend import ground_truth_backends
from sandbox.ground_truth.model_validation import has_output
from sandbox.ground_truth.open_surroundings import OpenSurroundings
from sandbox.ground_truth.request import Request
from sandbox.ground_truth.settings import current_settings
from sandbox.ground_truth.surroundings import Caller, Surroundings, answering
from sandbox.ground_truth.unknown_requests import sent_parameters

Operation = Callable[[Request], dict[str, Any]]

OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {
        "CreateWorkforce": workforces.create_workforce,
        "DescribeWorkforce": workforces.describe_workforce,
        "UpdateWorkforce": workforces.update_workforce,
        "DeleteWorkforce": workforces.delete_workforce,
        "ListWorkforces": workforces.list_workforces,
        "CreateWorkteam": workteams.create_workteam,
        "DescribeWorkteam": workteams.describe_workteam,
        "UpdateWorkteam": workteams.update_workteam,
        "DeleteWorkteam": workteams.delete_workteam,
        "ListWorkteams": workteams.list_workteams,
        "DescribeSubscribedWorkteam": subscribed_workteams.describe_subscribed_workteam,
        "ListSubscribedWorkteams": subscribed_workteams.list_subscribed_workteams,
        "CreateHumanTaskUi": human_task_uis.create_human_task_ui,
        "DescribeHumanTaskUi": human_task_uis.describe_human_task_ui,
        "ListHumanTaskUis": human_task_uis.list_human_task_uis,
        "DeleteHumanTaskUi": human_task_uis.delete_human_task_ui,
        "RenderUiTemplate": ui_previews.render_ui_template,
        "CreateLabelingJob": labeling_jobs.create_labeling_job,
        "DescribeLabelingJob": labeling_jobs.describe_labeling_job,
        "StopLabelingJob": labeling_jobs.stop_labeling_job,
        "ListLabelingJobs": labeling_job_lists.list_labeling_jobs,
        "ListLabelingJobsForWorkteam": labeling_job_lists.list_labeling_jobs_for_workteam,
    }
)
TAG_OPERATIONS: Mapping[str, Operation] = MappingProxyType(
    {"AddTags": tags.add_tags, "ListTags": tags.list_tags, "DeleteTags": tags.delete_tags}
)
"""Shared with moto, which keeps the tags of all other SageMaker resources."""

_surroundings: Surroundings = OpenSurroundings()
# Requests run one at a time, so that concurrent ones cannot both take the last work team or the same name.
_one_at_a_time = threading.RLock()
_INSTALLED = "_ground_truth_installed"


def use(new_surroundings: Surroundings) -> None:
    """Use these surroundings for all further requests."""
    global _surroundings
    _surroundings = new_surroundings


def install() -> None:
    """Add the operations to moto's SageMaker service, for ``mock_aws`` and for moto's server. Idempotent."""
    if hasattr(SageMakerResponse, _INSTALLED):
        return
    for name, operation in OPERATIONS.items():
        setattr(SageMakerResponse, camelcase_to_underscores(name), _answering(name, operation))
    for name, operation in TAG_OPERATIONS.items():
        method = camelcase_to_underscores(name)
        setattr(SageMakerResponse, method, _answering_tags(name, operation, otherwise=getattr(SageMakerResponse, method)))
    _keep_raw_parameters()
    unknown_requests.install()
    setattr(SageMakerResponse, _INSTALLED, True)


def complete_labeling_job(*, account_id: str, region: str, name: str, worker_answer: Mapping[str, Any] | None = None) -> Mapping[str, Any]:
    """Complete a job as if its workers had finished (``completion``), and describe it. AWS has no such operation; no permission is needed.

    ``FailedDataObjects`` is added: the actual reasons of failures, which AWS's failure-reason does not give.
    """
    parameters = {"LabelingJobName": name}
    backend = ground_truth_backends[account_id][region]
    request = Request(operation="", parameters=parameters, backend=backend, surroundings=_surroundings, settings=current_settings())
    with _one_at_a_time:
        job = completion.complete(request, name=name, worker_answer=worker_answer)
        return {**labeling_jobs.described(job), "FailedDataObjects": completion.causes_of_failures(job)}


def _keep_raw_parameters() -> None:
    """Keep the parameters as sent, for validation: moto's parser drops unknown members and converts types."""
    parse = SageMakerResponse.parse_parameters

    def parse_parameters(self: SageMakerResponse, request: Any) -> None:
        if self._get_action() in OPERATIONS:
            self.params = None
        else:
            parse(self, request)

    setattr(SageMakerResponse, "parse_parameters", parse_parameters)  # noqa: B010 - mypy refuses the plain assignment


def _answering(name: str, operation: Operation) -> Callable[[SageMakerResponse], ActionResult | str]:
    def answer(self: SageMakerResponse) -> ActionResult | str:
        parameters = sent_parameters(self.body)
        with _one_at_a_time, answering(_caller(self)):
            result = operation(_request(self, name=name, parameters=_without_nulls(parameters)))
            return ActionResult(result) if has_output(name) else ""

    return answer


def _answering_tags(
    name: str, operation: Operation, *, otherwise: Callable[[SageMakerResponse], ActionResult]
) -> Callable[[SageMakerResponse], ActionResult | str]:
    answer_here = _answering(name, operation)

    def answer(self: SageMakerResponse) -> ActionResult | str:
        is_ours = tags.is_ground_truth_arn(sent_parameters(self.body).get("ResourceArn"))
        return answer_here(self) if is_ours else otherwise(self)

    return answer


def _without_nulls(value: Any) -> Any:
    """A null member counts as absent."""
    if isinstance(value, dict):
        return {name: _without_nulls(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_nulls(item) for item in value]
    return value


def _caller(response: SageMakerResponse) -> Caller:
    return Caller(
        access_key_id=response.get_access_key(),
        session_token=response.headers.get("X-Amz-Security-Token"),
        account_id=response.current_account,
        region=response.region,
    )


def _request(response: SageMakerResponse, *, name: str, parameters: dict[str, Any]) -> Request:
    return Request(
        operation=name,
        parameters=parameters,
        backend=ground_truth_backends[response.current_account][response.region],
        surroundings=_surroundings,
        settings=current_settings(),
    )
