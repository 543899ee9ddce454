"""Tags as the SageMaker API takes them. CDK's own tags reach resources of CloudFormation, not those behind a custom resource."""

from collections.abc import Mapping


def api_tags(tags: Mapping[str, str]) -> list[dict[str, str]]:
    """`{"team": "vision"}` as `[{"Key": "team", "Value": "vision"}]`, in the order of the keys."""
    return [{"Key": key, "Value": value} for key, value in sorted(tags.items())]
