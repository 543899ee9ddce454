"""From the objects below a prefix to the lines of a manifest, with all that is wrong with the objects."""

from collections.abc import Iterator

from botocore.exceptions import ClientError

from labeling_rules.manifest.manifest_writing import line_of_object, line_of_text
from labeling_rules.rule import AT_DEPLOYMENT, refuses
from lambda_handlers.aws.bucket_region import bucket_of_the_region, region_in
from lambda_handlers.aws.clients import Client
from lambda_handlers.custom_resource.deadline import Deadline
from lambda_handlers.dataset_manifest.desired import DesiredManifest
from lambda_handlers.dataset_manifest.findings import Findings
from lambda_handlers.dataset_manifest.listing import Page, objects_in_order
from lambda_handlers.dataset_manifest.object_kinds import crawled_object
from lambda_handlers.dataset_manifest.object_pages import S3Key, objects_of
from lambda_handlers.dataset_manifest.pattern import compiled, literal_beginning
from lambda_handlers.dataset_manifest.text_files import TextFiles
from lambda_handlers.errors import ResourceError


class Crawl:
    """One look at all that is below a prefix."""

    def __init__(self, s3: Client, *, desired: DesiredManifest, deadline: Deadline) -> None:
        self._s3 = s3
        self._desired = desired
        self._deadline = deadline
        self._findings = Findings()
        self._seen = 0
        self.objects = 0
        """How many lines there were."""

    def lines(self) -> Iterator[bytes]:
        """A line for each data object, in the order of the keys; none for one that cannot be labeled, none beyond the allowed number."""
        for line in self._lines_of_texts() if self._desired.kind.are_texts else self._lines_of_files():
            self.objects += 1
            if self.objects > self._desired.max_objects:
                return
            yield line

    @refuses(at=AT_DEPLOYMENT)
    def objects_of_the_crawl(self) -> None:
        """A crawl finds one object or more, at most `max_objects`, and none that cannot be labeled.

        Source: this application; developer guide, input-data-limits for the greatest number
        """
        # After the last line, so that one ResourceError says it all.
        problems = []
        if self.objects > self._desired.max_objects:
            problems.append(f"more than {self._desired.max_objects} objects in {self._desired.description}, which MaxObjects allows")
        if self._findings.number:
            problems.append(f"{self._findings.number} that cannot be labeled in {self._desired.description}: {self._findings}")
        if not problems and not self.objects:
            problems.append(f"nothing to label in {self._desired.description}: {self._seen} objects of any kind begin with {self._listed}")
        if problems:
            raise ResourceError("; ".join(problems))

    def _lines_of_files(self) -> Iterator[bytes]:
        for found in self._selected():
            yield line_of_object(self._uri(found.key)).encode()

    def _lines_of_texts(self) -> Iterator[bytes]:
        for file, text in TextFiles(self._s3, bucket=self._desired.bucket).texts(self._selected()):
            self._deadline.check(f"reading {self._uri(file.key)}")
            if text.mistake is None:
                yield line_of_text(text.text).encode()
            else:
                self._findings.add(f"{self._uri(file.key)}, {text.place}", text.mistake)

    def _selected(self) -> Iterator[S3Key]:
        """The objects of the desired kind and pattern that can be labeled."""
        prefix, pattern = len(self._desired.prefix), compiled(self._desired.pattern or "**")
        for objects in objects_in_order(self._list_after):
            self._seen += len(objects)
            self._deadline.check(f"listing {self._listed}, of which {self._seen} objects were seen")
            for found in objects:
                if self._desired.kind.includes(found.key) and pattern.fullmatch(found.key, prefix):
                    problem = crawled_object(found.key, found.size, self._desired.kind)
                    if problem is None:
                        yield found
                    else:
                        self._findings.add(self._uri(found.key), problem)

    def _list_after(self, key: str, limit: int) -> Page:
        following = {"StartAfter": key} if key else {}
        while True:
            try:
                page = self._s3.list_objects_v2(Bucket=self._desired.bucket, Prefix=self._beginning, MaxKeys=limit, **following)
            except ClientError as error:
                raise ResourceError(f"{self._listed} cannot be listed: {error}") from error
            bucket_of_the_region(self._desired.bucket, region_in(page), own_region=self._s3.meta.region_name, content="objects")
            objects = objects_of(page)
            if objects or not page["IsTruncated"]:
                return Page(objects, more=page["IsTruncated"])
            # S3 may come to the end of a page before it finds a key, where many were deleted.
            following = {"ContinuationToken": page["NextContinuationToken"]}

    @property
    def _beginning(self) -> str:
        """The beginning of all listed keys: the prefix, and what the pattern adds to it before its first wildcard."""
        return self._desired.prefix + literal_beginning(self._desired.pattern or "")

    @property
    def _listed(self) -> str:
        return self._uri(self._beginning)

    def _uri(self, key: str) -> str:
        return f"s3://{self._desired.bucket}/{key}"
