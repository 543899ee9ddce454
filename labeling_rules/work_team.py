"""The work team: private, or a vendor's. The rules of ARNs check who owns a private one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labeling_rules.job import Job
from labeling_rules.mistake import Mistake
from labeling_rules.rule import refuses

MECHANICAL_TURK_CLOSED = "Amazon Mechanical Turk closed on 30 September 2026"
NOT_PUBLIC = f"a private or vendor work team, since {MECHANICAL_TURK_CLOSED}"
NO_PRICE = f"nothing: {MECHANICAL_TURK_CLOSED}"

_TEAM = re.compile(r"arn:[^:]*:sagemaker:[^:]*:[^:]*:workteam/(?P<kind>[^/]*)/.*")
_KINDS = ("private-crowd", "vendor-crowd")


def is_public_team(arn: str) -> bool:
    """True if the work team is that of Amazon Mechanical Turk."""
    match = _TEAM.fullmatch(arn)
    return match is not None and match["kind"] == "public-crowd"


@refuses()
def not_the_public_team(job: Job) -> Iterator[Mistake]:
    """The work team is private or a vendor's: the public workforce, Amazon Mechanical Turk, closed on 30 September 2026.

    Source: closure FAQ of Amazon Mechanical Turk; developer guide, sms-workforce-management
    """
    team = job.node.at("HumanTaskConfig.WorkteamArn")
    if is_public_team(team.text or ""):
        yield team.mistake(NOT_PUBLIC)


@refuses()
def no_price(job: Job) -> Iterator[Mistake]:
    """There is no price per task: only the public workforce, which closed on 30 September 2026, had one.

    Source: API_HumanTaskConfig, PublicWorkforceTaskPrice; closure FAQ of Amazon Mechanical Turk
    """
    price = job.node.at("HumanTaskConfig.PublicWorkforceTaskPrice")
    if price.present:
        yield price.mistake(NO_PRICE)


@refuses()
def kind_of_team(job: Job) -> Iterator[Mistake]:
    """A work team's ARN contains its kind: workteam/private-crowd/<name> or workteam/vendor-crowd/<name>.

    Source: service authorization reference of SageMaker, condition key sagemaker:WorkteamType
    """
    team = job.node.at("HumanTaskConfig.WorkteamArn")
    if team.text is None or ":workteam/" not in team.text or is_public_team(team.text):
        return
    match = _TEAM.fullmatch(team.text)
    if match is None or match["kind"] not in _KINDS:
        yield team.mistake(f"a team's ARN that ends with {' or '.join(f'workteam/{kind}/<name>' for kind in _KINDS)}")
