"""Texts, tables, crawls and outputs of other jobs as datasets."""

from __future__ import annotations

from typing import Any

from tests.unit.environment.bad_inputs.bad_input import AUTOMATED, BadInput, bad

CSV = {"csv": {"file": "t.csv", "column": "review"}}
CRAWL = {"prefix": "images/", "objects": "images"}
ONE = "manifest, text_file, lines, csv, input_bucket_key, crawl, output_of"
WILDCARD = "or with a wildcard"
IMAGES = f"a pattern that ends as images do (.jpg, .jpeg, .png), {WILDCARD}"
KEYS = "a part of keys in the input bucket, without s3://<bucket>/ and without a slash at its beginning"


def crawl(**changes: object) -> dict[str, Any]:
    return {"dataset": {"crawl": {**CRAWL, **changes}}}


def table(content: bytes, *lines: str, task_type: str = "TextMultiClass") -> BadInput:
    """A CSV file whose column `review` is labeled."""
    return BadInput(task_type, {"dataset": CSV}, tuple(f"~dataset.csv{line}" for line in lines), {"t.csv": content})


DATASET_FORMS = [
    bad("TextMultiClass", {"dataset": {}}, f"~dataset: {{}}: exactly one of {ONE}"),
    bad(
        "TextMultiClass",
        {"dataset": {"lines": ["a"], "input_bucket_key": "a.manifest"}},
        f'~dataset: {{"input_bucket_key": "a.manifest", "lines": ["a"]}}: exactly one of {ONE}',
    ),
    bad("TextMultiClass", {"dataset": {"lines": []}}, "~dataset.lines: []: 1 or more texts"),
    bad("TextMultiClass", {"dataset": {"lines": [""]}}, '~dataset.lines[0]: "": 1 to 20000 characters'),
    bad("TextMultiClass", {"dataset": {"lines": ["a", " \n"]}}, '~dataset.lines[1]: " \\n": a text that is not blank'),
    bad(
        "TextMultiClass",
        {"dataset": {"lines": ["x" * 20_001]}},
        f'~dataset.lines[0]: "{"x" * 99}...: 1 to 20000 characters',
    ),
    bad(
        "BoundingBox",
        {"dataset": {"lines": ["a"]}},
        '~dataset.lines: ["a"]: a manifest with source-ref: BoundingBox does not label texts',
    ),
    bad(
        "TextMultiClass",
        {"dataset": {"lines": ["a", "b"]}, **AUTOMATED},
        "~dataset.lines: 2 objects: 1250 objects or more for automated labeling",
    ),
    bad("TextMultiClass", {"dataset": CSV}, '~dataset.csv.file: "t.csv": an existing file, relative to the environment file'),
    bad(
        "TextMultiClass",
        {"dataset": {"csv": {"column": "review"}}},
        "~dataset.csv.file: missing: required: a path relative to the environment file, with forward slashes",
    ),
    table(b"", '.file: "t.csv": a file that is not empty'),
    table(b"\xff\xfe", '.file: "t.csv": a file in UTF-8: byte 0 is not'),
    table(b"review\n\n", '.file: "t.csv": a file with one row or more below the first'),
    table(b"id,text\n1,fine\n", ".file: row 1 of t.csv: id, text: one column named review"),
    BadInput(
        "TextMultiClass",
        {"dataset": {"csv": {"file": "./t.csv", "column": "review"}}},
        ("~dataset.csv.file: row 2 of ./t.csv: a text in the column review",),
        {"t.csv": b"review,id\n,1\n"},
    ),
    table(
        b"id,review\n1,fine\n2,\n3\n4,  \n" + b"5," + b"x" * 20_001,
        ".file: row 3 of t.csv: a text in the column review",
        ".file: row 4 of t.csv: a text in the column review",
        ".file: row 5 of t.csv: a text in the column review",
        f".file: row 6 of t.csv: {'x' * 60}...: at most 20000 characters, not 20001",
    ),
    table(b'review\n"a"b\n', ".file: row 2 of t.csv: a row of CSV: ',' expected after '\"'"),
    table(
        b"review\nfine\n",
        ': {"column": "review", "file": "t.csv"}: a manifest with source-ref: BoundingBox does not label texts',
        task_type="BoundingBox",
    ),
    bad("BoundingBox", {"dataset": {"crawl": {"objects": "images"}}}, "~dataset.crawl.prefix: missing: required: 0 to 1024 characters"),
    bad("BoundingBox", crawl(objects="pictures"), '~dataset.crawl.objects: "pictures": one of images, videos or text_files'),
    bad("BoundingBox", crawl(objects="videos"), '~dataset.crawl.objects: "videos": images, which BoundingBox labels'),
    bad("VideoMultiClass", crawl(), '~dataset.crawl.objects: "images": videos, which VideoMultiClass labels'),
    bad("TextMultiClass", crawl(), '~dataset.crawl.objects: "images": text_files, which TextMultiClass labels'),
    bad(
        "VideoObjectTracking",
        crawl(),
        '~dataset.crawl.objects: "images": a manifest instead: VideoObjectTracking labels sequence files, which are not crawled',
    ),
    bad("BoundingBox", crawl(prefix="s3://bucket/images/"), f'~dataset.crawl.prefix: "s3://bucket/images/": {KEYS}: images/2026/'),
    bad("BoundingBox", crawl(prefix="/images/"), f'~dataset.crawl.prefix: "/images/": {KEYS}: images/2026/'),
    bad("BoundingBox", crawl(pattern="/*.jpg"), f'~dataset.crawl.pattern: "/*.jpg": {KEYS}: **/*.jpg'),
    bad("BoundingBox", crawl(pattern="/x"), f'~dataset.crawl.pattern: "/x": {KEYS}: **/*.jpg'),
    bad("BoundingBox", crawl(pattern=""), '~dataset.crawl.pattern: "": 1 to 1024 characters'),
    *(
        bad(task_type, crawl(pattern=pattern, **changes), f'~dataset.crawl.pattern: "{pattern}": {allowed}')
        for task_type, pattern, changes, allowed in (
            ("BoundingBox", "*.mp4", {}, IMAGES),
            ("BoundingBox", "**/a.JPGX", {}, IMAGES),
            ("BoundingBox", "2026/", {}, IMAGES),
            ("BoundingBox", "one", {}, IMAGES),
            ("BoundingBox", "one", {"prefix": "images.png/"}, IMAGES),
            ("VideoMultiClass", "*.jpg", {"objects": "videos"}, f"a pattern that ends as videos do (.mp4, .ogg, .webm), {WILDCARD}"),
            ("TextMultiClass", "*.tsv", {"objects": "text_files"}, f"a pattern that ends as text_files do (.txt, .csv), {WILDCARD}"),
        )
    ),
    bad("BoundingBox", crawl(max_objects=0), "~dataset.crawl.max_objects: 0: 1 or more"),
    bad(
        "SemanticSegmentation",
        crawl(max_objects=20_001),
        "~dataset.crawl.max_objects: 20001: at most 20000 objects (SemanticSegmentation)",
    ),
    bad(
        "ImageMultiClass",
        {**crawl(max_objects=1_000), **AUTOMATED},
        "~dataset.crawl.max_objects: 1000: 1250 objects or more for automated labeling",
    ),
    bad(
        "BoundingBox",
        crawl(bucket="other"),
        '~dataset.crawl.bucket: "other": unknown field, known here: max_objects, objects, pattern, prefix, revision',
    ),
    bad(
        "BoundingBox",
        {"dataset": {"output_of": "none"}},
        '~dataset.output_of: "none": the LabelingJobName of another job of this file: it has none',
    ),
]
