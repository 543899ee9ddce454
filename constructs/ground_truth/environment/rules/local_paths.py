"""Local paths of an environment file lead to its own folder: what is deployed lies where it is reviewed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses

_PATHS = (
    "template",
    "dataset.manifest",
    "dataset.text_file",
    "dataset.csv.file",
    "workflow.pre_annotation.code",
    "workflow.post_annotation.code",
)


def path_mistakes(job: Node, *, folder: Path) -> Iterator[Mistake]:
    """Mistakes of every local path that a job names."""
    for path in _PATHS:
        yield from mistakes_of(path_below_the_environment_file, job.at(path), folder)


@refuses(at=AT_SYNTHESIS)
def path_below_the_environment_file(path: Node, folder: Path) -> Iterator[Mistake]:
    """A local path leads to the environment file's folder or below, links resolved, unless `-c allow_files_outside=true` is given.

    Source: this application; a change of the file alone publishes no other file of the machine
    """
    place = None if path.text is None else _resolved(folder / path.text)
    if place is None or place.is_relative_to(folder.resolve()):
        return
    followed = (
        " through a link" if (folder / str(path.text)).absolute().is_relative_to(folder.absolute()) and ".." not in str(path.text) else ""
    )
    yield path.mistake(
        f"a path that stays in the environment file's folder: it leads out of it{followed}; -c allow_files_outside=true allows it"
    )


def _resolved(path: Path) -> Path | None:
    """None for what is no path at all, which is a missing file to other rules."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return None
