"""An invalid labeling job, the loader's messages, and names shared by the tables.

Each input is a valid job of a task type with other values at dotted paths (None removes a key), and its local files.
The expected lines omit `environments/dev.yaml: `; `~` at the beginning of a line stands for `labeling_jobs[0].`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

REGION = "eu-west-1"

ACCOUNT = "111122223333"

LAMBDAS = f"arn:aws:lambda:{REGION}:568282634449:function"

OTHER_LAMBDAS = "arn:aws:lambda:us-east-1:432418664414:function"

PREPARE = "HumanTaskConfig.PreHumanTaskLambdaArn"

CONSOLIDATION = "HumanTaskConfig.AnnotationConsolidationConfig"

CONSOLIDATE = f"{CONSOLIDATION}.AnnotationConsolidationLambdaArn"

TEAM = "HumanTaskConfig.WorkteamArn"

TEAMS = f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:workteam"

UI = "HumanTaskConfig.UiConfig"

PAGE = f"{UI}.HumanTaskUiArn"

PAGES = f"arn:aws:sagemaker:{REGION}:394669845002:human-task-ui"

SOURCE = "InputConfig.DataSource"

MANIFEST = f"{SOURCE}.S3DataSource.ManifestS3Uri"

ALGORITHM = "LabelingJobAlgorithmsConfig.LabelingJobAlgorithmSpecificationArn"

ALGORITHMS = f"arn:aws:sagemaker:{REGION}:027400017018:labeling-job-algorithm-specification"

TOPIC = f"arn:aws:sns:{REGION}:{ACCOUNT}:objects"

TURK = "Amazon Mechanical Turk closed on 30 September 2026"

STREAM: Mapping[str, object] = {"dataset": None, f"{SOURCE}.SnsDataSource": {"SnsTopicArn": TOPIC}}

AUTOMATED: Mapping[str, object] = {"LabelingJobAlgorithmsConfig": {}}


@dataclass(frozen=True)
class BadInput:
    """A job with one mistake."""

    task_type: str
    changes: Mapping[str, object]
    lines: tuple[str, ...]
    files: Mapping[str, str | bytes] = field(default_factory=dict)


def bad(task_type: str, changes: Mapping[str, object], *lines: str) -> BadInput:
    """An input with invalid fields."""
    return BadInput(task_type, changes, lines)


def bad_line(task_type: str, line: object, allowed: str, *, number: int = 1, before: str = "") -> BadInput:
    """An input with one invalid manifest line: a string, or an object as JSON."""
    text = line if isinstance(line, str) else json.dumps(line)
    shown = text.strip() if len(text.strip()) <= 60 else f"{text.strip()[:60]}..."
    value = f"line {number} of m.manifest" + (f": {shown}" if shown else "")
    files = {"m.manifest": f"{before}{text}\n"}
    return BadInput(task_type, {"dataset": {"manifest": "m.manifest"}}, (f"~dataset.manifest: {value}: {allowed}",), files)


def unlabeled(task_type: str, line: object, missing: str) -> BadInput:
    """An input whose manifest has no line with labels to audit."""
    files = {"m.manifest": f"{json.dumps(line)}\n" * 2}
    told = f"~dataset.manifest: all lines of m.manifest: one line or more with {missing}"
    return BadInput(task_type, {"dataset": {"manifest": "m.manifest"}}, (told,), files)
