"""Input data, and the output location."""

from __future__ import annotations

from tests.unit.environment.bad_inputs.bad_input import ACCOUNT, MANIFEST, REGION, SOURCE, TOPIC, UI, BadInput, bad

DATA = [
    *(
        bad(
            name,
            {"dataset": {"crawl": {"objects": "images", "prefix": ""}}},
            '~dataset.crawl: {"objects": "images", "prefix": ""}: '
            f"a manifest, or output_of: {name} works on labels, and objects that are crawled have none",
        )
        for name in ("AdjustmentBoundingBox", "VerificationSemanticSegmentation")
    ),
    bad("ImageMultiClass", {"dataset": None}, "~dataset: missing: required: dataset, stream or InputConfig.DataSource"),
    bad("ImageMultiClass", {"dataset": None, SOURCE: {}}, f"~{SOURCE}: {{}}: S3DataSource, SnsDataSource or both"),
    bad(
        "ImageMultiClass",
        {MANIFEST: "s3://other/m.manifest"},
        f'~{SOURCE}.S3DataSource: {{"ManifestS3Uri": "s3://other/m.manifest"}}: not together with dataset',
    ),
    bad(
        "ImageMultiClass",
        {"dataset": {"input_bucket_key": "s3://bucket/datasets/objects.manifest"}},
        '~dataset.input_bucket_key: "s3://bucket/datasets/objects.manifest": '
        "a key of the input bucket, without s3://<bucket>/; for another bucket use InputConfig.DataSource",
    ),
    bad(
        "ImageMultiClass",
        {"dataset": {"input_bucket_key": "/datasets/objects.manifest"}},
        '~dataset.input_bucket_key: "/datasets/objects.manifest": '
        "a key of the input bucket: no slash at its beginning, and none at its end",
    ),
    bad(
        "ImageMultiClass",
        {"dataset": {"input_bucket_key": "datasets/"}},
        '~dataset.input_bucket_key: "datasets/": a key of the input bucket: no slash at its beginning, and none at its end',
    ),
    bad(
        "ImageMultiClass",
        {"dataset": None, MANIFEST: "s3://other"},
        f'~{MANIFEST}: "s3://other": s3://<bucket>/<key> of a file',
    ),
    bad(
        "ImageMultiClass",
        {"dataset": None, MANIFEST: "https://other.s3.amazonaws.com/m.manifest"},
        f'~{MANIFEST}: "https://other.s3.amazonaws.com/m.manifest": s3://<bucket>/<key>',
    ),
    bad(
        "ImageMultiClass",
        {"dataset": None, MANIFEST: "https://s3.amazonaws.com/b/m.manifest", "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/own"},
        f'~{MANIFEST}: "https://s3.amazonaws.com/b/m.manifest": s3://<bucket>/<key>',
    ),
    bad(
        "ImageMultiClass",
        {"labels": None, "LabelCategoryConfigS3Uri": "https://s3.amazonaws.com/b/labels.json"},
        '~LabelCategoryConfigS3Uri: "https://s3.amazonaws.com/b/labels.json": s3://<bucket>/<key>',
    ),
    bad(
        "ImageMultiClass",
        {"OutputConfig": {"S3OutputPath": "https://bucket/"}},
        '~OutputConfig.S3OutputPath: "https://bucket/": s3://<bucket>/<key>',
    ),
    bad(
        "ImageMultiClass",
        {"dataset": None, f"{SOURCE}.SnsDataSource": {"SnsTopicArn": f"arn:aws:sns:us-east-1:{ACCOUNT}:objects"}},
        f'~{SOURCE}.SnsDataSource.SnsTopicArn: "arn:aws:sns:us-east-1:{ACCOUNT}:objects": an ARN of the region {REGION}',
    ),
    bad(
        "ImageMultiClass",
        {"stream": {}, f"{SOURCE}.SnsDataSource": {"SnsTopicArn": TOPIC}},
        f'~{SOURCE}.SnsDataSource: {{"SnsTopicArn": "{TOPIC}"}}: not together with stream',
    ),
    bad(
        "ImageMultiClass",
        {"OutputConfig": {"KmsKeyId": f"arn:aws:kms:us-east-1:{ACCOUNT}:key/abc"}},
        f'~OutputConfig.KmsKeyId: "arn:aws:kms:us-east-1:{ACCOUNT}:key/abc": an ARN of the region {REGION}',
    ),
    bad(
        "ImageMultiClass",
        {"OutputConfig": {"KmsKeyId": "my key"}},
        '~OutputConfig.KmsKeyId: "my key": at most 2048 characters matching [a-zA-Z0-9:/_-]* (KmsKeyId)',
    ),
    bad(
        "ImageMultiClass",
        {"RoleArn": "arn:aws:iam::999999999999:role/labeling"},
        f'~RoleArn: "arn:aws:iam::999999999999:role/labeling": an ARN of the account {ACCOUNT}',
    ),
    bad(
        "ImageMultiClass",
        {"InputConfig": {"DataAttributes": {"ContentClassifiers": ["FreeOfCost"]}}},
        '~InputConfig.DataAttributes.ContentClassifiers[0]: "FreeOfCost": '
        "one of FreeOfPersonallyIdentifiableInformation, FreeOfAdultContent (ContentClassifiers)",
    ),
]

FILES = [
    BadInput(
        "TextMultiClass",
        {"dataset": {"text_file": "t.txt"}},
        (f"~dataset.text_file: line 2 of t.txt: {'x' * 60}...: at most 20000 characters, not 20001",),
        {"t.txt": "fine\n" + "x" * 20_001 + "\n"},
    ),
    BadInput(
        "BoundingBox",
        {"dataset": {"text_file": "t.txt"}},
        ('~dataset.text_file: "t.txt": a manifest with source-ref: BoundingBox does not label texts',),
        {"t.txt": "fine\n"},
    ),
    BadInput(
        "SemanticSegmentation",
        {"dataset": {"manifest": "m.manifest"}},
        ("~dataset.manifest: 20001 objects in m.manifest: at most 20000 objects (SemanticSegmentation)",),
        {"m.manifest": '{"source-ref": "s3://bucket/i.png"}\n' * 20_001},
    ),
    bad(
        "BoundingBox",
        {"dataset": {"manifest": "missing.manifest"}},
        '~dataset.manifest: "missing.manifest": an existing file, relative to the environment file',
    ),
    BadInput(
        "BoundingBox",
        {UI: None, "template": "task.txt"},
        ('~template: "task.txt": a file that ends with .html, .liquid or .template',),
        {"task.txt": "<crowd-form></crowd-form>"},
    ),
]
