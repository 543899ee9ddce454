"""All runs: every scenario of every resource type, every call, every fault."""

import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field

from faults.account import account
from faults.fault import FAULTS, Fault
from faults.injection import Call
from faults.resource_types import ResourceType, resource_types
from faults.run import Run, Runner
from faults.scenario import SCENARIOS, Scenario

# Which calls of a scenario get faults.
Selection = Callable[[list[Call]], list[Call]]


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A run and what it broke."""

    run: str
    what: str

    def __str__(self) -> str:
        return f'{self.what}\n    python -m faults --only "{self.run}"'


@dataclass
class Tally:
    """What was run, and what was found."""

    runs: int = 0
    calls: int = 0
    faults: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    violations: list[Violation] = field(default_factory=list)

    def add(self, other: "Tally") -> None:
        self.runs += other.runs
        self.calls += other.calls
        self.faults |= other.faults
        self.types |= other.types
        self.violations += other.violations

    def __str__(self) -> str:
        return (
            f"faults: {self.runs} runs over {self.calls} calls, {len(self.faults)} faults, {len(self.types)} resource types: "
            f"{len(self.violations)} violations"
        )


def every_call(calls: list[Call]) -> list[Call]:
    """All of them."""
    return calls


def run_scenario(runner: Runner, resource: ResourceType, scenario: Scenario, *, select: Selection = every_call) -> Tally:
    """A scenario of one resource type: without a fault, which shows its calls, and then with each fault at each call."""
    tally = Tally(types={resource.type})
    recorded = _run(runner, Run(resource=resource, scenario=scenario), tally)
    _run(runner, Run(resource=resource, scenario=scenario, twice=True), tally)
    for call in select(recorded):
        tally.calls += 1
        for fault in FAULTS:
            tally.faults.add(fault.name)
            for twice in _deliveries(fault):
                _run(runner, Run(resource=resource, scenario=scenario, call=call, fault=fault, twice=twice), tally)
    return tally


def run_everything() -> Iterator[tuple[str, Tally]]:
    """All scenarios of all resource types, a process for each processor; each tally with what it is about, as they come."""
    work = [(resource.name, scenario.name) for resource in resource_types() for scenario in SCENARIOS]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=os.cpu_count(), mp_context=context) as pool:
        running = {pool.submit(_run_by_name, *names): " ".join(names) for names in work}
        for done in as_completed(running):
            yield running[done], done.result()


def _run_by_name(resource_name: str, scenario_name: str) -> Tally:
    # What the handlers log of the faults is theirs to say, and thousands of lines.
    logging.disable(logging.CRITICAL)
    resource = next(resource for resource in resource_types() if resource.name == resource_name)
    scenario = next(scenario for scenario in SCENARIOS if scenario.name == scenario_name)
    with account() as made:
        return run_scenario(Runner(made), resource, scenario)


def _deliveries(fault: Fault) -> tuple[bool, ...]:
    """Whether the event comes once more after its answer; a function that was killed sees it again in any case."""
    return (False,) if fault.kills else (False, True)


def _run(runner: Runner, run: Run, tally: Tally) -> list[Call]:
    result = runner.run(run)
    tally.runs += 1
    tally.violations += [Violation(run=str(run), what=f"{run}: {what}") for what in result.violations]
    return result.calls
