"""The repository's environments, synthesized once for all tests of this folder, and apps for tests that build their own."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

# Before aws_cdk starts its kernel: Node.js versions without an end-of-life notice in the test report.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20,22,24,26")

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from ground_truth import EnvironmentStage
from ground_truth.custom_workflow.new_workflow import write_workflow
from ground_truth.environment import Environment, load_environments
from tests.e2e.local_files import write_files
from tests.every_kind import EVERY_KIND
from tests.plus_environments import DOCUMENTED, NARROWED
from tests.synth.cloud_assembly import CloudAssembly, SynthesizedStack, read_cloud_assembly
from tests.synth.findings import Finding, read_findings

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Synthesis:
    """The templates of environments, and the findings of CDK's validation and cdk-nag."""

    environments: dict[str, Environment]
    assembly: CloudAssembly
    findings: tuple[Finding, ...]

    @property
    def stacks(self) -> dict[str, SynthesizedStack]:
        """Every stack by its name: `dev/Foundation`."""
        return dict(self.assembly.stacks)

    def beside(self, other: Synthesis) -> Synthesis:
        """Both together."""
        stacks = {**self.assembly.stacks, **other.assembly.stacks}
        assembly = CloudAssembly(self.assembly.folder, stacks, self.assembly.missing_context + other.assembly.missing_context)
        return Synthesis({**self.environments, **other.environments}, assembly, self.findings + other.findings)

    def environment_of(self, stack: str) -> Environment:
        """The environment that a stack belongs to."""
        return self.environments[stack.partition("/")[0]]


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def synthesis(tmp_path_factory: pytest.TempPathFactory) -> Synthesis:
    """Every environment of the repository. Synthesized once, since the kernel and its validation take seconds to start."""
    return _synthesis(ROOT / "environments", tmp_path_factory.mktemp("synthesis"))


@pytest.fixture(scope="session")
def plus(tmp_path_factory: pytest.TempPathFactory) -> Synthesis:
    """The environments `documented` and `narrowed` with projects of Ground Truth Plus."""
    environments = tmp_path_factory.mktemp("environments")
    for name, document in {"documented": DOCUMENTED, "narrowed": NARROWED}.items():
        (environments / f"{name}.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    return _synthesis(environments, tmp_path_factory.mktemp("plus"))


@pytest.fixture(scope="session")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Synthesis:
    """The environments of `every_kind`: every kind of job, stream and mode."""
    environments = tmp_path_factory.mktemp("environments")
    write_files(environments)
    for name, document in EVERY_KIND.items():
        (environments / f"{name}.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    return _synthesis(environments, tmp_path_factory.mktemp("kinds"))


@pytest.fixture(scope="session")
def linted(synthesis: Synthesis, plus: Synthesis, kinds: Synthesis) -> Synthesis:
    """All environments together, for the linters."""
    return synthesis.beside(plus).beside(kinds)


def _synthesis(environments_folder: Path, temporary: Path) -> Synthesis:
    folder = temporary / "cdk.out"
    context = json.loads((ROOT / "cdk.json").read_text(encoding="utf-8"))["context"]
    app = cdk.App(outdir=str(folder), analytics_reporting=False, context=context)
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    environments = load_environments(environments_folder)
    for environment in environments:
        EnvironmentStage(app, environment=environment)
    try:
        app.synth()
    except RuntimeError as error:
        # CDK raises for its plugins' findings after everything was written; the tests of the findings report them better.
        if "ValidationFailed" not in str(error):
            raise
    named = {environment.name: environment for environment in environments}
    return Synthesis(named, read_cloud_assembly(folder), read_findings(folder / "validation-report.json", named.values()))


@pytest.fixture
def app(tmp_path: Path) -> cdk.App:
    """An empty user application."""
    return cdk.App(outdir=str(tmp_path / "cdk.out"), analytics_reporting=False)


@pytest.fixture
def stack(app: cdk.App) -> cdk.Stack:
    """An empty stack in a concrete account and region."""
    return cdk.Stack(app, "Labels", env=cdk.Environment(account="111122223333", region="eu-west-1"))


@pytest.fixture
def workflow_folder(tmp_path: Path) -> Path:
    """The generated functions of a custom workflow."""
    write_workflow(tmp_path / "entities")
    return tmp_path / "entities"
