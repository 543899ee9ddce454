"""Reads a delivered manifest from beginning to end, in memory that does not grow with it."""

from collections.abc import Callable, Iterable, Iterator

from labeling_rules.manifest.lines import lines
from lambda_handlers.aws.clients import Client
from lambda_handlers.delivered_labels.findings import Findings
from lambda_handlers.delivered_labels.label_line import LineError, read_line
from lambda_handlers.delivered_labels.references import References

# An input line has at most 100,000 characters. Labels make it longer, but not forty times.
LONGEST_LINE = 4 * 1024 * 1024
CHUNK_BYTES = 256 * 1024

HasTime = Callable[[], bool]
"""True if there is time to read on."""


def check_manifest(s3: Client, *, bucket: str, key: str, has_time: HasTime) -> Findings:
    """Check every line, and that what its labels refer to in this bucket is there. Raises ClientError when it cannot be read."""
    answer = s3.get_object(Bucket=bucket, Key=key)
    findings = Findings(bytes=answer["ContentLength"], etag=answer["ETag"].strip('"'))
    with References(s3, bucket=bucket, findings=findings) as references:
        for number, line in _numbered(answer["Body"].iter_chunks(CHUNK_BYTES), has_time, findings):
            _check_line(number, line, findings, references)
    findings.end()
    return findings


def _numbered(chunks: Iterable[bytes], has_time: HasTime, findings: Findings) -> Iterator[tuple[int, bytes | None]]:
    for number, line in enumerate(lines(chunks, longest=LONGEST_LINE), start=1):
        if not has_time():
            findings.complete = False
            return
        yield number, line


def _check_line(number: int, line: bytes | None, findings: Findings, references: References) -> None:
    findings.lines += 1
    try:
        read = read_line(line, known_attributes=findings.attributes)
    except LineError as error:
        findings.add_bad_line(number, str(error))
        return
    findings.add_object(number, read)
    for uri in read.references:
        references.look_up(number, uri)
