"""The demo's dataset: real text from the environment that runs it."""

import importlib.metadata
import json


def manifest_of_installed_packages() -> str:
    """A manifest with the name and summary of every installed distribution, one per line, sorted by name."""
    summaries = {
        distribution.metadata["Name"]: distribution.metadata["Summary"]
        for distribution in importlib.metadata.distributions()
        if distribution.metadata["Summary"]
    }
    return "".join(json.dumps({"source": f"{name}: {summary}"}) + "\n" for name, summary in sorted(summaries.items()))


if __name__ == "__main__":
    print(manifest_of_installed_packages(), end="")
