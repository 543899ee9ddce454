"""Files that are written into the folder of a job before the job is made."""

import logging
from collections.abc import Iterable, Mapping

from botocore.exceptions import BotoCoreError, ClientError

from lambda_handlers.aws.clients import Client

logger = logging.getLogger(__name__)


def remove_files(s3: Client, written: Iterable[Mapping[str, str]]) -> None:
    """Take the files of a job that was refused away again; what fails here must not hide why the job was refused."""
    for file in written:
        try:
            s3.delete_object(**file)
        except (BotoCoreError, ClientError) as error:
            logger.warning("%s of a labeling job that was refused stays in the bucket %s: %s", file["Key"], file["Bucket"], error)
