"""Create, update and delete of a manifest."""

import re
from collections.abc import Mapping
from typing import Any

from botocore.exceptions import ClientError

from lambda_handlers.aws import ownership, stack
from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.s3_location import S3Location
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.custom_resource.lifecycle import Outcome
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.dataset_manifest.crawl import Crawl
from lambda_handlers.dataset_manifest.desired import DesiredManifest, fingerprint_in, folder_of
from lambda_handlers.dataset_manifest.manifests import Manifest, Manifests, UnfinishedUpload
from lambda_handlers.dataset_manifest.object_pages import objects_picked
from lambda_handlers.dataset_manifest.upload import Upload

# https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
_S3_URI = re.compile(r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?", re.DOTALL)


class DatasetManifestLifecycle:
    """The physical id is the manifest's S3 URI. Each request has one of its own: every change of a property is a new crawl."""

    def __init__(self, *, s3: Client) -> None:
        self._s3 = s3

    def physical_resource_id(self, request: Request) -> str:
        return DesiredManifest.from_request(request).location.uri

    def create(self, request: Request, deadline: Deadline) -> Outcome:
        desired, manifests = DesiredManifest.from_request(request), Manifests(self._s3, request)
        # Of an earlier delivery of the same request.
        made = manifests.own_at(desired.location)
        return _outcome(made.location, manifests.objects_in(made)) if made else self._make(desired, request, deadline)

    def update(self, request: Request, deadline: Deadline) -> Outcome:
        desired, manifests = DesiredManifest.from_request(request), Manifests(self._s3, request)
        current = request.known_physical_resource_id
        folders = [desired.folder, *_folders(request, request.old_properties)]
        found = [manifest for folder in dict.fromkeys(folders) for manifest in manifests.in_folder(folder) if manifests.is_own(manifest)]
        made = next((manifest for manifest in found if manifest.location == desired.location), None)
        if made is not None:
            # By an earlier delivery of the same request, after which there may be one of a later request.
            return _outcome(made.location, manifests.objects_in(made))
        kept = _equal(found, desired, current)
        # Of an update that failed, and that was not answered. Under an id that is none of ours, one of them is the current one.
        others = [manifest for manifest in found if manifest != kept and manifest.location.uri != current]
        if kept is None and _location(current) is None:
            outcome = self._make(desired, request, deadline)
            manifests.delete_all(manifest for manifest in others if manifest.location != desired.location)
            return outcome
        manifests.delete_all(others)
        return _outcome(kept.location, manifests.objects_in(kept)) if kept else self._make(desired, request, deadline)

    def delete(self, request: Request, deadline: Deadline) -> None:  # noqa: ARG002 - the signature is the protocol's
        manifests, id = Manifests(self._s3, request), _location(request.known_physical_resource_id)
        folders = [*([id.parent] if id else []), *_folders(request, request.properties)]
        found: list[Manifest | UnfinishedUpload] = []
        for folder in dict.fromkeys(folders):
            found += [*manifests.in_folder(folder), *manifests.unfinished(folder)]
        others = [left for left in found if left.location != id]
        goes = [left for left in found if left.location == id]
        # What a function left that died belongs to nobody once the resource goes for good.
        if others and stack.resource_goes(request, was_answered=id is not None):
            goes += others
        for left in goes:
            manifests.delete_own(left)

    def _make(self, desired: DesiredManifest, request: Request, deadline: Deadline) -> Outcome:
        """Crawl and write at the same time. The manifest appears at the end, and only if all of it is right."""
        crawl = Crawl(self._s3, desired=desired, deadline=deadline)
        upload = Upload(self._s3, location=desired.location, metadata=ownership.ownership_metadata(request))
        with objects_picked(self._s3), upload:
            for line in crawl.lines():
                upload.write(line)
            crawl.objects_of_the_crawl()
            try:
                upload.finish()
            except ClientError:
                # It may have appeared, in spite of the answer; or another delivery of the same request was faster.
                made = Manifests(self._s3, request).own_at(desired.location)
                if made is None:
                    raise
        return _outcome(desired.location, crawl.objects)


def _outcome(location: S3Location, objects: int) -> Outcome:
    return Outcome(physical_resource_id=location.uri, data={"ManifestS3Uri": location.uri, "ObjectCount": str(objects)})


def _equal(manifests: list[Manifest], desired: DesiredManifest, current: str) -> Manifest | None:
    """One that was made for the same properties: the current one, if nothing changed, or the former one, after a failed update."""
    equal = [manifest for manifest in manifests if fingerprint_in(manifest.location) == desired.fingerprint]
    return next((manifest for manifest in equal if manifest.location.uri == current), equal[-1] if equal else None)


def _folders(request: Request, properties: Mapping[str, Any]) -> list[S3Location]:
    """The folder that properties name, which may be of any form."""
    output = properties.get("OutputS3Uri")
    return [folder_of(request, output)] if isinstance(output, str) and _S3_URI.fullmatch(output) else []


def _location(id: str) -> S3Location | None:
    """The manifest that a physical id names; None for an id of another form."""
    return S3Location.parse(id, property_path="PhysicalResourceId") if _S3_URI.fullmatch(id) and id.endswith(".manifest") else None
