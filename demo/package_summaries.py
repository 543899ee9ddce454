"""The demo's dataset: real text that nobody wrote for it, read from the environment that runs it."""

import importlib.metadata
import json


def manifest_of_installed_packages() -> str:
    """A manifest with the name and the summary line of every distribution that is installed, one per line, in the order of the names."""
    summaries = {
        distribution.metadata["Name"]: distribution.metadata["Summary"]
        for distribution in importlib.metadata.distributions()
        if distribution.metadata["Summary"]
    }
    return "".join(json.dumps({"source": f"{name}: {summary}"}) + "\n" for name, summary in sorted(summaries.items()))


if __name__ == "__main__":
    print(manifest_of_installed_packages(), end="")
