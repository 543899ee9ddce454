"""The same input gives the same bytes on any machine: without credentials, lookups or a network."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import aws_cdk as cdk
import pytest

from benchmarks.asset import read_assets
from ground_truth.functions import handler_code
from ground_truth.functions.custom_resource import CustomResourceHandler
from ground_truth.workers.workforce import WORKFORCE
from tests.synth.cloud_assembly import CloudAssembly, read_cloud_assembly, synthesize
from tests.synth.conftest import Synthesis

# Nothing listens there: a request would fail at once.
UNREACHABLE = "http://127.0.0.1:9"


@pytest.fixture(scope="module")
def secluded(root: Path, tmp_path_factory: pytest.TempPathFactory) -> CloudAssembly:
    """The assembly written by `app.py` in a process without credentials, home folder or network."""
    folder = tmp_path_factory.mktemp("secluded")
    (folder / "home").mkdir()
    (folder / "tmp").mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.upper().startswith(("AWS_", "CDK_", "NO_PROXY"))}
    environment |= {name: UNREACHABLE for proxy in ("http_proxy", "https_proxy", "all_proxy") for name in (proxy, proxy.upper())}
    environment |= {"HOME": str(folder / "home"), "TMPDIR": str(folder / "tmp"), "PYTHONPATH": str(root / "constructs")}
    # The context that the CDK CLI passes to an app.
    context = json.loads((root / "cdk.json").read_text(encoding="utf-8"))["context"]
    environment |= {"CDK_OUTDIR": str(folder / "cdk.out"), "CDK_CONTEXT_JSON": json.dumps(context)}
    process = subprocess.run([sys.executable, "app.py"], cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stderr
    return read_cloud_assembly(folder / "cdk.out")


def test_synthesis_twice_gives_the_same_templates(synthesis: Synthesis, secluded: CloudAssembly) -> None:
    first = {name: stack.template_file.read_bytes() for name, stack in synthesis.stacks.items()}
    second = {name: stack.template_file.read_bytes() for name, stack in secluded.stacks.items()}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_synthesis_twice_gives_the_same_assets(synthesis: Synthesis, secluded: CloudAssembly) -> None:
    assert synthesis.assembly.asset_files
    assert synthesis.assembly.asset_files == secluded.asset_files


def test_nothing_is_looked_up_in_an_account(synthesis: Synthesis, secluded: CloudAssembly) -> None:
    assert synthesis.assembly.missing_context == ()
    assert secluded.missing_context == ()


def test_account_and_region_are_those_of_the_environment_file(synthesis: Synthesis) -> None:
    for name, stack in synthesis.stacks.items():
        environment = synthesis.environment_of(name)
        assets = stack.template_file.with_name(stack.template_file.name.replace(".template.json", ".assets.json"))
        destinations = [
            destination
            for file in json.loads(assets.read_text(encoding="utf-8"))["files"].values()
            for destination in file["destinations"].values()
        ]
        assert {destination["region"] for destination in destinations} == {environment.region}
        assert {destination["bucketName"] for destination in destinations} == {
            f"cdk-hnb659fds-assets-{environment.account}-{environment.region}"
        }


def handler_key(folder: Path, handlers: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The S3 key of a function with handlers in a folder."""
    monkeypatch.setattr(handler_code, "handlers_folder", lambda: handlers)
    app = cdk.App(outdir=str(folder), analytics_reporting=False)
    CustomResourceHandler.of(cdk.Stack(app, "Labels"), WORKFORCE)
    key: str = synthesize(app).stacks["Labels"].properties("GroundTruthWorkforceHandler/Function")["Code"]["S3Key"]
    return key


def test_handler_asset_depends_on_the_content_of_the_python_files_alone(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original, touched, changed = tmp_path / "one", tmp_path / "another", tmp_path / "changed"
    for copy in (original, touched, changed):
        shutil.copytree(root / "lambda_handlers", copy / "lambda_handlers", ignore=shutil.ignore_patterns("__pycache__"))
    for source in touched.rglob("*.py"):
        os.utime(source, (0, 0))
    (touched / "lambda_handlers" / "__pycache__").mkdir()
    (touched / "lambda_handlers" / "__pycache__" / "stray.cpython-311.pyc").write_bytes(b"stray")
    with (changed / "lambda_handlers" / "errors.py").open("a", encoding="utf-8") as file:
        file.write("CHANGED = True\n")
    keys = [handler_key(tmp_path / f"{copy.name}.out", copy / "lambda_handlers", monkeypatch) for copy in (original, touched, changed)]
    assert keys[0] == keys[1]
    assert keys[0] != keys[2]


def test_handler_asset_holds_the_handler_its_rules_and_crhelper_and_nothing_compiled(synthesis: Synthesis) -> None:
    asset = read_assets(synthesis.assembly.folder)["labeling_job"].folder
    assert sorted(path.name for path in asset.iterdir()) == ["crhelper", "labeling_rules", "lambda_handlers"]
    assert (asset / "labeling_rules" / "task_types.json").is_file()
    assert (asset / "lambda_handlers" / "custom_resource" / "handler.py").is_file()
    assert (asset / "crhelper" / "__init__.py").is_file()
    assert {path.suffix for path in asset.rglob("*") if path.is_file()} == {".json", ".py"}
