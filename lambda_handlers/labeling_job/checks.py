"""The rules of labeling_rules once more, over the parameters as the deployment made them: where a template had tokens are values now."""

import logging
from collections.abc import Iterable, Iterator

from botocore.model import StructureShape

from labeling_rules.api_model import api_limits
from labeling_rules.job import Job
from labeling_rules.labeling_job import labeling_job_mistakes, labeling_job_warnings
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.tags import tags_of_environment_and_job
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import InvalidPropertiesError
from lambda_handlers.labeling_job.desired import DesiredLabelingJob

logger = logging.getLogger(__name__)

# CloudFormation takes 4096 bytes of answer, of which the reason is the greater part.
MOST_CHARACTERS_TOLD = 3_000


def check_parameters(desired: DesiredLabelingJob, *, name: str, request: Request, api: StructureShape) -> Job:
    """The job as the rules see it. Raises InvalidPropertiesError with every mistake, one in a line, before anything is made."""
    properties = Node("", "", desired.properties)
    mistakes = list(dict.fromkeys(_mistakes(desired, name, request, api)))
    if mistakes:
        raise InvalidPropertiesError(_reason(mistakes))
    for warning in labeling_job_warnings(properties, region=request.region, account=request.account, stage="deployment"):
        logger.warning("%s", _line(warning))
    return Job(properties, region=request.region, account=request.account)


def _mistakes(desired: DesiredLabelingJob, name: str, request: Request, api: StructureShape) -> Iterator[Mistake]:
    yield from api_limits(Node("", "", {**desired.properties, "LabelingJobName": name}), api)
    properties = Node("", "", desired.properties)
    yield from labeling_job_mistakes(properties, region=request.region, account=request.account, stage="deployment")
    yield from tags_of_environment_and_job(properties["Tags"], environment=Node("", "", {}))


def _reason(mistakes: Iterable[Mistake]) -> str:
    lines = [_line(mistake) for mistake in mistakes]
    for line in lines:
        logger.error("%s", line)
    told: list[str] = []
    for line in lines:
        if sum(map(len, told)) + len(line) > MOST_CHARACTERS_TOLD:
            told.append(f"and {len(lines) - len(told)} more, which the log has")
            break
        told.append(line)
    return "\n".join(["invalid properties:", *told])


def _line(mistake: Mistake) -> str:
    return f"{mistake.path}: {mistake.value}: {mistake.allowed}"
