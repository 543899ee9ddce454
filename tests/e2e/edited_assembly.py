"""A cloud assembly with one change, as a mistake in a construct would cause."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sandbox.cdk_cli import CdkCli

Template = dict[str, Any]

# Otherwise a missing permission is retried for two minutes, as one that is not in effect yet.
_PROPAGATION_SECONDS = "2"


def with_template(cli: CdkCli, folder: Path, *, stack: str, edit: Callable[[Template], None]) -> CdkCli:
    """The same application, the template of one stack edited."""
    assert cli.application is not None
    assembly = Path(shutil.copytree(cli.application, folder / "assembly"))
    (path,) = assembly.glob(f"**/*{stack}*.template.json")
    template: Template = json.loads(path.read_text())
    edit(template)
    path.write_text(json.dumps(template))
    _rename_asset(assembly, path)
    return CdkCli(cli.sandbox, environments=cli.environments, application=assembly)


def without_action(cli: CdkCli, folder: Path, *, stack: str, policy: str, action: str) -> CdkCli:
    """The same application without one action in the policies whose logical ids contain `policy`.

    Its functions still expect the action, and retry for a moment.
    """

    def edit(template: Template) -> None:
        removed = [
            _remove(statement, action)
            for logical_id, resource in template["Resources"].items()
            if policy in logical_id
            for document in _policy_documents(resource)
            for statement in document["Statement"]
        ]
        assert any(removed), f"{action} is in no policy of {policy}"
        _wait_a_moment(template)

    return with_template(cli, folder, stack=stack, edit=edit)


def impatient(cli: CdkCli, folder: Path, *, stack: str) -> CdkCli:
    """The same application, with functions that retry only briefly for their granted actions, if not for every resource."""
    return with_template(cli, folder, stack=stack, edit=_wait_a_moment)


def _wait_a_moment(template: Template) -> None:
    for resource in template["Resources"].values():
        variables = resource.get("Properties", {}).get("Environment", {}).get("Variables", {})
        if "PROPAGATION_SECONDS" in variables:
            variables["PROPAGATION_SECONDS"] = _PROPAGATION_SECONDS


def _policy_documents(resource: dict[str, Any]) -> list[dict[str, Any]]:
    """The documents of a policy, or the inline ones of a role."""
    properties = resource.get("Properties", {})
    if resource["Type"] == "AWS::IAM::Policy":
        return [properties["PolicyDocument"]]
    return [policy["PolicyDocument"] for policy in properties.get("Policies", [])] if resource["Type"] == "AWS::IAM::Role" else []


def _remove(statement: dict[str, Any], action: str) -> bool:
    actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
    if action not in actions:
        return False
    # A statement needs an action: the last one is replaced by one that our functions never call.
    statement["Action"] = [kept for kept in actions if kept != action] or ["sts:GetCallerIdentity"]
    return True


def _rename_asset(assembly: Path, template: Path) -> None:
    """The CLI skips a template whose asset name is already published."""
    manifest = template.with_name(template.name.replace(".template.json", ".assets.json"))
    files = json.loads(manifest.read_text())["files"]
    (known,) = (name for name, file in files.items() if file["source"]["path"] == template.name)
    changed = hashlib.sha256(template.read_bytes()).hexdigest()
    for file in assembly.rglob("*.json"):
        file.write_text(file.read_text().replace(known, changed))
