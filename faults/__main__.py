"""`python -m faults` runs everything; `--only "<run>"` repeats one run and shows what the handler logged."""

import argparse
import logging
import sys
from collections.abc import Mapping
from typing import TypeVar

from faults.account import account
from faults.campaign import Tally, run_everything
from faults.fault import FAULTS
from faults.injection import Call
from faults.resource_types import resource_types
from faults.run import Run, Runner
from faults.scenario import SCENARIOS

Item = TypeVar("Item")


def main() -> int:
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--only", metavar="RUN", help='for example "LabelingJob replace CreateLabelingJob#1 reset-after"')
    only = parser.parse_args().only
    return _everything() if only is None else _one(parse(only))


def parse(text: str) -> Run:
    """The run that a violation names. Raises ValueError for words that name nothing."""
    words = text.split()
    twice = words[-1:] == ["twice"]
    names = words[:-1] if twice else words
    if len(names) not in {2, 4}:
        raise ValueError(f"{text!r}: expected a resource type, a scenario and, for a fault, a call and the fault")
    resource = _named(names[0], {resource.name: resource for resource in resource_types()})
    scenario = _named(names[1], {scenario.name: scenario for scenario in SCENARIOS})
    if len(names) == 2:
        return Run(resource=resource, scenario=scenario, twice=twice)
    operation, _, number = names[2].partition("#")
    fault = _named(names[3], {fault.name: fault for fault in FAULTS})
    return Run(resource=resource, scenario=scenario, call=Call(operation, int(number or 1)), fault=fault, twice=twice)


def _named(name: str, items: Mapping[str, Item]) -> Item:
    if name not in items:
        raise ValueError(f"{name!r} is none of {', '.join(items)}")
    return items[name]


def _everything() -> int:
    total = Tally()
    for name, tally in run_everything():
        print(f"{name}: {tally.runs} runs, {len(tally.violations)} violations", flush=True)
        for violation in tally.violations:
            print(violation, flush=True)
        total.add(tally)
    print(total)
    return 1 if total.violations else 0


def _one(run: Run) -> int:
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    with account() as made:
        result = Runner(made).run(run)
    print(f"calls: {', '.join(map(str, result.calls))}")
    for violation in result.violations:
        print(f"violation: {violation}")
    return 1 if result.violations else 0


if __name__ == "__main__":
    sys.exit(main())
