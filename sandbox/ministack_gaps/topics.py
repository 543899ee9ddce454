"""AWS::SNS::Topic: KmsMasterKeyId, FifoTopic and ContentBasedDeduplication of a named topic; no default display name.

MiniStack ignores the three, and returns the topic's name as the display name of a topic without one. encrypted_topics applies the key.
"""

from ministack.services import sns

from sandbox.ministack_gaps.added_properties import Properties, add


def install() -> None:
    """Set the attributes as CreateTopic and SetTopicAttributes do."""
    add("AWS::SNS::Topic", _apply)


def _apply(arn: str, _old: Properties, new: Properties) -> None:
    topic = sns._topics[arn]
    attributes = topic["attributes"]
    attributes["DisplayName"] = new.get("DisplayName", "")
    attributes.pop("KmsMasterKeyId", None)
    if key := new.get("KmsMasterKeyId"):
        attributes["KmsMasterKeyId"] = key
    # A generated name would need a suffix that MiniStack does not add.
    if arn.endswith(".fifo") and new.get("FifoTopic"):
        attributes["FifoTopic"] = "true"
        attributes["ContentBasedDeduplication"] = str(bool(new.get("ContentBasedDeduplication", False))).lower()
        topic.setdefault("dedup_cache", {})
        topic.setdefault("fifo_seq", 0)
