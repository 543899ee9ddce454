"""The workers' responses in a job's output."""

import json
import re
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from sandbox.ground_truth.task_types import BUILT_IN_TASK_TYPES
from tests.unit.conformance.rows import assumed, conformance, documented, observed
from tests.unit.sandbox_ground_truth.input_data import IMAGE, INSTRUCTIONS, SEQUENCE, TEXT, line_for

Job = dict[str, Any]
RESPONSES = "output/reviews-1/annotations/worker-response/"


@pytest.fixture
def responses(bucket: Any, read: Any) -> Callable[..., dict[str, Any]]:
    """The files of worker responses by name below the folder."""

    def files(folder: str = RESPONSES) -> dict[str, Any]:
        keys = [key for key in bucket.keys() if key.startswith(folder)]  # noqa: SIM118 - the bucket is no dict
        return {key.removeprefix(folder): json.loads(read(bucket.uri(key))) for key in keys}

    return files


@pytest.fixture
def make_member(client: Callable[[str], Any], pool: Any) -> Callable[[str], str]:
    """Invite a user into the work team's group; returns the ``sub``."""
    cognito = client("cognito-idp")

    def make(name: str) -> str:
        user = cognito.admin_create_user(UserPoolId=pool.user_pool, Username=name)["User"]
        cognito.admin_add_user_to_group(UserPoolId=pool.user_pool, Username=name, GroupName=pool.group)
        return str(next(item["Value"] for item in user["Attributes"] if item["Name"] == "sub"))

    return make


@pytest.fixture
def labeled(start: Any, complete: Callable[..., Job], responses: Any) -> Callable[[Job], list[Job]]:
    """Complete a job; returns the responses to its first object."""

    def answers(request: Job) -> list[Job]:
        start(request)
        complete(request["LabelingJobName"])
        files = responses(f"output/{request['LabelingJobName']}/annotations/worker-response/")
        found: list[Job] = next(file["answers"] for name, file in files.items() if name.startswith("iteration-1/0/"))
        return found

    return answers


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")


@conformance("A private worker's response has these members, in this order, with the worker's identity", observed("49"))
def test_the_members_of_an_answer(labeled: Any, job_request: Job, make_member: Any, pool: Any) -> None:
    subs = [make_member(name) for name in ("ada", "bob", "eve")]
    answers = labeled(job_request)
    for answer in answers:
        assert list(answer) == [
            "acceptanceTime",
            "answerContent",
            "submissionTime",
            "timeSpentInSeconds",
            "workerId",
            "workerMetadata",
        ]
        assert answer["answerContent"] == {"c": {"label": "positive"}}
    identities = [answer["workerMetadata"]["identityData"] for answer in answers]
    issuer = f"https://cognito-idp.eu-west-1.amazonaws.com/{pool.user_pool}"
    assert identities == [{"identityProviderType": "Cognito", "issuer": issuer, "sub": sub} for sub in subs]


@conformance("Times have milliseconds, and timeSpentInSeconds is their difference", observed("50"))
@conformance("Responses are sorted by submission time", observed("54"))
def test_the_times_of_an_answer(labeled: Any, job_request: Job, clock: Any) -> None:
    clock.advance(seconds=0.123456)
    answers = labeled(job_request)
    for answer in answers:
        assert re.fullmatch(r"2026-11-01T12:00:\d\d\.\d{3}Z", answer["acceptanceTime"])
        spent = moment(answer["submissionTime"]) - moment(answer["acceptanceTime"])
        assert spent.total_seconds() == pytest.approx(answer["timeSpentInSeconds"], abs=1e-9)
        assert answer["timeSpentInSeconds"] > 0
    submitted = [answer["submissionTime"] for answer in answers]
    assert submitted == sorted(set(submitted))
    assert len(submitted) == 3


@conformance("The file of an object's responses is named by its write time, in UTC, after the last submission", observed("55"))
def test_the_names_of_files(start: Any, complete: Callable[..., Job], job_request: Job, responses: Any) -> None:
    start(job_request)
    complete()
    found = responses()
    assert len(found) == 2
    for number, (name, file) in enumerate(found.items()):
        match = re.fullmatch(rf"iteration-1/{number}/(\d{{4}}-\d\d-\d\d_\d\d:\d\d:\d\d)\.json", name)
        assert match is not None
        written = datetime.strptime(match[1], "%Y-%m-%d_%H:%M:%S")
        assert written >= moment(file["answers"][-1]["submissionTime"]).replace(microsecond=0)


@conformance("A private worker has an id of 16 hexadecimal digits, the same in every job, and one `sub`", observed("56", "57"))
def test_a_worker_is_known_again(labeled: Any, job_request: Job, make_member: Any) -> None:
    make_member("ada")
    make_member("bob")
    job_request["HumanTaskConfig"]["NumberOfHumanWorkersPerDataObject"] = 2
    first, second = (labeled({**job_request, "LabelingJobName": name}) for name in ("first", "second"))
    known = [[(answer["workerId"], answer["workerMetadata"]["identityData"]["sub"]) for answer in answers] for answers in (first, second)]
    assert known[0] == known[1]
    assert len({worker for worker, _ in known[0]}) == len({sub for _, sub in known[0]}) == 2
    assert all(re.fullmatch(r"private\.eu-west-1\.[0-9a-f]{16}", worker) for worker, _ in known[0])


@conformance(
    "A work team with fewer members than a task needs is filled up with fictitious ones",
    assumed("on AWS such a task waits until it expires; here the job must be completed"),
)
def test_a_small_team_gets_stand_ins(labeled: Any, job_request: Job, make_member: Any, client: Callable[[str], Any], pool: Any) -> None:
    sub = make_member("ada")
    make_member("bob")
    client("cognito-idp").admin_disable_user(UserPoolId=pool.user_pool, Username="bob")
    identities = [answer["workerMetadata"]["identityData"] for answer in labeled(job_request)]
    assert identities[0]["sub"] == sub
    assert [uuid.UUID(identity["sub"]).version for identity in identities[1:]] == [5, 5]
    assert len({identity["issuer"] for identity in identities}) == 1


def test_a_team_whose_pool_is_gone_has_stand_ins(labeled: Any, job_request: Job, client: Callable[[str], Any], pool: Any) -> None:
    client("cognito-idp").delete_group(UserPoolId=pool.user_pool, GroupName=pool.group)
    assert len(labeled(job_request)) == 3


def test_a_team_that_is_gone_has_no_identities(
    sagemaker: Any, start: Any, complete: Callable[..., Job], job_request: Job, responses: Any
) -> None:
    start(job_request)
    sagemaker.delete_workteam(WorkteamName="reviewers")
    complete()
    for file in responses().values():
        assert [set(answer) & {"workerId", "workerMetadata"} for answer in file["answers"]] == [{"workerId"}] * 3


@conformance(
    "Workers of an OpenID Connect workforce have its issuer",
    assumed("the developer guide names the identity provider type; the sandbox has no users of such a provider"),
)
def test_workers_of_another_identity_provider(oidc_team: str, labeled: Any, job_request: Job) -> None:
    job_request["HumanTaskConfig"]["WorkteamArn"] = oidc_team
    identity = labeled(job_request)[0]["workerMetadata"]["identityData"]
    assert (identity["identityProviderType"], identity["issuer"]) == ("Oidc", "https://example.com")


@conformance("Responses are stored for built-in task types as for custom ones", observed("52"))
@pytest.mark.parametrize("name", [item.name for item in BUILT_IN_TASK_TYPES.values() if not item.audits])
def test_every_task_type_has_responses(of_type: Any, start: Any, complete: Callable[..., Job], responses: Any, name: str) -> None:
    start(of_type(name, line_for(BUILT_IN_TASK_TYPES[name]), **INSTRUCTIONS))
    assert complete()["LabelCounters"]["TotalLabeled"] == 1
    assert responses()


@conformance("Workers submit the form data of the page's element", documented("developer guide, sms-ui-template-reference"))
@pytest.mark.parametrize(
    ("task_type", "line", "element", "members"),
    [
        ("BoundingBox", IMAGE, "crowd-bounding-box", {"boundingBoxes", "inputImageProperties"}),
        ("SemanticSegmentation", IMAGE, None, {"labelMappings", "labeledImage", "inputImageProperties"}),
        ("ImageMultiClassMultiLabel", IMAGE, "crowd-image-classifier-multi-select", {"labels"}),
        ("NamedEntityRecognition", TEXT, "crowd-entity-annotation", {"entities"}),
    ],
)
def test_the_content_of_answers(of_type: Any, labeled: Any, task_type: str, line: Job, element: str | None, members: set[str]) -> None:
    (answer,) = labeled(of_type(task_type, line, **INSTRUCTIONS))
    content = answer["answerContent"]
    assert set(content if element is None else content[element]) == members


@conformance("Boxes to adjust come with `initialValueModified` and `inputImageProperties`", observed("59"))
def test_the_answer_to_an_adjustment(of_type: Any, labeled: Any) -> None:
    boxes = {"annotations": [{"class_id": 0, "top": 1, "left": 2, "width": 3, "height": 4}]}
    metadata = {"type": "groundtruth/object-detection", "class-map": {"0": "Car"}}
    (answer,) = labeled(of_type("AdjustmentBoundingBox", {**IMAGE, "boxes": boxes, "boxes-metadata": metadata}))
    content = answer["answerContent"]["crowd-bounding-box"]
    assert content["boundingBoxes"] == [{"top": 1, "left": 2, "height": 4, "width": 3, "label": "Car"}]
    assert content["initialValueModified"] is False
    assert content["inputImageProperties"] == {"height": 20, "width": 40}


@conformance("The responses of a custom workflow are the form's data: inputs without an element of their own are strings", observed("60"))
def test_the_answer_of_a_form(start: Any, complete: Callable[..., Job], job_request: Job, responses: Any) -> None:
    for function in ("PreHumanTaskLambdaArn", "AnnotationConsolidationConfig"):
        del job_request["HumanTaskConfig"][function]
    start(job_request)
    submitted = {"response_1_ranking": "2", "response_2_ranking": "1"}
    complete(worker_answer=submitted)
    assert [answer["answerContent"] for file in responses().values() for answer in file["answers"]] == [submitted] * 6


@conformance("For video there is a file per frame, in a folder of 40 hexadecimal digits", observed("58"))
@pytest.mark.parametrize(
    ("task_type", "kind", "members"),
    [
        ("VideoObjectDetection", "detectionAnnotations", {"frame", "boundingBoxes"}),
        ("VideoObjectTracking", "trackingAnnotations", {"frameNumber", "frame", "boundingBoxes", "frameAttributes"}),
    ],
)
def test_the_files_of_frames(
    of_type: Any, start: Any, complete: Callable[..., Job], responses: Any, task_type: str, kind: str, members: set[str]
) -> None:
    start(of_type(task_type, SEQUENCE))
    complete()
    found = responses()
    assert [re.sub("[0-9a-f]{40}", "<digits>", name) for name in found] == [
        f"iteration-1/0/<digits>/{number}.jpg.json" for number in (7, 8)
    ]
    for document in found.values():
        (annotations,) = document.values()
        assert (list(document), set(annotations)) == ([kind], members)
        (box,) = annotations["boundingBoxes"]
        assert {"label", "left", "top", "width", "height"} <= set(box)
        assert ({"objectId", "objectName"} <= set(box)) == (task_type == "VideoObjectTracking")


@pytest.mark.parametrize("task_type", ["VideoObjectDetection", "VideoObjectTracking"])
def test_the_files_of_adjusted_frames(
    of_type: Any, start: Any, complete: Callable[..., Job], responses: Any, output: Any, task_type: str
) -> None:
    start(of_type(task_type, SEQUENCE))
    complete()
    first = responses()
    request = of_type(f"Adjustment{task_type}", *output(), auditLabelAttributeName="new-ref")
    start({**request, "LabelingJobName": "audit", "LabelAttributeName": "better-ref"})
    complete("audit")
    second = responses("output/audit/annotations/worker-response/")
    frames = [[re.sub("[0-9a-f]{40}", "", name) for name in found] for found in (first, second)]
    assert frames[0] == frames[1]
    assert [strip_numbers(document) for document in first.values()] == [strip_numbers(document) for document in second.values()]


def strip_numbers(document: Job) -> Job:
    """Frame numbers are numbers in a sequence file and strings in a label."""
    ((kind, annotations),) = document.items()
    return {kind: {name: value for name, value in annotations.items() if name != "frameNumber"}}


@conformance(
    "Responses to point clouds have the layout of other task types and the form of the label",
    assumed("neither is documented or was observed"),
)
def test_the_answer_to_a_point_cloud(of_type: Any, labeled: Any, output: Any) -> None:
    name = "3DPointCloudObjectDetection"
    (answer,) = labeled(of_type(name, line_for(BUILT_IN_TASK_TYPES[name])))
    assert answer["answerContent"] == output()[0]["new"]
