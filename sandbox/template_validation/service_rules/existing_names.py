"""A new resource whose name is in use: MiniStack would take the existing one over."""

from collections.abc import Iterator

from ministack.services.cloudformation import changesets

from sandbox.template_validation.resource import Resource


def existing_name_errors(resource: Resource) -> Iterator[str]:
    """CloudFormation's error messages for a resource to create under a name from its template."""
    names, find_problem = changesets._IMPORT_LOOKUPS.get(resource.type, ((), None))
    given = [resource.properties.get(name) for name in names]
    if resource.physical_id or not names or not all(isinstance(each, str) for each in given):
        return
    # Importing an existing resource is valid.
    if find_problem(*given) is None:
        yield f"Resource of type '{resource.type}' with identifier '{'|'.join(map(str, given))}' already exists."
