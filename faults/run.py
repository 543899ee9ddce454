"""One run: a scenario with at most one fault, and then the end of the stack."""

import copy
from dataclasses import dataclass

from faults import neighbour
from faults.account import Account
from faults.delivery import Function
from faults.fault import Fault
from faults.injection import Call
from faults.resource_types.resource_type import ResourceType
from faults.scenario import Scenario
from faults.snapshot import ACCOUNT_ID, Snapshot
from faults.stack import StackResource

STACK_ID = f"arn:aws:cloudformation:us-east-1:{ACCOUNT_ID}:stack/dev-Labeling/0f0f0f0f-1111-2222-3333-444444444444"


@dataclass(frozen=True, kw_only=True)
class Run:
    """What is run; `twice` lets Lambda deliver every event once more after it was answered."""

    resource: ResourceType
    scenario: Scenario
    call: Call | None = None
    fault: Fault | None = None
    twice: bool = False

    def __str__(self) -> str:
        words = [self.resource.name, self.scenario.name]
        if self.call is not None and self.fault is not None:
            words += [str(self.call), self.fault.name]
        return " ".join([*words, *(["twice"] if self.twice else [])])


@dataclass(frozen=True, kw_only=True)
class Result:
    """The calls of the scenario, and what went wrong."""

    calls: list[Call]
    violations: list[str]


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """The moment before the deployment of a scenario, from which any number of runs can start."""

    account: Snapshot
    stack: StackResource
    resource: ResourceType
    """The one that was set up, which knows its properties."""
    cognito_config: dict[str, str]
    """The neighbour's."""


class Runner:
    """Runs in one account, one after the other."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._functions: dict[str, Function] = {}
        self._prepared: dict[tuple[str, str], Prepared] = {}

    def run(self, run: Run) -> Result:
        """Deploy with the fault, and look; destroy, and look again."""
        account = self._account
        prepared = self._prepare(run.resource, run.scenario)
        resource = prepared.resource
        account.restore(prepared.account)
        account.injection.forget()
        if run.call is not None and run.fault is not None:
            account.injection.plan(run.call, run.fault)
        stack = prepared.stack.copy(twice=run.twice)
        account.stack_status = lambda: stack.stack_status
        before = neighbour.state(account, prepared.cognito_config)
        with account.injection.watching():
            run.scenario.deploy(stack, resource)
        violations = deployed_violations(account, stack, resource)
        stack.destroy()
        violations += [*stack.violations, *(f"left behind: {name}" for name in resource.remains(account, STACK_ID))]
        after = neighbour.state(account, prepared.cognito_config)
        violations += [f"the neighbour's {name} was touched" for name in before if after[name] != before[name]]
        if run.call is not None and not account.injection.struck:
            violations.append(f"the call {run.call} was not made")
        return Result(calls=account.injection.calls, violations=violations)

    def _prepare(self, resource: ResourceType, scenario: Scenario) -> Prepared:
        key = (resource.name, scenario.name)
        if key not in self._prepared:
            self._prepared[key] = self._begin(resource, scenario)
        return self._prepared[key]

    def _begin(self, kind: ResourceType, scenario: Scenario) -> Prepared:
        account, resource = self._account, copy.copy(kind)
        account.empty()
        account.injection.forget()
        config = neighbour.set_up(account, with_workforce=resource.beside_a_workforce)
        resource.set_up(account)
        stack = StackResource(
            stack_id=STACK_ID, resource_type=resource.type, function=self._function(resource), injection=account.injection
        )
        account.stack_status = lambda: stack.stack_status
        scenario.prepare(stack, resource)
        if stack.violations:
            raise RuntimeError(f"{resource.name} {scenario.name} fails without a fault: {stack.violations}")
        return Prepared(account=account.snapshot(), stack=stack, resource=resource, cognito_config=config)

    def _function(self, resource: ResourceType) -> Function:
        if resource.type not in self._functions:
            self._functions[resource.type] = Function(resource.package, clock=self._account.clock)
        return self._functions[resource.type]


def deployed_violations(account: Account, stack: StackResource, resource: ResourceType) -> list[str]:
    """What is wrong once a deployment has ended. One that failed half-way may have two of a thing, until it is ended."""
    if stack.stack_status.endswith(("_FAILED", "_IN_PROGRESS")):
        return []
    live = resource.live(account, stack.stack_id)
    found = [f"more than one is live: {', '.join(live)}"] if len(live) > 1 else []
    return [*found, *(resource.problems(account, stack.held) if stack.held else [])]
