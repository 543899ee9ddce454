"""AWS::S3::Bucket: AnalyticsConfigurations, IntelligentTieringConfigurations, InventoryConfigurations and MetricsConfigurations.

MiniStack has neither the properties nor the corresponding operations of S3. They are stored and returned; there are no metrics, and
S3's processing of the others, which takes a day or more, does not happen.
https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html
"""

from collections.abc import Callable, Mapping
from typing import Any

from ministack.services import s3

from sandbox.ministack_gaps.added_properties import Properties, Response, add
from sandbox.ministack_gaps.bucket_filters import filter_of
from sandbox.ministack_gaps.bucket_requests import request_body

SUBRESOURCES = {
    "analytics": "AnalyticsConfiguration",
    "intelligent-tiering": "IntelligentTieringConfiguration",
    "inventory": "InventoryConfiguration",
    "metrics": "MetricsConfiguration",
}
_STORE = "_reports"


def install() -> None:
    """Handle the requests for these bucket settings, and apply the properties through them."""
    dispatch = s3._dispatch

    def dispatch_with_reports(
        method: str, bucket: str, key: str, headers: dict[str, str], body: bytes, query_parameters: dict[str, Any]
    ) -> Response:
        kind = next((name for name in SUBRESOURCES if name in query_parameters), "")
        if key or not kind or method not in _OPERATIONS:
            response: Response = dispatch(method, bucket, key, headers, body, query_parameters)
            return response
        if bucket not in s3._buckets:
            return s3._no_such_bucket(bucket)  # type: ignore[no-any-return]
        return _OPERATIONS[method](_kept(bucket, kind), kind, s3._qp(query_parameters, "id"), body)

    s3._dispatch = dispatch_with_reports
    add("AWS::S3::Bucket", _apply)


def _kept(bucket: str, kind: str) -> dict[str, str]:
    """A bucket's configurations of a kind by id; deleted with the bucket."""
    kept: dict[str, str] = s3._buckets[bucket].setdefault(_STORE, {}).setdefault(kind, {})
    return kept


def _get(kept: dict[str, str], kind: str, identifier: str, _body: bytes) -> Response:
    if identifier:
        return _xml(kept[identifier]) if identifier in kept else _missing()
    name = f"List{SUBRESOURCES[kind]}sResult"
    listed = f'<{name} xmlns="{s3.S3_NS}">{"".join(kept.values())}<IsTruncated>false</IsTruncated></{name}>'
    return _xml(listed)


def _put(kept: dict[str, str], _kind: str, identifier: str, body: bytes) -> Response:
    kept[identifier] = body.decode()
    return 200, {}, b""


def _delete(kept: dict[str, str], _kind: str, identifier: str, _body: bytes) -> Response:
    return (204, {}, b"") if kept.pop(identifier, None) is not None else _missing()


_OPERATIONS: Mapping[str, Callable[[dict[str, str], str, str, bytes], Response]] = {"GET": _get, "PUT": _put, "DELETE": _delete}


def _xml(text: str) -> Response:
    # The caller adds to the headers.
    return 200, {"Content-Type": "application/xml"}, text.encode()


def _missing() -> Response:
    missing: Response = s3._error("NoSuchConfiguration", "The specified configuration does not exist.", 404)
    return missing


def _apply(bucket: str, _old: Properties, new: Properties) -> None:
    for kind, name in SUBRESOURCES.items():
        kept = _kept(bucket, kind)
        kept.clear()
        for properties in new.get(f"{name}s") or []:
            configuration = _CONFIGURATIONS[kind](properties)
            body = request_body(f"PutBucket{name}", bucket, Id=properties["Id"], **{name: {"Id": properties["Id"], **configuration}})
            kept[properties["Id"]] = body.decode()


def _with_filter(properties: Properties) -> Properties:
    found = filter_of(properties)
    return {"Filter": found} if found else {}


def _destination(properties: Properties, *, account: str) -> Properties:
    named = {account: "BucketAccountId", "Bucket": "BucketArn", "Format": "Format", "Prefix": "Prefix"}
    return {"S3BucketDestination": {name: properties[of] for name, of in named.items() if properties.get(of)}}


def _analytics(properties: Properties) -> Properties:
    export = (properties.get("StorageClassAnalysis") or {}).get("DataExport")
    if not export:
        return {**_with_filter(properties), "StorageClassAnalysis": {}}
    exported = {
        "OutputSchemaVersion": export["OutputSchemaVersion"],
        "Destination": _destination(export["Destination"], account="BucketAccountId"),
    }
    return {**_with_filter(properties), "StorageClassAnalysis": {"DataExport": exported}}


def _tiering(properties: Properties) -> Properties:
    tierings = [{"AccessTier": tiering["AccessTier"], "Days": int(tiering["Days"])} for tiering in properties["Tierings"]]
    return {**_with_filter(properties), "Status": properties["Status"], "Tierings": tierings}


def _inventory(properties: Properties) -> Properties:
    prefix = properties.get("Prefix")
    return {
        "Destination": _destination(properties["Destination"], account="AccountId"),
        "IsEnabled": str(properties["Enabled"]).lower() == "true",
        "IncludedObjectVersions": properties["IncludedObjectVersions"],
        "OptionalFields": list(properties.get("OptionalFields") or []),
        "Schedule": {"Frequency": properties["ScheduleFrequency"]},
        **({"Filter": {"Prefix": prefix}} if prefix else {}),
    }


_CONFIGURATIONS: Mapping[str, Callable[[Properties], Properties]] = {
    "analytics": _analytics,
    "intelligent-tiering": _tiering,
    "inventory": _inventory,
    "metrics": _with_filter,
}
