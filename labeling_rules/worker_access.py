"""From where workers, and the addresses of the data that they see, get in."""

from __future__ import annotations

from collections.abc import Iterator

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, warns

ANYWHERE = "anywhere"


@warns(at=AT_SYNTHESIS)
def data_urls_stay_with_the_workers(team: Node, *, workforce: Node) -> Iterator[Mistake]:
    """Where workers may sign in from some addresses only, the presigned URLs of their data work from the worker's address only.

    Source: API_IamPolicyConstraints; API_SourceIpConfig, which is about the portal and not about Amazon S3
    """
    place = team["presigned_urls_from"]
    if workforce["source_ip_cidrs"].entries() and place.known and place.value in (None, ANYWHERE):
        yield place.mistake(
            "source_ip: source_ip_cidrs closes the portal, and whoever gets the URL of an object from a page opens it from anywhere",
            value=ANYWHERE,
        )
