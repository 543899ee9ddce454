"""Label and frame attributes: additional questions that workers answer about an object or a frame."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from labeling_rules.label_formats import LABEL_ATTRIBUTES as LIMITS
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import mistakes_of, refuses

# The members of a label category file that hold attributes.
OF_ALL_LABELS = "categoryGlobalAttributes"
OF_A_LABEL = "categoryAttributes"
OF_FRAMES = "frameAttributes"


def frame_attribute_mistakes(categories: Node) -> Iterator[Mistake]:
    """The mistakes of `frameAttributes`."""
    attributes = _attributes(categories[OF_FRAMES])
    for attribute in attributes:
        yield from _attribute_mistakes(attribute)
        yield from mistakes_of(frame_attribute_description, attribute)
    yield from mistakes_of(attribute_names_differ, attributes)
    yield from mistakes_of(number_of_frame_attributes, categories[OF_FRAMES])


def every_attribute(categories: Node) -> Iterator[Node]:
    """The attributes of frames, of all labels and of individual labels."""
    for place in (categories[OF_FRAMES], *places_of_label_attributes(categories)):
        yield from place.entries()


def places_of_label_attributes(categories: Node) -> list[Node]:
    """The places that hold label attributes."""
    return [categories[OF_ALL_LABELS], *(label[OF_A_LABEL] for label in categories["labels"].entries())]


def label_attribute_mistakes(categories: Node) -> Iterator[Mistake]:
    """The mistakes of `categoryGlobalAttributes`, which apply to every label, and of the `categoryAttributes` of individual labels."""
    of_all = _attributes(categories[OF_ALL_LABELS])
    for attribute in of_all:
        yield from _attribute_mistakes(attribute)
    yield from mistakes_of(attribute_names_differ, of_all)
    for label in categories["labels"].entries():
        own = _attributes(label[OF_A_LABEL])
        for attribute in own:
            yield from _attribute_mistakes(attribute)
        yield from mistakes_of(attribute_names_differ, own, of_all)
    yield from mistakes_of(number_of_label_attributes, categories)


def one_of_mistakes(node: Node, names: Sequence[str], *, required: bool = False) -> Iterator[Mistake]:
    """A string that is not one of the names, or a missing one if `required`."""
    allowed = f"one of {', '.join(names)}"
    if required and not node.present:
        yield node.mistake(f"required: {allowed}")
    elif node.text is not None and node.text not in names:
        yield node.mistake(allowed)


def _attribute_mistakes(attribute: Node) -> Iterator[Mistake]:
    for rule in (attribute_name, attribute_type, attribute_description, attribute_values, attribute_numbers, attribute_edits_allowed):
        yield from mistakes_of(rule, attribute)


@refuses()
def attribute_name(attribute: Node) -> Iterator[Mistake]:
    """An attribute has a name.

    Source: developer guide, sms-label-cat-config-attributes (name)
    """
    if attribute["name"].value in (None, ""):
        yield attribute["name"].mistake("required: 1 or more characters")


@refuses()
def attribute_type(attribute: Node) -> Iterator[Mistake]:
    """An attribute is a string or a number.

    Source: developer guide, sms-label-cat-config-attributes (type)
    """
    yield from one_of_mistakes(attribute["type"], LIMITS.types, required=True)


@refuses()
def attribute_description(attribute: Node) -> Iterator[Mistake]:
    """The description of an attribute has at most 128 characters.

    Source: developer guide, sms-label-cat-config-attributes (quotas)
    """
    if len(attribute["description"].text or "") > LIMITS.longest_description:
        yield attribute["description"].mistake(f"0 to {LIMITS.longest_description} characters")


@refuses()
def frame_attribute_description(attribute: Node) -> Iterator[Mistake]:
    """A frame attribute has a description.

    Source: developer guide, sms-label-cat-config-attributes (description)
    """
    if attribute["description"].value in (None, ""):
        yield attribute["description"].mistake(f"required for frames: 1 to {LIMITS.longest_description} characters")


@refuses()
def attribute_values(attribute: Node) -> Iterator[Mistake]:
    """Only a string attribute has values to choose from: 1 to 10, of 1 to 16 characters each. Without them workers enter free text.

    Source: developer guide, sms-label-cat-config-attributes (enum, quotas)
    """
    values = attribute["enum"]
    if values.present and attribute["type"].text == "number":
        yield values.mistake("nothing: only an attribute of the type string has values to choose from")
    if isinstance(values.value, list | tuple) and not 1 <= len(values.value) <= LIMITS.most_values:
        yield values.mistake(f"1 to {LIMITS.most_values} values")
    for value in values.entries():
        if value.text is not None and not 1 <= len(value.text) <= LIMITS.longest_value:
            yield value.mistake(f"1 to {LIMITS.longest_value} characters")


@refuses()
def attribute_numbers(attribute: Node) -> Iterator[Mistake]:
    """Only a number attribute has a minimum and a maximum. Both are whole numbers, and the minimum is not above the maximum.

    Source: developer guide, sms-label-cat-config-attributes (minimum and maximum)
    """
    minimum, maximum = attribute["minimum"], attribute["maximum"]
    for limit in (minimum, maximum):
        if attribute["type"].text == "string" and limit.present:
            yield limit.mistake("nothing: only an attribute of the type number has it")
    if minimum.number is not None and maximum.number is not None and minimum.number > maximum.number:
        yield minimum.mistake(f"at most the maximum, {maximum.number}")


@refuses()
def attribute_edits_allowed(attribute: Node) -> Iterator[Mistake]:
    """In an audit, workers may make any edit of an attribute, or none.

    Source: developer guide, sms-label-cat-config-attributes (editsAllowed)
    """
    yield from one_of_mistakes(attribute["editsAllowed"], LIMITS.edits_allowed)


@refuses()
def attribute_names_differ(attributes: Sequence[Node], of_all_labels: Sequence[Node] = ()) -> Iterator[Mistake]:
    """Attribute names are unique: among the attributes of frames, and among those of a label including the global ones.

    Source: developer guide, sms-label-cat-config-attributes (name)
    """
    first = {attribute["name"].text: attribute.path for attribute in reversed(of_all_labels)}
    for attribute in attributes:
        name = attribute["name"]
        if name.text is not None and first.setdefault(name.text, attribute.path) != attribute.path:
            yield name.mistake(f"another name: {first[name.text]} has it")


@refuses()
def number_of_frame_attributes(place: Node) -> Iterator[Mistake]:
    """Frames have at most 10 attributes, at most 5 of them free text.

    Source: developer guide, sms-label-cat-config-attributes (quotas)
    """
    limits = (LIMITS.most_of_a_frame, LIMITS.most_free_texts_of_a_frame)
    yield from _too_many(place, _attributes(place), limits, owner="of a frame")


@refuses()
def number_of_label_attributes(categories: Node) -> Iterator[Mistake]:
    """A label has at most 10 attributes, at most 5 of them free text, including the global ones.

    Source: developer guide, sms-label-cat-config-attributes (quotas)
    """
    limits = (LIMITS.most_of_a_label, LIMITS.most_free_texts_of_a_label)
    of_all = _attributes(categories[OF_ALL_LABELS])
    of_all_mistakes = list(_too_many(categories[OF_ALL_LABELS], of_all, limits, owner="of a label"))
    yield from of_all_mistakes
    for label in categories["labels"].entries():
        own = _attributes(label[OF_A_LABEL])
        if own and not of_all_mistakes:
            yield from _too_many(label[OF_A_LABEL], [*of_all, *own], limits, owner="of a label, with those of all labels")


def _attributes(place: Node) -> list[Node]:
    return [attribute for attribute in place.entries() if attribute.is_mapping]


def _too_many(place: Node, attributes: Sequence[Node], limits: tuple[int, int], *, owner: str) -> Iterator[Mistake]:
    most, most_free_texts = limits
    free_texts = [attribute for attribute in attributes if attribute["type"].text == "string" and not attribute["enum"].present]
    if len(attributes) > most:
        yield place.mistake(f"at most {most} attributes {owner}", value=f"{len(attributes)} attributes")
    if len(free_texts) > most_free_texts:
        yield place.mistake(f"at most {most_free_texts} free text attributes {owner}", value=f"{len(free_texts)} free text attributes")
