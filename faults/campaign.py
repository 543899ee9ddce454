"""All runs: every scenario of every resource type, every call, every fault."""

import logging
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace

from faults.account import account
from faults.call import Call
from faults.fault import FAULTS, Fault
from faults.repetition import Repetition
from faults.resource_types import ResourceType, resource_types
from faults.run import Disturbance, Result, Run, Runner
from faults.sample import faulty_calls, repetitions
from faults.scenario import Scenario
from faults.scenarios import SCENARIOS
from faults.second_delivery import SECOND_DELIVERY
from faults.stale_reads import LAGS, is_stale_at_times

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


def run_scenario(runner: Runner, resource: ResourceType, scenario: Scenario, *, select: Selection | None = None) -> Tally:
    """A scenario of one resource type: undisturbed, which shows its calls, and then with each disturbance.

    Without `select`, the calls that `sample.faulty_calls` chooses get faults.
    """
    return _Disturbed(runner, resource, scenario).run(select or (lambda calls: faulty_calls(resource, scenario, calls)))


class _Disturbed:
    def __init__(self, runner: Runner, resource: ResourceType, scenario: Scenario) -> None:
        self._runner = runner
        self._plain = Run(resource=resource, scenario=scenario)
        self._tally = Tally(types={resource.type})
        self._undisturbed = self._run(self._plain)

    def run(self, select: Selection) -> Tally:
        self._repeat_events()
        self._let_reads_lag()
        for call in self._undisturbed.calls:
            self._disturb(SECOND_DELIVERY, call)
        for call in select(self._undisturbed.calls):
            self._tally.calls += 1
            for fault in FAULTS:
                for repetition in repetitions(fault, call):
                    self._disturb(fault, call, repetition=repetition)
        return self._tally

    def _repeat_events(self) -> None:
        for repetition in (Repetition.TWICE, Repetition.LATE, Repetition.LATE_IN_PROGRESS):
            self._tally.faults.add(repetition.value)
            self._expect_the_same(replace(self._plain, repetition=repetition))

    def _let_reads_lag(self) -> None:
        read = dict.fromkeys(call.operation for call in self._undisturbed.calls if is_stale_at_times(call.operation))
        for operation in read:
            for lag in LAGS:
                self._disturb(lag, Call(operation, 1))

    def _disturb(self, disturbance: Disturbance, call: Call, *, repetition: Repetition = Repetition.NONE) -> None:
        self._tally.faults.add(disturbance.name)
        run = replace(self._plain, call=call, disturbance=disturbance, repetition=repetition)
        self._run(run) if isinstance(disturbance, Fault) else self._expect_the_same(run)

    def _expect_the_same(self, run: Run) -> None:
        """Where AWS answers every call, each request has the answer that it has undisturbed."""
        outcome = self._run(run).outcome
        if outcome != self._undisturbed.outcome:
            shown = ", ".join(f"{request} {status}" for request, status in outcome)
            self._tally.violations.append(Violation(run=str(run), what=f"{run}: answered {shown}"))

    def _run(self, run: Run) -> Result:
        result = self._runner.run(run)
        self._tally.runs += 1
        self._tally.violations += [Violation(run=str(run), what=f"{run}: {what}") for what in result.violations]
        return result


def run_everything() -> Iterator[tuple[str, Tally]]:
    """All scenarios of all resource types, a process for each processor; each tally with what it is about, as they come."""
    work = [(resource.name, scenario.name) for resource in resource_types() for scenario in SCENARIOS if scenario.is_possible(resource)]
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
