"""The licenses of all packages installed for the project; `python -m tests.packaging.licenses` writes docs/licenses.md."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "licenses.md"

ALLOWED = re.compile(
    r"(Apache|BSD|CNRI-Python|ISC|MIT|Mozilla Public License|MPL|PSF|Python Software Foundation)"
    r"(?:[- ](?:0|[23]-Clause|2\.0|Software|License|\(MPL 2\.0\)))*"
)
"""Licenses that permit use and distribution without obligations for this project's own code."""

_LOCKED = re.compile(r"^([A-Za-z0-9_.\-]+)==", re.MULTILINE)
_SEPARATORS = re.compile(r" OR | AND |; ")


@dataclass(frozen=True, order=True)
class Package:
    """A package in the lock files."""

    name: str
    license: str
    use: str
    """`deployment` if users need it, `development` if only tests and the sandbox do."""

    @property
    def is_allowed(self) -> bool:
        """True if each license in its metadata is allowed."""
        return all(ALLOWED.fullmatch(each) for each in _SEPARATORS.split(self.license))


def packages() -> Iterator[Package]:
    """Every locked package installed here, from Python and npm. Packages only for other systems are left out."""
    command = [sys.executable, "-m", "piplicenses", "--with-system", "--from=mixed", "--format=json"]
    listed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout)
    licenses = {_normalized(package["Name"]): package["License"] for package in listed}
    users, developers = (_names(f"requirements{kind}.txt") for kind in ("", "-dev"))
    for name in sorted(users | developers):
        if name in licenses:
            yield Package(name, licenses[name], "deployment" if name in users else "development")
    for folder, package in json.loads((ROOT / "package-lock.json").read_text())["packages"].items():
        if folder:
            yield Package(f"{folder.removeprefix('node_modules/')} (npm)", package["license"], "deployment")


def page() -> str:
    """The content of docs/licenses.md."""
    rows = [f"| {package.name} | {package.license} | {package.use} |" for package in packages()]
    head = [
        "# Licenses of the dependencies",
        "",
        "`make licenses` generates this page from the metadata of the packages in the lock files. A test keeps it current and refuses",
        "a license that is not allowed. `deployment`: installed by `requirements.txt` and `package-lock.json`. `development`: needed",
        "in addition by tests and the sandbox. colorama (BSD-3-Clause) and pywin32 (PSF-2.0) are locked for Windows only.",
        "",
        "| package | license | needed for |",
        "|---|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def _names(lock_file: str) -> set[str]:
    return {_normalized(name) for name in _LOCKED.findall((ROOT / lock_file).read_text())}


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
