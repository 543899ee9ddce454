"""`python -m sandbox`: a sandbox in the foreground, until Ctrl-C."""

import contextlib
import shlex
import signal
import sys

from sandbox.process import Sandbox


def main() -> None:
    """Print the exports that point a client at the sandbox, and keep it running."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with contextlib.suppress(KeyboardInterrupt), Sandbox() as sandbox:
        print("# The sandbox is running. Paste this into another shell, then run any AWS client there:")
        print("unset AWS_PROFILE AWS_DEFAULT_PROFILE AWS_SESSION_TOKEN AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE")
        for name, value in sandbox.exports().items():
            print(f"export {name}={shlex.quote(value)}")
        print(f"# Its log: {sandbox.log}\n# Ctrl-C ends it, with everything in it.", flush=True)
        sandbox.wait()


if __name__ == "__main__":
    main()
