"""Adjustments and verifications of other jobs' labels, user roles, and named entities."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import aws_cdk as cdk
import pytest

from ground_truth import Dataset, InputBucket, LabelingJob, OutputBucket
from ground_truth.settings import LabelingJobSettings
from labeling_rules.task_types import TASK_TYPES
from tests.synth.cloud_assembly import synthesize

ACCOUNT, REGION = "111122223333", "eu-west-1"
TASK = {
    "WorkteamArn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:workteam/private-crowd/reviewers",
    "TaskTitle": "What is it?",
    "TaskDescription": "Look at it.",
    "NumberOfHumanWorkersPerDataObject": 1,
    "TaskTimeLimitInSeconds": 300,
}
SEQUENCES = TASK_TYPES["VideoObjectTracking"].cors_profile
PAGE = {"UiTemplateS3Uri": "s3://templates/task.html"}
ROLE = f"arn:aws:iam::{ACCOUNT}:role/own"


class Jobs:
    """A stack with consecutive labeling jobs."""

    def __init__(self, app: cdk.App) -> None:
        self.app = app
        self.stack = cdk.Stack(app, "Labels", env=cdk.Environment(account=ACCOUNT, region=REGION))
        self.images, self.labels = InputBucket(self.stack, "Input"), OutputBucket(self.stack, "Output", cors_profile=SEQUENCES)

    @property
    def manifest(self) -> Dataset:
        return Dataset.in_bucket(self.images, "one.manifest")

    def add(self, name: str, task_type: str, dataset: Dataset, *, template: Path | None = None, **values: Any) -> LabelingJob:
        settings = {"LabelingJobName": name, "HumanTaskConfig": TASK, "task_type": task_type, **values}
        if "label_categories" not in values:
            settings = {"labels": ["car", "bus"], **settings}
        parsed = LabelingJobSettings.model_validate(settings)
        return LabelingJob(self.stack, name, settings=parsed, dataset=dataset, template=template, output_bucket=self.labels)

    def properties(self, job: str) -> dict[str, Any]:
        found: dict[str, Any] = synthesize(self.app).stacks["Labels"].properties(job)
        return found

    def shown_labels(self, job: str) -> str:
        """The label attribute that the job's page displays; empty: any."""
        uri = self.properties(job)["HumanTaskConfig"]["UiConfig"]["UiTemplateS3Uri"]
        (template,) = Path(self.app.outdir).glob(f"asset.{uri.rpartition('/')[2].partition('.')[0]}.*")
        (name,) = re.findall(r'assign audited_attribute = "(.*)" %', template.read_text(encoding="utf-8"))
        return str(name)


@pytest.fixture
def jobs(app: cdk.App) -> Jobs:
    return Jobs(app)


def test_what_is_adjusted_are_the_labels_of_the_nearest_job_that_made_some(jobs: Jobs) -> None:
    boxes = jobs.add("boxes", "BoundingBox", jobs.manifest)
    verified = jobs.add("verdicts", "VerificationBoundingBox", Dataset.output_of(boxes), labels=["good", "bad"])
    classified = jobs.add("classes", "ImageMultiClass", Dataset.output_of(verified))
    custom = jobs.add("custom", "PassThrough", Dataset.output_of(classified), HumanTaskConfig={**TASK, "UiConfig": PAGE})
    jobs.add("adjusted", "AdjustmentBoundingBox", Dataset.output_of(custom))
    assert jobs.shown_labels("adjusted") == "boxes"


def test_labels_of_a_custom_job_are_adjusted_where_no_other_job_made_any(jobs: Jobs) -> None:
    custom = jobs.add("custom", "PassThrough", jobs.manifest, HumanTaskConfig={**TASK, "UiConfig": PAGE})
    classified = jobs.add("classes", "ImageMultiClass", Dataset.output_of(custom))
    jobs.add("adjusted", "AdjustmentBoundingBox", Dataset.output_of(classified))
    assert jobs.shown_labels("adjusted") == "custom"


def test_an_audit_that_goes_on_with_itself_works_on_the_same_labels(jobs: Jobs) -> None:
    boxes = jobs.add("boxes", "BoundingBox", jobs.manifest)
    stopped = jobs.add("adjusted", "AdjustmentBoundingBox", Dataset.output_of(boxes))
    jobs.add("rest", "AdjustmentBoundingBox", Dataset.output_of(stopped), LabelAttributeName="adjusted")
    assert jobs.shown_labels("rest") == "boxes"


def test_whose_labels_a_verification_verified_may_be_unknown(jobs: Jobs) -> None:
    verified = jobs.add("verdicts", "VerificationBoundingBox", jobs.manifest, labels=["good", "bad"])
    jobs.add("adjusted", "AdjustmentBoundingBox", Dataset.output_of(verified))
    assert jobs.shown_labels("adjusted") == ""


def test_an_adjustment_of_frames_names_the_labels_of_the_nearest_job_that_made_some(jobs: Jobs) -> None:
    tracks = jobs.add("tracks", "VideoObjectTracking", jobs.manifest, LabelAttributeName="tracks-ref")
    boxes = jobs.add("boxes", "VideoObjectDetection", Dataset.output_of(tracks), LabelAttributeName="boxes-ref")
    jobs.add("adjusted", "AdjustmentVideoObjectTracking", Dataset.output_of(boxes), LabelAttributeName="adjusted-ref")
    properties = jobs.properties("adjusted")
    assert properties["LabelCategoryConfig"]["auditLabelAttributeName"] == "tracks-ref"
    assert properties["LabelAttributeName"] == "adjusted-ref"


def test_an_adjustment_of_frames_that_no_job_labeled_has_to_name_them(jobs: Jobs) -> None:
    boxes = jobs.add("boxes", "VideoObjectDetection", jobs.manifest, LabelAttributeName="boxes-ref")
    with pytest.raises(ValueError, match="label_categories instead, with auditLabelAttributeName"):
        jobs.add("adjusted", "AdjustmentVideoObjectTracking", Dataset.output_of(boxes), LabelAttributeName="adjusted-ref")


def test_a_template_of_named_entities_takes_the_place_of_the_page(jobs: Jobs, tmp_path: Path) -> None:
    template = tmp_path / "entities.liquid.html"
    template.write_text(
        """<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>
        <crowd-entity-annotation name="entities" header="Mark" text="{{ task.input.taskObject }}"
          labels="{{ task.input.labels | to_json | escape }}"></crowd-entity-annotation>""",
        encoding="utf-8",
    )
    labels = {"labels": ["car"], "instructions": {"shortInstruction": "Mark.", "fullInstruction": "Mark all."}}
    jobs.add("entities", "NamedEntityRecognition", jobs.manifest, template=template, label_categories=labels)
    assert list(jobs.properties("entities")["HumanTaskConfig"]["UiConfig"]) == ["UiTemplateS3Uri"]


def test_a_template_with_https_is_passed_on_for_a_role_of_one_s_own(jobs: Jobs) -> None:
    page = {"UiTemplateS3Uri": "https://s3.amazonaws.com/templates/task.html"}
    jobs.add("boxes", "BoundingBox", jobs.manifest, RoleArn=ROLE, HumanTaskConfig={**TASK, "UiConfig": page})
    assert jobs.properties("boxes")["HumanTaskConfig"]["UiConfig"] == page
    with pytest.raises(ValueError, match=r"UiTemplateS3Uri.*: s3://<bucket>/<key>"):
        jobs.add("others", "BoundingBox", jobs.manifest, HumanTaskConfig={**TASK, "UiConfig": page})
