"""Rules about Ground Truth that no general rule set has; each returns the violations in templates."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tests.synth.cloud_assembly import Json, SynthesizedStack


def input_without_cors(stacks: Iterable[SynthesizedStack]) -> list[str]:
    """Jobs with a manifest in one of our buckets from which a worker's browser cannot load images.

    https://docs.aws.amazon.com/sagemaker/latest/dg/sms-cors-update.html
    """
    known = list(stacks)
    buckets = {f"s3://${{{path}}}/": bucket for stack in known for path, bucket in stack.of_type("AWS::S3::Bucket").items()}
    return [
        f"{stack.name}/{path}"
        for stack in known
        for path, job in stack.of_type("Custom::GroundTruthLabelingJob").items()
        for prefix, bucket in buckets.items()
        if _manifest(job).startswith(prefix) and not _lets_browsers_read(bucket)
    ]


def public_workteams(stacks: Iterable[SynthesizedStack]) -> list[str]:
    """Resources that refer to the public workforce, Amazon Mechanical Turk, which closed on 30 September 2026."""
    return [
        f"{stack.name}/{path}"
        for stack in stacks
        for path, resource in stack.resources.items()
        if "workteam/public-crowd" in json.dumps(resource) or "PublicWorkforceTaskPrice" in json.dumps(resource)
    ]


def _manifest(job: Json) -> str:
    source: Json = job["Properties"]["InputConfig"]["DataSource"]
    return str(source.get("S3DataSource", {}).get("ManifestS3Uri", ""))


def _lets_browsers_read(bucket: Json) -> bool:
    rules = bucket["Properties"].get("CorsConfiguration", {}).get("CorsRules", [])
    return any("GET" in rule["AllowedMethods"] and "*" in rule["AllowedOrigins"] for rule in rules)
