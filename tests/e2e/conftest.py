"""One sandbox for all end-to-end tests, and cloud assemblies synthesized in this process, without starting the CLI."""

from collections.abc import Callable, Iterator

import pytest
import yaml

from sandbox.cdk_cli import CdkCli, bootstrap
from sandbox.process import PROJECT, Sandbox
from tests.e2e.account_view import AccountView
from tests.e2e.assembly import synthesize_folder
from tests.e2e.scenario import Document, Synthesize


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="session")
def bootstrapped(sandbox: Sandbox) -> Callable[[str], AccountView]:
    """Bootstraps a region once, and returns a view of it: scenarios that need a workforce use separate regions."""
    views: dict[str, AccountView] = {}

    def view(region: str) -> AccountView:
        if region not in views:
            bootstrap(sandbox, region)
            views[region] = AccountView(sandbox, region)
        return views[region]

    return view


@pytest.fixture(scope="session")
def synthesize(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Synthesize:
    """Returns the CLI for the cloud assembly of environment documents, by name."""

    def cli(**documents: Document) -> CdkCli:
        folder = tmp_path_factory.mktemp("environments")
        for name, document in documents.items():
            (folder / f"{name}.yaml").write_text(yaml.safe_dump(document, sort_keys=False))
        assembly = synthesize_folder(folder, tmp_path_factory.mktemp("assembly"))
        return CdkCli(sandbox, environments=folder, application=assembly)

    return cli


@pytest.fixture(scope="session")
def shop() -> Document:
    """The sandbox's environment file: a fresh copy that a scenario can change."""
    document: Document = yaml.safe_load((PROJECT / "environments" / "sandbox.yaml").read_text())
    return document
