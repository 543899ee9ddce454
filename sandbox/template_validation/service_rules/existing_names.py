"""A new resource whose name another one has already: MiniStack would take it over."""

from collections.abc import Iterator

from ministack.services.cloudformation import changesets

from sandbox.template_validation.resource import Resource


def existing_name_errors(resource: Resource) -> Iterator[str]:
    """What CloudFormation answers; asked of resources that are to be made, under a name that their template gives."""
    names, find_problem = changesets._IMPORT_LOOKUPS.get(resource.type, ((), None))
    given = [resource.properties.get(name) for name in names]
    if resource.physical_id or not names or not all(isinstance(each, str) for each in given):
        return
    # Nothing is wrong with importing what is there.
    if find_problem(*given) is None:
        yield f"Resource of type '{resource.type}' with identifier '{'|'.join(map(str, given))}' already exists."
