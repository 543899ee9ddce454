"""The local files of the jobs in `job_kinds`."""

import json
from pathlib import Path

from ground_truth.custom_workflow.new_workflow import write_workflow
from tests.e2e.job_kinds import INPUT_BUCKET

SCRIPT = '<script src="https://assets.crowd.aws/crowd-html-elements.js"></script>'
FORM = '<crowd-form><crowd-text-area name="remark" label="What do you think?"></crowd-text-area><p>{}</p></crowd-form>'


def write_files(folder: Path) -> None:
    """Write all of them to a folder."""
    (folder / "texts.csv").write_text("id,text\n1,first text\n2,second text\n", encoding="utf-8")
    (folder / "texts.txt").write_text("first text\nsecond text\n", encoding="utf-8")
    (folder / "many.txt").write_text("".join(f"text number {number}\n" for number in range(1_250)), encoding="utf-8")
    line = json.dumps({"source-ref": f"s3://{INPUT_BUCKET}/images/0.png"})
    (folder / "images.manifest").write_text(f"{line}\n", encoding="utf-8")
    (folder / "own.liquid.html").write_text(SCRIPT + FORM.format("{{ task.input.taskObject }}"), encoding="utf-8")
    (folder / "source.liquid.html").write_text(SCRIPT + FORM.format("{{ task.input.source }}"), encoding="utf-8")
    write_workflow(folder / "workflow")
