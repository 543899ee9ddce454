"""The size of the asset that every deployment uploads and every cold start unpacks."""

from __future__ import annotations

from benchmarks.asset import LIMIT, read_asset
from tests.synth.conftest import Synthesis


def test_the_asset_of_the_handlers_is_small(synthesis: Synthesis) -> None:
    asset = read_asset(synthesis.assembly.folder)
    assert LIMIT == 100_000
    assert asset.zipped_bytes <= LIMIT


def test_the_asset_holds_code_and_facts_only(synthesis: Synthesis) -> None:
    asset = read_asset(synthesis.assembly.folder)
    assert {path.suffix for path in asset.folder.rglob("*") if path.is_file()} == {".json", ".py"}
    assert {path.name for path in asset.folder.iterdir()} == {"crhelper", "labeling_rules", "lambda_handlers"}
