"""The folders of one execution environment: what Lambda has as /var/task, /opt and /tmp, in the sandbox's own folder."""

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
    """Made for one execution environment and removed with it."""

    root: Path

    @property
    def task(self) -> Path:
        """The function's code; LAMBDA_TASK_ROOT, and the working folder."""
        return self.root / "task"

    @property
    def opt(self) -> Path:
        """The layers' content, later layers over earlier ones."""
        return self.root / "opt"

    @property
    def temporary(self) -> Path:
        """TMPDIR and HOME."""
        return self.root / "tmp"

    @property
    def node_modules(self) -> Path:
        """Above the code, so that `import` finds it, too, which does not look at NODE_PATH."""
        return self.root / "node_modules"

    def remove(self) -> None:
        """Remove everything; safe to call twice."""
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.root)


def own_folder() -> Path:
    """Where the folders of all functions are: in the sandbox's folder, which is its user's alone."""
    return Path(os.environ["TMPDIR"]) / "functions"


def runtime_folder() -> Path:
    """LAMBDA_RUNTIME_DIR of the Python runtimes, made when first asked for: the AWS SDK."""
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
    """Lambda keeps the permissions of files; zipfile does not. No entry leaves the folder: zipfile sees to that."""
    with zipfile.ZipFile(io.BytesIO(archive)) as bundle:
        for entry in bundle.infolist():
            extracted = Path(bundle.extract(entry, folder))
            permissions = stat.S_IMODE(entry.external_attr >> 16)
            if permissions:
                # The owner can always read it and clean up.
                extracted.chmod(permissions | (0o700 if entry.is_dir() else 0o600))


def _link_packages(folders: Folders) -> None:
    folders.node_modules.mkdir()
    layer = folders.opt / "nodejs" / "node_modules"
    if layer.is_dir():
        for package in layer.iterdir():
            (folders.node_modules / package.name).symlink_to(package)
    sdk.link_node(folders.node_modules)
