"""The network locations from which workers sign in and load their data."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, warns

ANYWHERE = "anywhere"


@warns(at=AT_SYNTHESIS)
def data_urls_stay_with_the_workers(team: Node, *, workforce: Node) -> Iterator[Mistake]:
    """If workers may sign in only from certain IP addresses, presigned URLs of their data work only from the worker's address.

    Source: API_IamPolicyConstraints; API_SourceIpConfig, which is about the portal and not about Amazon S3
    """
    place = team["presigned_urls_from"]
    if workforce["source_ip_cidrs"].entries() and place.known and place.value in (None, ANYWHERE):
        yield place.mistake(
            "source_ip: source_ip_cidrs restricts only the portal, and the URL of an object from a worker page works from anywhere",
            value=ANYWHERE,
        )
