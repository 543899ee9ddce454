"""The folders of a custom job's functions: they are there, and so are the functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ground_truth.local_files.function_folder import HANDLER, handler_mistake, link_mistake
from labeling_rules.mistake import Mistake
from labeling_rules.node import Node
from labeling_rules.rule import AT_SYNTHESIS, mistakes_of, refuses


def workflow_mistakes(workflow: Node, *, folder: Path) -> Iterator[Mistake]:
    """Mistakes of a job's `workflow`, whose folders are relative to the environment file's."""
    yield from mistakes_of(workflow_has_a_function, workflow)
    for function in _functions(workflow):
        yield from mistakes_of(workflow_code, function, folder=folder)


@refuses(at=AT_SYNTHESIS)
def workflow_has_a_function(workflow: Node) -> Iterator[Mistake]:
    """A `workflow` has a function; a custom job without functions has no `workflow`.

    Source: this application
    """
    if workflow.has_only("pre_annotation", "post_annotation") and not any(function.present for function in _functions(workflow)):
        yield workflow.mistake("pre_annotation, post_annotation or both; without functions leave workflow out")


@refuses(at=AT_SYNTHESIS)
def workflow_code(function: Node, *, folder: Path) -> Iterator[Mistake]:
    """The folder of a function exists, no link leads out of it, and its handler is there: a function of a module, no test and not `async`.

    Source: https://docs.aws.amazon.com/lambda/latest/dg/python-handler.html
    """
    code, handler = function["code"], function["handler"]
    if code.text is None:
        return
    if not _is_folder(folder / code.text):
        yield code.mistake("an existing folder, relative to the environment file; make workflow DIR=... writes one")
        return
    links = link_mistake(folder / code.text)
    if links is not None:
        yield code.mistake(links)
        return
    # A handler of another form has its own mistake already.
    if handler.text is not None and re.fullmatch(HANDLER, handler.text):
        mistake = handler_mistake(folder / code.text, handler.text)
        if mistake is not None:
            yield handler.mistake(mistake)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # Its name is longer than any can be.
        return False


def _functions(workflow: Node) -> tuple[Node, Node]:
    return workflow["pre_annotation"], workflow["post_annotation"]
