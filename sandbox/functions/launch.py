"""The command line of a runtime's functions: program and launcher."""

from dataclasses import dataclass
from pathlib import Path

from ministack.core import lambda_runtime

from sandbox.functions.folders import own_folder
from sandbox.functions.program import Program, own_python, program_for

_LAUNCHERS = Path(__file__).resolve().parent / "launchers"
# The setup of MiniStack's own launcher before it reads requests: stubs for SDK clients that are not installed, and redirection of
# requests for AWS hosts to the sandbox.
_MINISTACK_PRELUDE_ENDS = "let handlerFn = null;"


@dataclass(frozen=True)
class Launch:
    """A command line and its program."""

    command: tuple[str, ...]
    program: Program


def launch_of(runtime: str) -> Launch:
    """The launch of a runtime's functions. Raises NoProgramError if no program here runs them."""
    program = program_for(runtime)
    if program.language == "Python":
        # Isolated and without `site`: neither variables nor packages of the machine's user.
        bytecode = ("-B",) if program.version == own_python().version else ("-X", f"pycache_prefix={own_folder() / 'bytecode'}")
        return Launch((program.path, "-I", "-S", *bytecode, "-X", "utf8", str(_LAUNCHERS / "python_launcher.py")), program)
    return Launch((program.path, str(_node_launcher())), program)


def _node_launcher() -> Path:
    """MiniStack's prelude and our launcher in one file, since the prelude redirects the launcher's output."""
    file = own_folder() / "node_launcher.js"
    if not file.exists():
        prelude, end, _rest = lambda_runtime._NODEJS_WORKER_SCRIPT.partition(_MINISTACK_PRELUDE_ENDS)
        if not end:
            raise RuntimeError(f"MiniStack's launcher of Node.js functions has no line {_MINISTACK_PRELUDE_ENDS!r} any more")
        file.write_text(prelude + (_LAUNCHERS / "node_launcher.js").read_text(encoding="utf-8"), encoding="utf-8")
    return file
