"""Buckets that only the data names: a job may read them if the environment file names them too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from labeling_rules.manifest.data_buckets import named_in_the_data_alone, objects_of_manifest
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, refuses


@refuses(at=AT_SYNTHESIS)
def objects_in_named_buckets(job: Node, *, input_bucket: Node, folder: Path) -> Iterator[Mistake]:
    """The objects of a local manifest are in the input bucket or in `data_buckets`, unless the job has a role of your own.

    Source: this application; a change of the data does not widen what a role may read
    """
    manifest, named = job.at("dataset.manifest"), job["data_buckets"]
    entries = named.entries()
    if manifest.text is None or job["RoleArn"].present or not named.known or not all(entry.known for entry in entries):
        return
    given = [entry.text for entry in entries if entry.text is not None]
    try:
        found = objects_of_manifest(folder / manifest.text).buckets
    except OSError:
        # A missing manifest has a mistake of its own.
        return
    allowed = named_in_the_data_alone(found, data_buckets=given, input_bucket=input_bucket["name"].text)
    if allowed is not None:
        yield manifest.mistake(allowed, value=f"{manifest.text} names objects in {', '.join(found)}")
