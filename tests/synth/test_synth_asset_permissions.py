"""File permissions of assets between synthesis and deployment: only the owner may change them."""

from __future__ import annotations

import stat

from tests.synth.conftest import Synthesis


def test_assets_are_writable_by_their_owner_only(synthesis: Synthesis) -> None:
    folder = synthesis.assembly.folder
    assets = [folder / name for name in synthesis.assembly.asset_files]
    files = [path for asset in assets for path in (asset, *asset.rglob("*"))]
    assert any(path.is_dir() for path in assets)
    assert any(path.is_file() for path in assets)
    assert [path for path in files if stat.S_IMODE(path.stat().st_mode) & 0o022] == []
