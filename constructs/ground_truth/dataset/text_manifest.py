"""A manifest of texts, which travels with the application."""

from __future__ import annotations

from collections.abc import Iterable

from aws_cdk import aws_s3_assets as assets
from constructs import Construct

from ground_truth.local_files.local_texts import LocalText
from ground_truth.text_asset import text_asset
from labeling_rules.manifest.manifest_writing import line_of_text


def text_manifest(scope: Construct, texts: Iterable[LocalText]) -> assets.Asset:
    """An asset with a line for each text. Raises ValueError with all texts that cannot be labeled, or when there is none."""
    manifest = "".join(map(line_of_text, _checked(texts)))
    return text_asset(scope, "Manifest", file_name="dataset.manifest", text=manifest)


def _checked(texts: Iterable[LocalText]) -> list[str]:
    found = list(texts)
    mistakes = [f"{text.place}: {text.allowed}" for text in found if text.allowed is not None]
    if mistakes or not found:
        raise ValueError("\n".join(["a dataset of texts:", *(mistakes or ["no text: one or more"])]))
    return [text.text for text in found]
