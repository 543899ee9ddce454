"""The image of a task."""

from sandbox.ground_truth.answers.image_file import ImageSize, image_size
from sandbox.ground_truth.answers.task import Task, UnanswerableError


def size_of_image(task: Task) -> ImageSize:
    """The image's size. Raises UnanswerableError if it cannot be read or is neither PNG nor JPEG."""
    uri = task.item.line["source-ref"]
    size = image_size(task.read(uri))
    if size is None:
        raise UnanswerableError(f"'{uri}' is not a PNG or JPEG image")
    return size
