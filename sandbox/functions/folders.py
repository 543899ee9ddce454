"""The folders of an execution environment: Lambda's /var/task, /opt and /tmp, inside the sandbox's folder."""

import contextlib
import io
import os
import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sandbox.functions import sdk


@dataclass(frozen=True)
class Folders:
    """Created for one execution environment and removed with it."""

    root: Path

    @property
    def task(self) -> Path:
        """The function's code: LAMBDA_TASK_ROOT and the working directory."""
        return self.root / "task"

    @property
    def opt(self) -> Path:
        """The layers' content; later layers overwrite earlier ones."""
        return self.root / "opt"

    @property
    def temporary(self) -> Path:
        """TMPDIR and HOME."""
        return self.root / "tmp"

    @property
    def node_modules(self) -> Path:
        """Located above the code, so that `import` finds it too, which ignores NODE_PATH."""
        return self.root / "node_modules"

    def remove(self) -> None:
        """Remove everything; safe to call twice."""
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.root)


def own_folder() -> Path:
    """The parent folder of all functions' folders, inside the sandbox's folder, which only its user can read."""
    return Path(os.environ["TMPDIR"]) / "functions"


def runtime_folder() -> Path:
    """LAMBDA_RUNTIME_DIR of the Python runtimes, created on first use: the AWS SDK."""
    folder = own_folder() / "runtime"
    sdk.link_python(folder)
    return folder


def unpack(name: str, code: bytes, layers: Iterable[bytes]) -> Folders:
    """The folders of a new execution environment. Raises zipfile.BadZipFile."""
    own_folder().mkdir(parents=True, exist_ok=True)
    folders = Folders(Path(tempfile.mkdtemp(prefix=f"{name}-", dir=own_folder())))
    for folder in (folders.task, folders.opt, folders.temporary):
        folder.mkdir()
    try:
        _extract(code, folders.task)
        for layer in layers:
            _extract(layer, folders.opt)
        _link_packages(folders)
    except BaseException:
        folders.remove()
        raise
    return folders


def _extract(archive: bytes, folder: Path) -> None:
    """Extract with file permissions, as Lambda does and zipfile does not. zipfile keeps entries inside the folder."""
    with zipfile.ZipFile(io.BytesIO(archive)) as bundle:
        for entry in bundle.infolist():
            extracted = Path(bundle.extract(entry, folder))
            permissions = stat.S_IMODE(entry.external_attr >> 16)
            if permissions:
                # The owner can always read and remove it.
                extracted.chmod(permissions | (0o700 if entry.is_dir() else 0o600))


def _link_packages(folders: Folders) -> None:
    folders.node_modules.mkdir()
    layer = folders.opt / "nodejs" / "node_modules"
    if layer.is_dir():
        for package in layer.iterdir():
            (folders.node_modules / package.name).symlink_to(package)
    sdk.link_node(folders.node_modules)
