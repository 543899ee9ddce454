"""What is labeled."""

from typing import Annotated

from ground_truth.constraints import Characters, Matching
from ground_truth.environment.settings import Settings

RELATIVE_PATH = Matching(r"[^/\\].*", "a path relative to the environment file, with forward slashes")


class DatasetSettings(Settings):
    """Exactly one of the three. For objects elsewhere use InputConfig.DataSource."""

    manifest: Annotated[str, RELATIVE_PATH] | None = None
    """A local manifest: one JSON object per line, each with `source` (a text) or `source-ref` (an S3 URI)."""

    text_file: Annotated[str, RELATIVE_PATH] | None = None
    """A local text file: each line that is not empty is one object."""

    input_bucket_key: Annotated[str, Characters(1, 1024)] | None = None
    """The key of a manifest that you put into the input bucket."""
