"""String properties, converted to the API's types."""

from typing import Any

import pytest

from lambda_handlers.aws.clients import client
from lambda_handlers.aws.properties import coerce, own_shape
from lambda_handlers.errors import InvalidPropertiesError

SHAPE = own_shape(
    {
        "Count": {"type": "integer"},
        "Size": {"type": "long"},
        "Share": {"type": "double"},
        "Enabled": {"type": "boolean"},
        "Name": {"type": "string"},
        "Items": {"type": "list", "member": {"type": "structure", "members": {"Count": {"type": "integer"}}}},
        "Extra": {"type": "map", "key": {"type": "string"}, "value": {"type": "boolean"}},
    }
)


def converted(**properties: Any) -> dict[str, Any]:
    return coerce(properties=properties, api=SHAPE)


def test_strings_get_the_types_of_the_shape() -> None:
    assert converted(
        Count="3", Size="4", Share="0.5", Enabled="true", Name="3", Items=[{"Count": "7"}, {"Count": 8}], Extra={"a": "false"}
    ) == {
        "Count": 3,
        "Size": 4,
        "Share": 0.5,
        "Enabled": True,
        "Name": "3",
        "Items": [{"Count": 7}, {"Count": 8}],
        "Extra": {"a": False},
    }


@pytest.mark.parametrize("value", [True, 3, 0.5])
def test_typed_values_become_strings_where_a_string_is_wanted(value: Any) -> None:
    assert converted(Name=value) == {"Name": str(value).lower()}


def test_a_number_without_a_fraction_stays_whole() -> None:
    assert repr(converted(Share="20")["Share"]) == "20"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"Count": "3.5"}, "Count must be a whole number, not '3.5'"),
        ({"Count": True}, "Count must be a whole number, not True"),
        ({"Share": "half"}, "Share must be a number, not 'half'"),
        ({"Enabled": "yes"}, "Enabled must be true or false, not 'yes'"),
        ({"Enabled": ["true"]}, "Enabled must be true or false"),
        ({"Name": {"a": "b"}}, "Name must be a string"),
        ({"Items": {"Count": "1"}}, "Items must be a list"),
        ({"Items": ["1"]}, "Items[0] must be an object"),
        ({"Items": [{"Count": "1"}, {"Cuont": "2"}]}, "Items[1].Cuont is unknown (allowed: Count)"),
        ({"Extra": "a"}, "Extra must be an object"),
    ],
)
def test_mistakes_are_named_by_their_path(properties: dict[str, Any], expected: str) -> None:
    with pytest.raises(InvalidPropertiesError) as raised:
        coerce(properties=properties, api=SHAPE)
    assert expected in str(raised.value)


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ({"Items": "the-secret"}, "Items must be a list, not a single value"),
        ({"Items": ["the-secret"]}, "Items[0] must be an object, not a single value"),
        ({"Extra": ["the-secret"]}, "Extra must be an object, not a list"),
        ({"Name": {"Secret": "the-secret"}}, "Name must be a string, not an object"),
        ({"Name": ["the-secret"]}, "Name must be a string, not a list"),
        ({"Count": {"Secret": "the-secret"}}, "Count must be a whole number, not an object"),
        ({"Count": "the-secret" * 5}, "Count must be a whole number, not a single value"),
        ({"Password": "the-secret"}, "Password is unknown"),
    ],
)
def test_what_is_out_of_place_is_not_repeated(properties: dict[str, Any], expected: str) -> None:
    """It may be a secret, and the message is logged."""
    with pytest.raises(InvalidPropertiesError) as raised:
        coerce(properties=properties, api=SHAPE)
    assert expected in str(raised.value)
    assert "the-secret" not in str(raised.value)


def test_all_mistakes_are_named_at_once() -> None:
    with pytest.raises(InvalidPropertiesError) as raised:
        coerce(properties={"Count": "x", "Nmae": "y"}, api=SHAPE, required=frozenset({"Name"}))
    assert "Count must be" in str(raised.value)
    assert "Nmae is unknown" in str(raised.value)
    assert "Name is required" in str(raised.value)


def test_the_clients_repeat_throttled_calls_and_give_up_in_time() -> None:
    config = client("sagemaker").meta.config
    assert config.retries == {"mode": "standard", "total_max_attempts": 5}
    assert config.connect_timeout + config.read_timeout < 30
