"""Cloud assemblies synthesized in the test process, without starting the CLI."""

import json
from pathlib import Path

import aws_cdk as cdk

from app import add_environments
from sandbox.process import PROJECT


def synthesize_folder(environments: Path, outdir: Path) -> Path:
    """Synthesize every environment file in a folder, as app.py does, and return the assembly's folder.

    Without CDK's validation: tests/synth validates templates of every kind, and the sandbox those that are deployed.
    """
    context = json.loads((PROJECT / "cdk.json").read_text(encoding="utf-8"))["context"]
    application = cdk.App(analytics_reporting=False, outdir=str(outdir), context=context, builtin_cloud_formation_validation=False)
    add_environments(application, environments)
    application.synth()
    return outdir
