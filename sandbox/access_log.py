"""Access log: one line per call that IAM allowed a role, to compare grants with needs."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ministack.core import iam_evaluator

FILE_NAME = "access.jsonl"


@dataclass(frozen=True, order=True)
class Access:
    """An allowed call: the role's name, and the action in policy spelling."""

    role: str
    action: str


def install() -> None:
    """Log every allowed call of a role to a file in the sandbox's folder."""
    enforce = iam_evaluator.enforce
    log = (Path(os.environ["TMPDIR"]) / FILE_NAME).open("a", encoding="utf-8", buffering=1)

    def enforce_and_log(access_key_id: str, iam_action: str, *arguments: Any, **options: Any) -> Any:
        refused = enforce(access_key_id, iam_action, *arguments, **options)
        role = _role(access_key_id) if refused is None else ""
        if role:
            log.write(json.dumps({"role": role, "action": iam_action}) + "\n")
        return refused

    iam_evaluator.enforce = enforce_and_log


def read(folder: Path) -> set[Access]:
    """All calls allowed so far, without duplicates."""
    lines = (folder / FILE_NAME).read_text(encoding="utf-8").splitlines()
    return {Access(entry["role"], entry["action"]) for entry in map(json.loads, lines)}


def _role(access_key_id: str) -> str:
    """The role whose session the key belongs to; empty for users and the root user."""
    identity: Mapping[str, Any] = iam_evaluator.resolve_caller_identity(access_key_id) or {}
    arn = str(identity.get("userArn", ""))
    return arn.split("/")[1] if ":assumed-role/" in arn else ""
