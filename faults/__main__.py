"""`python -m faults` runs everything; `--only "<run>"` repeats one run and shows what the handler logged."""

import argparse
import logging
import sys
from collections.abc import Mapping
from typing import TypeVar

from faults.account import account
from faults.call import Call
from faults.campaign import Tally, run_everything
from faults.fault import FAULTS
from faults.repetition import Repetition
from faults.resource_types import resource_types
from faults.run import Disturbance, Run, Runner
from faults.scenarios import SCENARIOS
from faults.second_delivery import SECOND_DELIVERY
from faults.stale_reads import LAGS

Item = TypeVar("Item")

_ALL: tuple[Disturbance, ...] = (*FAULTS, SECOND_DELIVERY, *LAGS)
DISTURBANCES: Mapping[str, Disturbance] = {disturbance.name: disturbance for disturbance in _ALL}
_REPETITIONS = {repetition.value: repetition for repetition in Repetition if repetition.value}


def main() -> int:
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--only", metavar="RUN", help='for example "LabelingJob replace CreateLabelingJob#1 reset-after"')
    only = parser.parse_args().only
    return _everything() if only is None else _one(parse(only))


def parse(text: str) -> Run:
    """The run that a violation names. Raises ValueError for words that name nothing."""
    words = text.split()
    repetition = _REPETITIONS.get(words[-1] if words else "", Repetition.NONE)
    names = words if repetition is Repetition.NONE else words[:-1]
    if len(names) not in {2, 4}:
        raise ValueError(f"{text!r}: expected a resource type, a scenario and, for a disturbance, a call and what disturbs it")
    resource = _named(names[0], {resource.name: resource for resource in resource_types()})
    scenario = _named(names[1], {scenario.name: scenario for scenario in SCENARIOS if scenario.is_possible(resource)})
    if len(names) == 2:
        return Run(resource=resource, scenario=scenario, repetition=repetition)
    operation, _, number = names[2].partition("#")
    disturbance = _named(names[3], DISTURBANCES)
    return Run(resource=resource, scenario=scenario, call=Call(operation, int(number or 1)), disturbance=disturbance, repetition=repetition)


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
