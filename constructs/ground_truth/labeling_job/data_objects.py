"""Objects to label that the role of a labeling job may read: those of this job, as far as they are known at synthesis."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from constructs import Construct

from ground_truth.buckets.data_bucket import DataBucket
from ground_truth.buckets.s3_object import S3Object
from ground_truth.dataset.dataset import DataObjects, Dataset
from ground_truth.encryption_keys import EncryptionKeys
from ground_truth.settings.labeling_job import LabelingJobSettings
from labeling_rules.built_in_functions import BuiltInFunction
from labeling_rules.s3_uris import bucket_of
from labeling_rules.task_types import DATA_OBJECTS

_Objects = Callable[[str], S3Object]
"""From a prefix to a pattern of the objects of one bucket."""


@dataclass(frozen=True, kw_only=True)
class DataOfJob:
    """A job's settings with what else decides where its objects are.

    `prepares_tasks`: whether a function of the application prepares them. `is_stream`: whether objects are published while the job runs.
    Both may name any object.
    """

    settings: LabelingJobSettings
    dataset: Dataset | None
    input_bucket: DataBucket | None
    keys: EncryptionKeys
    prepares_tasks: bool
    is_stream: bool

    def patterns(self, scope: Construct) -> list[S3Object]:
        """The locations of the objects with the keys of their buckets; no location is part of another."""
        buckets = self._buckets(scope)
        prefixes = self.settings.data_prefixes
        known = self._known
        found = [*known.places, *_named(known, buckets)] if known else []
        for name, objects in buckets.items():
            is_open = name in self.settings.data_buckets and name not in known.prefixes if known else True
            if is_open or prefixes is not None:
                found += map(objects, ("",) if prefixes is None else prefixes)
        return list(_without_parts_of_others(map(self.keys.of, found)))

    @property
    def _known(self) -> DataObjects | None:
        """The locations of all objects; None when they are not known before the deployment."""
        if self.dataset is None or self.dataset.objects is None or self.is_stream or self._has_own_function:
            return None
        task = self.settings.built_in_task
        # Only Ground Truth reads a sequence file, which names the folder of its frames.
        leads_on = task is not None and task.data_object == DATA_OBJECTS["sequence file"]
        return None if leads_on and self.dataset.objects.prefixes else self.dataset.objects

    @property
    def _has_own_function(self) -> bool:
        """True if tasks are prepared by a function that may name any object."""
        arn = self.settings.human_task_config.pre_human_task_lambda_arn
        return self.prepares_tasks or (arn is not None and BuiltInFunction.of_arn(arn) is None)

    def _buckets(self, scope: Construct) -> Mapping[str, _Objects]:
        """The buckets that the job names, by their names. One that is made here has its own, or none."""
        source = self.settings.input_config.data_source
        manifest = source.s3_data_source.manifest_s3_uri if source and source.s3_data_source else ""
        names = [*self.settings.data_buckets, *filter(None, [bucket_of(manifest)])]
        buckets: dict[str, _Objects] = {name: partial(_below_name, scope, name) for name in names}
        if self.input_bucket is not None:
            buckets[self.input_bucket.physical_name or ""] = partial(S3Object.below, self.input_bucket)
        return buckets


def _below_name(scope: Construct, bucket: str, prefix: str) -> S3Object:
    return S3Object.below_uri(scope, f"s3://{bucket}/{prefix}")


def _named(known: DataObjects, buckets: Mapping[str, _Objects]) -> Iterator[S3Object]:
    """Patterns of the data's objects in buckets that the job names too."""
    for name, prefixes in known.prefixes.items():
        if name in buckets:
            yield from map(buckets[name], prefixes)


def _without_parts_of_others(patterns: Iterable[S3Object]) -> Iterator[S3Object]:
    found = {pattern.arn: pattern for pattern in patterns}
    for arn, pattern in found.items():
        if not any(other != arn and arn.startswith(other.removesuffix("*")) for other in found):
            yield pattern
