"""Ground Truth Plus: who reaches the buckets, where, and which projects do not go together."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ground_truth.environment.rules.plus_teams import plus_team_mistakes
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node

REGION = "us-east-1"
"""https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-create-batches.html: "Your data is in the US East (N. Virginia) Region."""


def ground_truth_plus_mistakes(environment: Node, *, environment_name: str) -> Iterator[Mistake]:
    """Every mistake between the fields of `ground_truth_plus` and those around it."""
    plus = environment["ground_truth_plus"]
    projects = plus["projects"].entries()
    yield from _account(plus)
    if projects:
        yield from _region(environment["region"])
        yield from _names(projects)
        for project in projects:
            yield from _project(project, narrowed=plus["narrowed"])
        yield from plus_team_mistakes(environment, environment_name=environment_name)


def _account(plus: Node) -> Iterator[Mistake]:
    access, account = plus["access"].text, plus["account_id"]
    if access in ("account", "both") and not account.present:
        yield account.mistake(f"required with access: {access}: the account that your AWS expert named, 12 digits in quotes")
    if access == "role" and account.present:
        yield account.mistake("only with access: account or both")


def _region(region: Node) -> Iterator[Mistake]:
    if region.text is not None and region.text != REGION:
        yield region.mistake(
            f"{REGION} with ground_truth_plus.projects: Ground Truth Plus takes data from there only "
            "(https://docs.aws.amazon.com/sagemaker/latest/dg/gtp-create-batches.html)"
        )


def _names(projects: list[Node]) -> Iterator[Mistake]:
    yield from _repeated(
        [project["name"] for project in projects],
        same=lambda name: name.lower().replace("-", ""),
        allowed="a name that differs from other projects' in more than case and hyphens: {} has it",
    )
    for project in projects:
        yield from _repeated(
            project["batches"].entries(), same=str.lower, allowed="a name that no other batch of the project has: {} has it"
        )


def _repeated(names: list[Node], *, same: Callable[[str], str], allowed: str) -> Iterator[Mistake]:
    first: dict[str, Node] = {}
    for node in names:
        if node.text is not None and first.setdefault(same(node.text), node) is not node:
            yield node.mistake(allowed.format(first[same(node.text)].path))


def _project(project: Node, *, narrowed: Node) -> Iterator[Mistake]:
    if project["bucket"].text == "input" and narrowed.known and narrowed.value is not True:
        yield project["bucket"].mistake(
            "own, or ground_truth_plus.narrowed: true: the documented policy opens the whole bucket, not only this project's part of it"
        )
    if project["data_classification"].text == "personal" and project["contains_pii"].value is False:
        yield project["contains_pii"].mistake("true with data_classification: personal")
    notify, emails = project["delivery"]["notify"], project["delivery"]["emails"]
    if emails.entries() and notify.known and notify.value is not True:
        yield emails.mistake("only with notify: true")
    for people in ("requesters", "reviewers", "readers"):
        for role in project[people]["roles"].entries():
            if (role.text or "").startswith("AWSReservedSSO_"):
                yield role.mistake(
                    "a role that IAM lets you change: name the policy in the permission set of IAM Identity Center instead, "
                    "as a customer managed policy"
                )
