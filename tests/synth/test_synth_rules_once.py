"""Each rule checks each job once per synthesis, and its warnings appear once, at the job."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import aws_cdk as cdk
import pytest
import yaml
from constructs import IConstruct

from ground_truth import Dataset, EnvironmentStage, InputBucket, LabelingJob, OutputBucket
from ground_truth.environment import load_environments
from ground_truth.settings import LabelingJobSettings
from ground_truth.template_linter import lint
from labeling_rules import labeling_job
from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.rule import refuses, warns
from tests.synth.labeling_task import TASK

ROOT = Path(__file__).parents[2]
TEMPLATE = (ROOT / "constructs/ground_truth/templates/TextMultiClass.liquid.html").read_text(encoding="utf-8")
UNCLOSED = TEMPLATE.replace("</crowd-form>", "<b></crowd-form>")


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> Counter[tuple[str, str]]:
    """The number of checks by rules of each level, and by the template linter."""
    counted: Counter[tuple[str, str]] = Counter()

    @refuses()
    def a_rule(job: Job) -> Iterator[Mistake]:
        counted["rule", str(job.node["LabelingJobName"].text)] += 1
        yield from ()

    @warns()
    def a_doubt(job: Job) -> Iterator[Mistake]:
        name = job.node["LabelingJobName"]
        counted["doubt", str(name.text)] += 1
        yield name.mistake("a better name")

    def counting(source: str, **options: object) -> object:
        counted["lint", ""] += 1
        return lint(source, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(labeling_job, "JOB_RULES", (a_rule, a_doubt))
    monkeypatch.setattr("ground_truth.local_files.job_template.lint", counting)
    return counted


def warnings(scope: IConstruct) -> list[tuple[str, str]]:
    """The construct of each rule's warning, below the scope, and the warning."""
    entries = [(construct.node.path, entry) for construct in scope.node.find_all() for entry in construct.node.metadata]
    told = [(path, str(entry.data)) for path, entry in entries if entry.type == "aws:cdk:warning"]
    return [(path, text.partition(" [ack:")[0]) for path, text in told if "ground-truth-cdk:" in text]


def test_the_jobs_of_an_environment_file(app: cdk.App, tmp_path: Path, looks: Counter[tuple[str, str]]) -> None:
    document = yaml.safe_load((ROOT / "environments/dev.yaml").read_text(encoding="utf-8"))
    (job,) = document["labeling_jobs"]
    (tmp_path / "page.liquid.html").write_text(UNCLOSED, encoding="utf-8")
    document["labeling_jobs"] = [{**job, "LabelingJobName": name, "template": "page.liquid.html"} for name in ("one", "two")]
    (tmp_path / "dev.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    (environment,) = load_environments(tmp_path)
    stage = EnvironmentStage(app, environment=environment)
    assert looks == {(what, name): 1 for what in ("rule", "doubt") for name in ("one", "two")} | {("lint", ""): 2}
    quota = "2 labeling jobs: 1 at a time in a new account: quota L-150039CA (Ground Truth labeling jobs) has to allow more"
    line = len(UNCLOSED.splitlines())
    assert warnings(stage) == [
        ("dev/Labeling", f"labeling_jobs: {quota}"),
        ("dev/Labeling/Job one", 'LabelingJobName: "one": a better name'),
        ("dev/Labeling/Job one", f"template: page.liquid.html:{line}: <b> is never closed"),
        ("dev/Labeling/Job two", 'LabelingJobName: "two": a better name'),
        ("dev/Labeling/Job two", f"template: page.liquid.html:{line}: <b> is never closed"),
    ]


def test_a_job_of_somebodys_own(stack: cdk.Stack, tmp_path: Path, looks: Counter[tuple[str, str]]) -> None:
    template = tmp_path / "page.liquid.html"
    template.write_text(UNCLOSED, encoding="utf-8")
    bucket = InputBucket(stack, "Input")
    LabelingJob(
        stack,
        "Job",
        settings=LabelingJobSettings.model_validate(
            {"LabelingJobName": "one", "task_type": "TextMultiClass", "labels": ["a", "b"], "HumanTaskConfig": TASK}
        ),
        input_bucket=bucket,
        output_bucket=OutputBucket(stack, "Output"),
        dataset=Dataset.in_bucket(bucket, "one.manifest"),
        template=template,
    )
    assert looks == {("rule", "one"): 1, ("doubt", "one"): 1, ("lint", ""): 1}
    assert [path for path, _text in warnings(stack)] == ["Labels/Job", "Labels/Job"]
