"""Objects that are looked for in a bucket: how their keys end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from labeling_rules.rule import AT_SYNTHESIS, refuses
from labeling_rules.task_types import DATA_OBJECTS

# What the console takes of a prefix: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-console-create-manifest-file.html
CRAWLED_EXTENSIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"images": DATA_OBJECTS["image"].extensions, "videos": DATA_OBJECTS["video clip"].extensions, "text_files": (".txt", ".csv")}
)
"""The endings of what can be looked for, in small letters; in a bucket they may be in capital letters too."""

_END_OF_A_WILDCARD = re.compile(r"[*?\]]")


@refuses(at=AT_SYNTHESIS)
def ending_of_a_crawl(pattern: str, *, objects: str, prefix: str) -> str | None:
    """The `pattern` of a crawl ends as the objects do that it looks for, in small or capital letters, or with a wildcard.

    Source: this application: with another one nothing can be found, which fails the deployment
    """
    endings = CRAWLED_EXTENSIONS[objects]
    *wildcards, end = _END_OF_A_WILDCARD.split(pattern)
    # Of `**/`, nothing may be left.
    end = (end.removeprefix("/") if wildcards else prefix + pattern).lower()
    if any(end.endswith(ending) or (wildcards and ending.endswith(end)) for ending in endings):
        return None
    return f"a pattern that ends as {objects} do ({', '.join(endings)}), or with a wildcard"
