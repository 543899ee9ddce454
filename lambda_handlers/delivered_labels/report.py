"""The report beside a manifest: `<manifest>.report.json` for programs, `<manifest>.report.md` for people."""

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from labeling_rules.written_text import code_span, table_cell
from lambda_handlers.aws.clients import Client
from lambda_handlers.delivered_labels.findings import WHOLE_MANIFEST, Findings

JSON, MARKDOWN = ".report.json", ".report.md"
SUFFIXES = (JSON, MARKDOWN)
# https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html: in UTF-8.
_LONGEST_KEY_BYTES = 1024
_HEX_DIGITS = 16


def is_report(key: str) -> bool:
    """True if an object is a report and no manifest."""
    return key.endswith(SUFFIXES)


def report_key(key: str, suffix: str) -> str:
    """The key of a report: the manifest's with a suffix or, when that would be too long, its beginning with a hash of the key."""
    if len(f"{key}{suffix}".encode()) <= _LONGEST_KEY_BYTES:
        return f"{key}{suffix}"
    ending = f"-{hashlib.sha256(key.encode()).hexdigest()[:_HEX_DIGITS]}{suffix}"
    return key.encode()[: _LONGEST_KEY_BYTES - len(ending)].decode(errors="ignore") + ending


def write_report(s3: Client, *, bucket: str, key: str, findings: Findings) -> Mapping[str, Any]:
    """Write both files, over those of an earlier delivery; the content of the first. Raises ClientError."""
    content = _content(f"s3://{bucket}/{key}", findings)
    texts = {JSON: (json.dumps(content, indent=2), "application/json"), MARKDOWN: (_markdown(content), "text/markdown")}
    for suffix, (text, media_type) in texts.items():
        body = text.encode(errors="backslashreplace")
        s3.put_object(Bucket=bucket, Key=report_key(key, suffix), Body=body, ContentType=f"{media_type}; charset=utf-8")
    return content


def _content(manifest: str, findings: Findings) -> dict[str, Any]:
    numbers = dataclasses.asdict(findings)
    named = sorted(numbers.pop("named"))
    return {
        "manifest": manifest,
        **numbers,
        "named_problems": [{"line": line, "problem": problem} for line, problem in named],
    }


def _markdown(content: Mapping[str, Any]) -> str:
    return "\n".join(_markdown_lines(content)) + "\n"


def _markdown_lines(content: Mapping[str, Any]) -> Iterator[str]:
    yield f"# {_verdict(content)} {code_span(content['manifest'])}"
    yield ""
    yield f"{content['bytes']:,} bytes, ETag {code_span(content['etag'])}" + (
        "" if content["complete"] else "; **not read to the end: time ran out**"
    )
    yield ""
    yield from _table(("objects", "number"), [(name, content[name]) for name in ("lines", "labeled", "failed", "unlabeled", "bad_lines")])
    if content["attributes"]:
        yield ""
        rows = [(code_span(name), *counts.values()) for name, counts in content["attributes"].items()]
        yield from _table(("label attribute", "labeled", "failed", "human-annotated"), rows)
    yield ""
    yield (
        f"Files that labels refer to: {content['references_found']:,} found, {content['references_missing']:,} missing, "
        f"{content['references_not_checked']:,} not looked for (in another place than the delivery)."
    )
    if content["problems"]:
        yield ""
        yield f"## {content['problems']:,} problem{'s' if content['problems'] > 1 else ''}"
        yield ""
        yield from (f"* {_place(entry['line'])}{code_span(entry['problem'])}" for entry in content["named_problems"])
        if (more := content["problems"] - len(content["named_problems"])) > 0:
            yield f"* and {more:,} more"


def _verdict(content: Mapping[str, Any]) -> str:
    if content["problems"]:
        return "Problems in"
    return "No problems in" if content["complete"] else "No problems in what was read of"


def _place(line: int) -> str:
    return "" if line == WHOLE_MANIFEST else f"line {line:,}: "


def _table(heads: tuple[str, ...], rows: list[tuple[Any, ...]]) -> Iterator[str]:
    for cells in (heads, ("---",) * len(heads), *rows):
        yield f"| {' | '.join(f'{cell:,}' if isinstance(cell, int) else table_cell(str(cell)) for cell in cells)} |"
