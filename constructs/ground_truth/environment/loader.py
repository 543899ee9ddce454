"""From environment files to environments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ground_truth.environment.document import read_document
from ground_truth.environment.environment import Environment, EnvironmentFile
from ground_truth.environment.fields import parse_fields
from ground_truth.environment.mistakes import EnvironmentFileError
from ground_truth.environment.rules import environment_mistakes, mistakes_between_environments, parameter_warnings
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9\-]*")


def load_environment(path: Path | str, *, allow_files_outside: bool = False) -> Environment:
    """Read one file: `environments/dev.yaml` is the environment `dev`. Raises EnvironmentFileError with every mistake.

    `allow_files_outside`: its local paths may leave its folder.
    """
    return load_files([Path(path)], allow_files_outside=allow_files_outside)[0]


def load_environments(folder: Path | str, *, wanted: str | None = None, allow_files_outside: bool = False) -> tuple[Environment, ...]:
    """Read every `*.yaml` of a folder, sorted by name.

    Args:
        folder: where the files are.
        wanted: an environment that has to be among them.
        allow_files_outside: local paths of the files may leave the folder.

    Raises EnvironmentFileError with every mistake of every file.
    """
    files, misnamed = sorted(Path(folder).glob("*.yaml")), sorted(Path(folder).glob("*.yml"))
    mistakes = [_rename(file) for file in misnamed]
    if not files and not misnamed:
        mistakes.append(Mistake(_file_name(Path(folder)), "(folder)", "no *.yaml file", "one file per environment"))
    elif wanted is not None and wanted not in [file.stem for file in misnamed]:
        mistakes += _no_environment(Path(folder), wanted)
    return load_files(files, mistakes, allow_files_outside=allow_files_outside)


def load_files(paths: Iterable[Path], mistakes: Iterable[Mistake] = (), *, allow_files_outside: bool = False) -> tuple[Environment, ...]:
    """Read files. Raises EnvironmentFileError with the given mistakes and every mistake of every file."""
    checked, found = [], list(mistakes)
    for path in paths:
        try:
            file = _checked(path, allow_files_outside=allow_files_outside)
        except EnvironmentFileError as error:
            found += error.mistakes
        else:
            found += file.errors
            checked.append(file)
    found += mistakes_between_environments([file.document.after(file.errors) for file in checked])
    if found:
        raise EnvironmentFileError(found)
    return tuple(file.environment() for file in checked)


@dataclass(frozen=True)
class _CheckedFile:
    """A file that could be read, and all that was found in it."""

    path: Path
    model: EnvironmentFile | None
    document: Node
    mistakes: tuple[Mistake, ...]

    @property
    def errors(self) -> list[Mistake]:
        return [mistake for mistake in self.mistakes if mistake.level == "error"]

    def environment(self) -> Environment:
        """The environment of a file without errors."""
        values: Mapping[str, Any] = {field: getattr(self.model, field) for field in EnvironmentFile.model_fields}
        warnings, doubts = self.mistakes, tuple(parameter_warnings(self.document))
        return Environment(name=self.path.stem, folder=self.path.parent, warnings=warnings, parameter_warnings=doubts, **values)


def _checked(path: Path, *, allow_files_outside: bool) -> _CheckedFile:
    """Raises EnvironmentFileError when there is nothing to check."""
    name, file = path.stem, _file_name(path)
    if path.suffix == ".yaml" and (mistakes := list(_no_environment(path.parent, name))):
        raise EnvironmentFileError(mistakes)
    content = read_document(path, file=file, keys=", ".join(EnvironmentFile.model_fields))
    fields = parse_fields(content.content, file=file)
    of_fields = [mistake for mistake in fields.mistakes if not mistake.is_within(content.unreadable)]
    document = Node(file, "", content.content, content.unreadable | fields.meant).after(of_fields)
    between = environment_mistakes(document, name=name, folder=path.parent, allow_files_outside=allow_files_outside)
    return _CheckedFile(path, fields.model, document, (*content.mistakes, *_name_mistakes(name, file), *of_fields, *between))


def _file_name(path: Path) -> str:
    """The path as a reader in the working directory would write it."""
    absolute, here = path.absolute(), Path.cwd()
    return (absolute.relative_to(here) if absolute.is_relative_to(here) else path).as_posix()


def _name_mistakes(name: str, file: str) -> Iterator[Mistake]:
    if not _NAME.fullmatch(name):
        yield Mistake(file, "(file name)", name, "a letter, then letters, digits and hyphens: it becomes part of the stack names")


def _no_environment(folder: Path, name: str) -> Iterator[Mistake]:
    """A name beside others that do exist: probably mistyped."""
    names = sorted(file.stem for file in folder.glob("*.yaml"))
    if names and name not in names:
        yield Mistake(_file_name(folder / f"{name}.yaml"), "(file)", "no such file", f"one of the environments {', '.join(names)}")


def _rename(path: Path) -> Mistake:
    return Mistake(_file_name(path), "(file name)", path.name, f"{path.stem}.yaml: other files are not read")
