"""Extensions of the objects that a crawl searches for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from labeling_rules.rule import AT_SYNTHESIS, refuses
from labeling_rules.task_types import DATA_OBJECTS

# The formats that the console finds under a prefix: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-console-create-manifest-file.html
CRAWLED_EXTENSIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"images": DATA_OBJECTS["image"].extensions, "videos": DATA_OBJECTS["video clip"].extensions, "text_files": (".txt", ".csv")}
)
"""The extensions of each kind of crawled object, in lower case; keys in the bucket may also use upper case."""

_END_OF_A_WILDCARD = re.compile(r"[*?\]]")


@refuses(at=AT_SYNTHESIS)
def ending_of_a_crawl(pattern: str, *, objects: str, prefix: str) -> str | None:
    """The `pattern` of a crawl ends with an extension of the objects it searches for, in lower or upper case, or with a wildcard.

    Source: this application: any other pattern matches nothing, which fails the deployment
    """
    endings = CRAWLED_EXTENSIONS[objects]
    *wildcards, end = _END_OF_A_WILDCARD.split(pattern)
    # `**/` may match nothing.
    end = (end.removeprefix("/") if wildcards else prefix + pattern).lower()
    if any(end.endswith(ending) or (wildcards and ending.endswith(end)) for ending in endings):
        return None
    return f"a pattern that ends as {objects} do ({', '.join(endings)}), or with a wildcard"
