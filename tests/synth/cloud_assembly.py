"""A cloud assembly, read from its files like the CDK CLI does, with the templates' intrinsic functions as text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aws_cdk as cdk

Json = dict[str, Any]


@dataclass(frozen=True)
class SynthesizedStack:
    """A stack of a cloud assembly; its resources are named by their construct's path below the stack.

    In `resources` a reference is text: `${InputBucket/Bucket}` is a Ref and `${InputBucket/Bucket.Arn}` an attribute, also if
    another stack exports it, and the partition is `aws`. `DependsOn` contains paths.
    """

    name: str
    template_file: Path
    template: Json
    logical_ids: Mapping[str, str]
    resources: Mapping[str, Json]

    def of_type(self, resource_type: str) -> dict[str, Json]:
        """Path -> resource of one CloudFormation type."""
        return {path: resource for path, resource in self.resources.items() if resource["Type"] == resource_type}

    def properties(self, path: str) -> Json:
        """The properties of the resource at a path."""
        found: Json = self.resources[path]["Properties"]
        return found

    @property
    def custom_resources(self) -> dict[str, Json]:
        """Path -> custom resource."""
        return {path: resource for path, resource in self.resources.items() if resource["Type"].startswith("Custom::")}


@dataclass(frozen=True)
class CloudAssembly:
    """The stacks of a cloud assembly by their display name: `dev/Foundation`."""

    folder: Path
    stacks: Mapping[str, SynthesizedStack]
    missing_context: tuple[Json, ...]

    @property
    def asset_files(self) -> list[str]:
        """The names of the assets, which contain their hashes."""
        return sorted(path.name for path in self.folder.glob("asset.*"))


def synthesize(app: cdk.App) -> CloudAssembly:
    """Synthesize an app with its own output folder, and read the result."""
    app.synth()
    return read_cloud_assembly(Path(app.outdir))


def read_cloud_assembly(folder: Path) -> CloudAssembly:
    """Read every stack of an assembly and of the assemblies nested in it."""
    manifests = list(_manifests(folder))
    unread = [(file, artifact) for file, manifest in manifests for artifact in _stacks(manifest)]
    exports: dict[str, str] = {}
    stacks = {}
    for file, artifact in unread:
        stack = _read_stack(file.parent, artifact, exports)
        stacks[stack.name] = stack
    missing = tuple(entry for _file, manifest in manifests for entry in manifest.get("missing", ()))
    return CloudAssembly(folder, stacks, missing)


def _manifests(folder: Path) -> Iterator[tuple[Path, Json]]:
    file = folder / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    yield file, manifest
    for artifact in manifest["artifacts"].values():
        if artifact["type"] == "cdk:cloud-assembly":
            yield from _manifests(folder / artifact["properties"]["directoryName"])


def _stacks(manifest: Json) -> list[Json]:
    """The stacks in order of their imports."""
    found = {name: artifact for name, artifact in manifest["artifacts"].items() if artifact["type"] == "aws:cloudformation:stack"}
    return sorted(found.values(), key=lambda stack: sum(name in found for name in stack.get("dependencies", ())))


def _read_stack(folder: Path, artifact: Json, exports: dict[str, str]) -> SynthesizedStack:
    name = artifact["displayName"]
    file = folder / artifact["properties"]["templateFile"]
    template = json.loads(file.read_text(encoding="utf-8"))
    metadata = json.loads((folder / artifact["additionalMetadataFile"]).read_text(encoding="utf-8"))
    paths = {
        entry["data"]: _path(path, name) for path, entries in metadata.items() for entry in entries if entry["type"] == "aws:cdk:logicalId"
    }
    resources = {paths[logical_id]: _resource(resource, paths, exports) for logical_id, resource in template["Resources"].items()}
    for output in template.get("Outputs", {}).values():
        if "Export" in output:
            exports[output["Export"]["Name"]] = _text(output["Value"], paths, exports)
    ids = {paths[logical_id]: logical_id for logical_id in template["Resources"]}
    return SynthesizedStack(name, file, template, ids, resources)


def _path(construct_path: str, stack: str) -> str:
    """The path below the stack, without the ids that CDK omits from logical ids."""
    path = construct_path.removeprefix(f"/{stack}/")
    while path.endswith(("/Resource", "/Default")):
        path = path.rpartition("/")[0]
    return path


def _resource(resource: Json, paths: Mapping[str, str], exports: Mapping[str, str]) -> Json:
    depends_on = resource.get("DependsOn", [])
    names = [depends_on] if isinstance(depends_on, str) else depends_on
    return {"Properties": {}, **_text(resource, paths, exports), "DependsOn": [paths[name] for name in names]}


def _text(value: Any, paths: Mapping[str, str], exports: Mapping[str, str]) -> Any:
    match value:
        case {"Ref": "AWS::Partition"}:
            return "aws"
        case {"Ref": name}:
            return f"${{{paths.get(name, name)}}}"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"${{{paths[name]}.{attribute}}}"
        case {"Fn::ImportValue": name}:
            return exports[name]
        case {"Fn::Join": [separator, parts]}:
            return separator.join(_text(part, paths, exports) for part in parts)
        case dict():
            return {key: _text(entry, paths, exports) for key, entry in value.items()}
        case list():
            return [_text(entry, paths, exports) for entry in value]
    return value
