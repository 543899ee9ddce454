"""The batch that is checked."""

from __future__ import annotations

from dataclasses import dataclass

from ground_truth.preflight.data_kind import DataKind
from ground_truth.settings.plus_folders import PlusFolders


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A batch of a Ground Truth Plus project, as it lies on S3 before it is created in the console."""

    bucket: str
    project: str
    name: str
    kind: DataKind
    data_classification: str | None
    """The declared classification of the data; None without a declaration."""
    role_arn: str | None = None
    """The role that Ground Truth Plus assumes. None: it uses an account of its own, allowed by the bucket's policy."""
    prefix: str = ""
    """The keys of the batch, with a slash at the end; `ground-truth-plus/input/<project>/<batch>/` when empty."""
    output_prefix: str = ""
    """The keys of its labels; `ground-truth-plus/output/<project>/<batch>/` when empty."""

    @property
    def input_prefix(self) -> str:
        """The prefix of the batch's keys."""
        return self.prefix or PlusFolders(self.project).input(self.name)

    @property
    def labels_prefix(self) -> str:
        """The prefix of its labels' keys."""
        return self.output_prefix or PlusFolders(self.project).output(self.name)

    @property
    def uri(self) -> str:
        """The S3 location to enter in the console."""
        return f"s3://{self.bucket}/{self.input_prefix}"
