"""DynamoDB tables: the attributes of keys and indexes must be defined.

https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
"""

from collections.abc import Iterator

from sandbox.template_validation.resource import Resource
from sandbox.template_validation.service_rules.answers import refused

_INDEXES = ("GlobalSecondaryIndexes", "LocalSecondaryIndexes")


def table_errors(table: Resource) -> Iterator[str]:
    """DynamoDB's error messages for a table."""
    properties = table.properties
    defined = {each["AttributeName"] for each in properties.get("AttributeDefinitions", [])}
    schemas = [properties.get("KeySchema", []), *(index["KeySchema"] for name in _INDEXES for index in properties.get(name, []))]
    used = {each["AttributeName"] for schema in schemas for each in schema}
    if used - defined:
        reason = "Some index key attributes are not defined in AttributeDefinitions."
        yield _refused(f"{reason} Keys: {sorted(used)}, AttributeDefinitions: {sorted(defined)}")
    elif defined - used:
        yield _refused("Some AttributeDefinitions are not used. " + f"AttributeDefinitions: {sorted(defined)}, keys used: {sorted(used)}")


def _refused(problem: str) -> str:
    return refused("DynamoDb", f"One or more parameter values were invalid: {problem}", at="AttributeDefinitions")
