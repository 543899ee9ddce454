"""A streaming job: objects are labeled as they are published."""

from pydantic import StrictBool

from ground_truth.settings.settings import Settings


class StreamSettings(Settings):
    """The topics of a streaming job, made with it. For topics that exist use InputConfig.DataSource.SnsDataSource and OutputConfig."""

    publish_labels: StrictBool = False
    """True if each labeled object is published too, to a topic of its own."""
