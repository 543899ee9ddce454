"""The dataset of a job in an environment file."""

from typing import Annotated, Literal, TypeAlias

from ground_truth.settings.constraints import Characters, Count, Matching
from ground_truth.settings.settings import Settings
from labeling_rules.manifest.data_objects import LONGEST_ATTRIBUTE

RELATIVE_PATH = Matching(r"[^/\\].*", "a path relative to the environment file, with forward slashes")

Key: TypeAlias = Annotated[str, Characters(1, 1024)]
Line: TypeAlias = Annotated[str, Characters(1, LONGEST_ATTRIBUTE)]


class CsvSettings(Settings):
    """A column of a local CSV file, UTF-8 and with commas, whose first row names the columns."""

    file: Annotated[str, RELATIVE_PATH]
    """The file. Each row below the first one is an object."""

    column: Annotated[str, Characters(1, LONGEST_ATTRIBUTE)]
    """The name of the column that holds the texts."""


class CrawlSettings(Settings):
    """Objects of the input bucket, looked for when the job is deployed. Those that cannot be labeled fail the deployment, all at once."""

    prefix: Annotated[str, Characters(0, 1024)]
    """The prefix of their keys, for instance `images/2026/`; `""` for the whole bucket."""

    objects: Literal["images", "videos", "text_files"]
    """.jpg, .jpeg and .png; .mp4, .ogg and .webm; or .txt, of which each line, and .csv, of which each row is an object."""

    pattern: Key | None = None
    """The rest of their keys, as a case-sensitive pattern: `*.jpg` right below the prefix, `**/*.jpg` at any depth. Without it: all."""

    max_objects: Annotated[int, Count(1)] | None = None
    """The most objects; with more the deployment fails. Without it: the limit of the task type."""

    revision: Annotated[str, Characters(1, 256)] | None = None
    """Any text. Change it to crawl the bucket again and start a new job; new objects alone do not."""


class DatasetSettings(Settings):
    """The dataset, in exactly one of these forms. For objects elsewhere use InputConfig.DataSource."""

    manifest: Annotated[str, RELATIVE_PATH] | None = None
    """A local manifest: one JSON object per line, each with `source` (a text) or `source-ref` (an S3 URI)."""

    text_file: Annotated[str, RELATIVE_PATH] | None = None
    """A local text file: each line that is not empty is one object."""

    lines: Annotated[tuple[Line, ...], Count(1, of="texts")] | None = None
    """Texts, each one object."""

    csv: CsvSettings | None = None
    """A column of a local CSV file: each cell is one object."""

    input_bucket_key: Key | None = None
    """The key of a manifest that you put into the input bucket."""

    crawl: CrawlSettings | None = None
    """The objects of the input bucket below a prefix, as they are when the job is deployed."""

    output_of: str | None = None
    """The LabelingJobName of another job of this file, whose objects and labels go in. It has to have ended by then."""
