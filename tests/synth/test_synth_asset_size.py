"""The size of the assets that every deployment uploads and every cold start unpacks."""

from __future__ import annotations

from benchmarks.asset import LIMIT, read_assets
from tests.synth.conftest import Synthesis


def test_the_assets_of_the_handlers_are_small(synthesis: Synthesis) -> None:
    assets = read_assets(synthesis.assembly.folder)
    assert {"workforce", "workteam", "labeling_job", "bucket_contents"} <= assets.keys()
    assert LIMIT == 100_000
    assert {module: asset.zipped_bytes for module, asset in assets.items() if asset.zipped_bytes > LIMIT} == {}


def test_an_asset_holds_code_and_facts_of_its_handler_only(synthesis: Synthesis) -> None:
    for module, asset in read_assets(synthesis.assembly.folder).items():
        assert {path.suffix for path in asset.folder.rglob("*") if path.is_file()} <= {".json", ".py"}
        packages = {path.name for path in (asset.folder / "lambda_handlers").iterdir() if path.is_dir()}
        assert module in packages
        assert packages & {"workforce", "workteam", "bucket_contents"} <= {module}
