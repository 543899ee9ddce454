"""The constructs as a wheel: built, installed into an environment without the checkout, and used by another application."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest
from packaging.metadata import Metadata
from trove_classifiers import classifiers

from benchmarks.asset import read_assets
from ground_truth.functions.without_docstrings import without_docstrings

ROOT = Path(__file__).parents[2]

# A user's application: three constructs, and a labeling job, for which it needs the packaged template.
USERS_APP = """
import json
import sys
from pathlib import Path

import aws_cdk as cdk
import ground_truth
from ground_truth import InputBucket, Member, WorkerPool, Workforce, Workteam
from ground_truth.templates import default_template
from labeling_rules.task_types import TASK_TYPES

app = cdk.App(outdir=sys.argv[1], analytics_reporting=False)
stack = cdk.Stack(app, "Labels", env=cdk.Environment(account="111122223333", region="eu-west-1"))
InputBucket(stack, "Input")
workforce = Workforce(stack, "Workforce", workforce_name="labeling", worker_pool=WorkerPool(stack, "Workers", domain_prefix="labels"))
Workteam(stack, "Team", workforce=workforce, workteam_name="reviewers", description="Reviews", members=[Member("one@example.com")])
app.synth()
template = default_template("TextMultiClassMultiLabel")
print(json.dumps({"package": ground_truth.__file__, "template": str(template), "read": len(template.read_text(encoding="utf-8"))}))
"""


def run(command: list[str], folder: Path, **variables: str) -> str:
    """Run a command without the checkout on its path and without a network, and return its output."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "AWS_", "VIRTUAL_ENV"))}
    environment = {**kept, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables}
    process = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout + process.stderr
    return process.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built with the installed backend."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-build-isolation", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    run(command, folder, PATH=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a clean environment with the wheel; its dependencies are those of this environment."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder, with_pip=False, symlinks=True)
    interpreter = folder / "bin" / "python"
    site_packages = folder / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    command = [sys.executable, "-m", "pip", "--python", str(interpreter), "install", "--quiet", "--no-deps", "--no-compile", str(wheel)]
    run(command, folder)
    (site_packages / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return interpreter


@pytest.fixture(scope="module")
def users_app(python: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Path]:
    """The application's output, and its assembly."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "users_app.py").write_text(USERS_APP, encoding="utf-8")
    # Template validation has its own tests; starting it takes seconds.
    printed = run([str(python), "users_app.py", str(folder / "cdk.out")], folder, CDK_VALIDATION="false", TMPDIR=str(folder))
    result: dict[str, str] = json.loads(printed.splitlines()[-1])
    return result, folder / "cdk.out"


def test_the_wheel_holds_the_package_its_handlers_and_its_templates_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"ground_truth", "labeling_rules"}
    assert {"labeling_rules/task_types.json", "labeling_rules/py.typed"} <= set(names)
    for part in (
        "py.typed",
        "lambda_handlers/workforce/__init__.py",
        "templates/TextMultiClassMultiLabel.liquid.html",
        "workflow_skeleton/pre_annotation.py",
    ):
        assert f"ground_truth/{part}" in names
    assert [name for name in names if "__pycache__" in name or name.endswith(".pyc")] == []


def test_an_index_takes_the_metadata(wheel: Path) -> None:
    """As `twine check --strict` and PyPI validate it: a renderable description, and existing classifiers."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = Metadata.from_email(archive.read(name), validate=True)
    assert metadata.description == (ROOT / "README.md").read_text(encoding="utf-8")
    assert metadata.description_content_type == "text/markdown"
    assert metadata.license_expression == "Apache-2.0"
    assert set(metadata.classifiers or ()) <= classifiers
    assert metadata.project_urls
    supported = metadata.requires_python
    assert supported is not None
    assert [version for version in ("3.10", "3.11", "3.12", "3.13", "3.99") if version not in supported] == ["3.10"]


def test_crhelper_is_a_range_that_begins_with_the_version_under_test(wheel: Path) -> None:
    """Its repaired defects are tried with that version (`tests/unit/lambda_handlers/test_crhelper_defects_*.py`)."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        requirements = Metadata.from_email(archive.read(name), validate=True).requires_dist or []
    (allowed,) = [requirement.specifier for requirement in requirements if requirement.name == "crhelper"]
    tested = importlib.metadata.version("crhelper")
    assert str(allowed) == f"<2.1,>={tested}"


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="nothing says what is committed")
def test_the_source_distribution_holds_everything_that_is_committed(tmp_path: Path) -> None:
    run([sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path)], ROOT)
    (built,) = tmp_path.iterdir()
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    committed = run(["git", "ls-files", "-z"], ROOT).split("\0")
    assert [name for name in committed if name and (ROOT / name).exists() and name not in names] == []
    assert {name.partition("/")[0] for name in names} & {".venv", "node_modules", ".git", "cdk.out"} == set()


def test_the_commands_of_the_installed_package_answer(python: Path, tmp_path: Path) -> None:
    command = str(python.parent / "ground-truth")
    assert run([command, "schema"], tmp_path) == (ROOT / "environments/environment.schema.json").read_text(encoding="utf-8")
    assert run([command, "--version"], tmp_path) == "ground-truth, version 0.1.0\n"
    for name in ("check", "schema", "lint-template", "workflow", "preflight", "runbook", "completion"):
        assert f"Usage: ground-truth {name} " in run([command, name, "--help"], tmp_path)
    assert "ground-truth sandbox" in run([command, "sandbox", "--help"], tmp_path)


def test_the_installed_package_is_the_one_in_use(users_app: tuple[dict[str, str], Path], python: Path) -> None:
    printed, _assembly = users_app
    environment = python.parents[1]
    assert Path(printed["package"]).is_relative_to(environment)
    assert Path(printed["template"]).is_relative_to(environment)


def test_a_users_app_synthesizes_with_the_installed_package(users_app: tuple[dict[str, str], Path]) -> None:
    _printed, assembly = users_app
    template = json.loads((assembly / "Labels.template.json").read_text(encoding="utf-8"))
    types = [resource["Type"] for resource in template["Resources"].values()]
    for expected in ("AWS::S3::Bucket", "AWS::Cognito::UserPool", "Custom::GroundTruthWorkforce", "Custom::GroundTruthWorkteam"):
        assert types.count(expected) == 1


def test_the_installed_package_writes_the_functions_of_a_workflow(python: Path, tmp_path: Path) -> None:
    printed = run([str(python.parent / "ground-truth"), "workflow", "workflows/entities"], tmp_path, TMPDIR=str(tmp_path))
    written = sorted(path.name for path in (ROOT / "constructs" / "ground_truth" / "workflow_skeleton").iterdir() if path.is_file())
    assert sorted(path.name for path in (tmp_path / "workflows" / "entities").iterdir()) == written
    assert "workflows/entities/pre_annotation.py\n" in printed


def test_the_functions_of_the_installed_package_can_be_imported(users_app: tuple[dict[str, str], Path], tmp_path: Path) -> None:
    """Lambda puts the zip's root on the path; the handler is named `lambda_handlers.workforce.handler`."""
    _printed, assembly = users_app
    assets = read_assets(assembly)
    assert assets.keys() == {"workforce", "workteam"}
    for module, asset in assets.items():
        code = f"""
import sys
sys.path.insert(0, {str(asset.folder)!r})
import crhelper, lambda_handlers.{module}
lambda_handlers.{module}.load_lifecycle()
print(crhelper.__file__)
"""
        printed = run([sys.executable, "-B", "-c", code], tmp_path, AWS_DEFAULT_REGION="eu-west-1", AWS_EC2_METADATA_DISABLED="true")
        assert Path(printed.strip()).is_relative_to(asset.folder)


def test_the_assets_are_the_same_from_the_wheel_and_from_the_checkout(users_app: tuple[dict[str, str], Path]) -> None:
    _printed, assembly = users_app
    for asset in read_assets(assembly).values():
        ours = [path.relative_to(asset.folder) for path in asset.folder.rglob("*.py") if "crhelper" not in path.parts]
        assert ours
        assert [
            path for path in ours if (asset.folder / path).read_text("utf-8") != without_docstrings((ROOT / path).read_text("utf-8"))
        ] == []
