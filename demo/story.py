"""The steps of the demo, from an empty account to an empty account."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from demo.account import Account
from demo.environment_copy import EnvironmentCopy
from demo.narration import Narrator
from demo.package_summaries import manifest_of_installed_packages
from sandbox.cdk_cli import CdkCli, bootstrap
from sandbox.inventory import Item, inventory
from sandbox.process import PROJECT, Sandbox

FOUNDATION, LABELING = "sandbox-Foundation", "sandbox-Labeling"
MANIFEST_KEY = "datasets/packages.manifest"
NEW_LABEL = "security"


class Story:
    """Runs a deployment of environments/sandbox.yaml, step by step."""

    def __init__(self, narrator: Narrator, sandbox: Sandbox) -> None:
        self._narrator = narrator
        self._sandbox = sandbox
        self._account = Account(sandbox)
        self._environment = EnvironmentCopy(PROJECT / "environments" / "sandbox.yaml", sandbox.folder / "environments")
        self._cdk = CdkCli(sandbox, environments=self._environment.folder)
        # The output of the last synthesis: `cdk --app cdk.out`, while the environment file is unchanged.
        self._synthesized = replace(self._cdk, application=self._cdk.output)

    def tell(self) -> int:
        """Deploy, show, change, compare and destroy; returns the number of deployed resources."""
        self._synthesize_and_bootstrap()
        deployed = self._deploy_foundation()
        self._upload_dataset()
        deployed += self._deploy_labeling()
        self._change_a_label()
        self._deploy_the_change()
        self._destroy()
        return deployed

    def what_is_left(self) -> list[Item]:
        """Everything that exists in the account, including records of ended labeling jobs."""
        return inventory(self._sandbox.exports())

    def _synthesize_and_bootstrap(self) -> None:
        with self._narrator.step("cdk bootstrap, and beside it cdk synth, which validates the templates"), ThreadPoolExecutor() as beside:
            synthesis = beside.submit(self._cdk.run, "synth", "--quiet")
            bootstrap(self._sandbox)
            synthesis.result()

    def _deploy_foundation(self) -> int:
        with self._narrator.step("cdk deploy sandbox/Foundation: buckets, workers, workforce, work teams, roles") as step:
            self._synthesized.run("deploy", "sandbox/Foundation", "--progress", "events", on_line=step.progress)
            count = self._account.resource_count(FOUNDATION)
            step.result = f"{count} resources"
        self._narrator.show(f"workers sign in at {self._account.outputs(FOUNDATION)['PortalUrl']}\n{self._account.worker_lines()}")
        return count

    def _upload_dataset(self) -> None:
        with self._narrator.step("Upload the dataset: the summary of every installed Python package") as step:
            manifest = manifest_of_installed_packages()
            self._account.upload(bucket=self._account.outputs(FOUNDATION)["InputBucketName"], key=MANIFEST_KEY, text=manifest)
            step.result = f"{len(manifest.splitlines())} objects"
        self._narrator.show(manifest.splitlines()[0])

    def _deploy_labeling(self) -> int:
        with self._narrator.step("cdk deploy sandbox/Labeling: the labeling job") as step:
            self._synthesized.run("deploy", "sandbox/Labeling", "--progress", "events", on_line=step.progress)
            count = self._account.resource_count(LABELING)
            step.result = f"{count} resources"
        self._narrator.show(self._account.job_lines())
        return count

    def _change_a_label(self) -> None:
        with self._narrator.step(f"Add the label {NEW_LABEL!r} to the environment file, and cdk diff"):
            self._environment.insert_label(NEW_LABEL)
            difference = replace(self._cdk, validation=False).run("diff", "sandbox/Labeling").output
        self._narrator.show(_changes(difference))

    def _deploy_the_change(self) -> None:
        with self._narrator.step("cdk deploy: a new job replaces the old one, which is stopped") as step:
            self._synthesized.run("deploy", "sandbox/Labeling", "--exclusively", "--progress", "events", on_line=step.progress)
        self._narrator.show(self._account.job_lines())

    def _destroy(self) -> None:
        with self._narrator.step("cdk destroy") as step:
            self._synthesized.run("destroy", "--force", "sandbox/*", on_line=step.progress)


def _changes(difference: str) -> str:
    """The part of `cdk diff` with resources and their properties."""
    lines = difference.splitlines()
    start = next((number for number, line in enumerate(lines) if line.strip() == "Resources"), 0)
    return "\n".join(line for line in lines[start:] if line.strip() and "✨" not in line)
