"""InputConfig of CreateLabelingJob: the data to label, and your declarations about it."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from ground_truth.settings.api_shapes import ApiShape, ApiStructure

ContentClassifier: TypeAlias = Annotated[str, ApiShape("LabelingJobDataAttributes.ContentClassifiers[]")]
ContentClassifiers: TypeAlias = Annotated[tuple[ContentClassifier, ...], ApiShape("LabelingJobDataAttributes.ContentClassifiers")]


class S3DataSource(ApiStructure):
    """A manifest in S3."""

    manifest_s3_uri: Annotated[str, ApiShape("LabelingJobS3DataSource.ManifestS3Uri")]
    """The manifest's URI."""


class SnsDataSource(ApiStructure):
    """A topic that objects are published to: a streaming job."""

    sns_topic_arn: Annotated[str, ApiShape("LabelingJobSnsDataSource.SnsTopicArn")]
    """The topic's ARN."""


class DataSource(ApiStructure):
    """The origin of the objects: a manifest, a topic, or both."""

    s3_data_source: S3DataSource | None = None
    sns_data_source: SnsDataSource | None = None


class DataAttributes(ApiStructure):
    """Your declarations about the data."""

    content_classifiers: ContentClassifiers | None = None
    """The declaration that the data is free of personally identifiable information, adult content, or both."""


class InputConfig(ApiStructure):
    """The data to label, if `dataset` does not give it."""

    data_source: DataSource | None = None
    """Objects that are not in this application's input bucket."""

    data_attributes: DataAttributes | None = None
