"""Writes docs/conformance.md, the behaviors of the sandbox's Ground Truth service with their evidence: `make conformance-table`."""

import importlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from tests.unit.conformance.not_imitated import NOT_IMITATED
from tests.unit.conformance.observations import OBSERVATIONS, SOURCES
from tests.unit.conformance.rows import Row, rows_of

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "docs" / "conformance.md"
FOLDER = "tests/unit/sandbox_ground_truth"
# The test modules with rows, in document order, with their subjects.
MODULES: Mapping[str, str] = MappingProxyType(
    {
        "test_service_model_validation": "Requests",
        "test_service_unknown_requests": "Requests that the sandbox cannot answer",
        "test_service_authorization": "Authorization of callers",
        "test_service_caller_rights": "Callers' permissions in other services",
        "test_service_workforces": "Workforces",
        "test_service_workteams": "Work teams",
        "test_service_subscribed_workteams": "Vendors' work teams",
        "test_service_tags": "Tags",
        "test_service_labeling_jobs": "Labeling jobs",
        "test_service_labeling_job_lists": "Lists of labeling jobs",
        "test_service_job_rules": "Parameters of a labeling job",
        "test_service_job_inputs": "Inputs of a labeling job",
        "test_service_label_categories": "Label category configuration files",
        "test_service_sequence_files": "Sequences of video frames and point clouds",
        "test_service_audited_labels": "Adjustment and verification",
        "test_service_auto_labeling": "Automated labeling",
        "test_service_encryption_keys": "Encryption",
        "test_service_streaming": "Streaming",
        "test_service_human_task_uis": "Human task UIs",
        "test_service_ui_previews": "Previews of worker pages",
        "test_service_own_functions": "Functions of a custom workflow",
        "test_service_completion": "Completion of a job",
        "test_service_answers": "Labels",
        "test_service_custom_answers": "Labels of a custom workflow",
        "test_service_worker_responses": "Workers' responses",
        "test_service_output_manifest": "The output manifest",
    }
)

HEAD = f"""# Conformance of the sandbox's Ground Truth service

The behaviors of `sandbox/ground_truth/`, each with its evidence and the test that shows it. See also
[the sandbox](sandbox.md).

* *observed*: AWS was observed to behave this way. The source is public; the table at the end explains the short names. Numbers are those of
  observations; those that the sandbox does not imitate have a row as well, with the reason.
* *documented*: a page of AWS's documentation, its service model or its published code says so.
* *assumed*: there is no source. The sandbox takes the stricter reading, and this project does not rely on it.

The tests are in `{FOLDER}/`. `make conformance-table` generates this page.

"""


def rows() -> list[tuple[str, str, Row]]:
    """Every row with its module and the name of its test, in the order of the document."""
    return [(module, test, row) for module in MODULES for test, row in _rows(module)]


def document() -> str:
    """The text of docs/conformance.md."""
    sections = [_section(module, title) for module, title in MODULES.items() if any(_rows(module))]
    return HEAD + "\n".join([*sections, _not_imitated(), _sources(), _count()])


def _rows(module: str) -> Iterator[tuple[str, Row]]:
    return rows_of(importlib.import_module(f"{FOLDER.replace('/', '.')}.{module}"))


def _section(module: str, title: str) -> str:
    lines = [(row.behavior, str(row.known), f"`{test}`") for test, row in _rows(module)]
    return f"## {title}\n\nIn `{module}.py`.\n\n{_table('behavior', 'evidence', 'test', lines=lines)}"


def _not_imitated() -> str:
    lines = [(row.behavior, str(row.known), why) for row, why in NOT_IMITATED]
    return f"## Not imitated\n\n{_table('behavior of AWS', 'evidence', 'reason', lines=lines)}"


def _sources() -> str:
    return f"## Sources\n\n{_table('short name', 'source', lines=list(SOURCES.items()))}"


def _count() -> str:
    found = rows()
    kinds = [row.known.kind for _, _, row in found]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in ("observed", "documented", "assumed"))
    imitated = f"{len(found)} rows with a test ({counted}); {len(NOT_IMITATED)} that are not imitated"
    return f"{imitated}. All {len(OBSERVATIONS)} observations have a row.\n"


def _table(*heads: str, lines: Iterable[tuple[str, ...]]) -> str:
    return "".join(f"| {' | '.join(line)} |\n" for line in [heads, ("---",) * len(heads), *lines])


if __name__ == "__main__":
    DOCUMENT.write_text(document())
