"""Topics: names, and attributes of FIFO topics.

https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html
"""

import re
from collections.abc import Iterator

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused

_NAME = re.compile(r"[A-Za-z0-9_-]{1,256}")
_DISPLAY_NAME_CHARACTERS = 100
_VALUES = {"TracingConfig": {"Active", "PassThrough"}, "SignatureVersion": {"1", "2"}, "FifoThroughputScope": {"Topic", "MessageGroup"}}
_OF_FIFO = ("ContentBasedDeduplication", "ArchivePolicy", "FifoThroughputScope")


def topic_errors(topic: Resource) -> Iterator[str]:
    """SNS's error messages for a topic."""
    properties = topic.properties
    is_fifo, name = _is_true(properties.get("FifoTopic")), properties.get("TopicName")
    if name is not None and not (_NAME.fullmatch(name.removesuffix(".fifo") if is_fifo else name) and name.endswith(".fifo") == is_fifo):
        yield _invalid("Topic Name", at="TopicName")
    if len(str(properties.get("DisplayName", ""))) > _DISPLAY_NAME_CHARACTERS:
        yield _invalid("Attributes Reason: DisplayName", at="DisplayName")
    for attribute, allowed in _VALUES.items():
        if attribute in properties and str(properties[attribute]) not in allowed:
            yield _invalid(f"Attributes Reason: {attribute}: Invalid value [{properties[attribute]}]", at=attribute)
    for attribute in _OF_FIFO:
        if not is_fifo and properties.get(attribute) and str(properties[attribute]).lower() != "false":
            yield _invalid(f"Attributes Reason: {attribute} can only be set for FIFO topics", at=attribute)


def _is_true(value: object) -> bool:
    return str(value).lower() == "true"


def _invalid(problem: str, *, at: str) -> str:
    return refused("Sns", f"Invalid parameter: {problem}", at=at)
