"""One run: a scenario with at most one disturbance, and then the end of the stack."""

import copy
from dataclasses import dataclass

from faults import neighbour
from faults.account import Account
from faults.call import Call
from faults.delivery import Function
from faults.everything import changes, everything
from faults.fault import Fault
from faults.injection import Injection
from faults.repetition import Repetition
from faults.resource_types.resource_type import ResourceType
from faults.scenario import Scenario, Stage
from faults.second_delivery import SecondDelivery
from faults.snapshot import ACCOUNT_ID, Snapshot, State
from faults.stack import StackResource
from faults.stale_reads import Lag

STACK_ID = f"arn:aws:cloudformation:us-east-1:{ACCOUNT_ID}:stack/dev-Labeling/0f0f0f0f-1111-2222-3333-444444444444"

Disturbance = Fault | SecondDelivery | Lag


@dataclass(frozen=True, kw_only=True)
class Run:
    """What is run: a fault or a second delivery at a call, or a lag of all calls of the operation; and how often events are delivered."""

    resource: ResourceType
    scenario: Scenario
    call: Call | None = None
    disturbance: Disturbance | None = None
    repetition: Repetition = Repetition.NONE

    def __str__(self) -> str:
        words = [self.resource.name, self.scenario.name]
        if self.call is not None and self.disturbance is not None:
            words += [str(self.call), self.disturbance.name]
        return " ".join([*words, *([self.repetition.value] if self.repetition.value else [])])


@dataclass(frozen=True, kw_only=True)
class Result:
    """The calls of the scenario, the answers to its requests, and what went wrong."""

    calls: list[Call]
    outcome: list[tuple[str, str]]
    violations: list[str]
    struck: bool
    """Whether the disturbance came about."""


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """The moment before the deployment of a scenario, from which any number of runs can start."""

    account: Snapshot
    before_last_change: State | None
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
        """Deploy with the disturbance, and look; destroy, and look again."""
        account = self._account
        prepared = self._prepare(run.resource, run.scenario)
        resource = prepared.resource
        account.restore(prepared.account)
        account.injection.forget()
        _plan(account.injection, run, before_last_change=prepared.before_last_change)
        stack = prepared.stack.copy(repetition=run.repetition)
        account.stack_status = lambda: stack.stack_status
        before = neighbour.state(account, prepared.cognito_config)
        with account.injection.watching():
            run.scenario.deploy(Stage(stack=stack, resource=resource, account=account))
        outcome = list(stack.requests.outcome)
        if run.scenario.succeeds and not isinstance(run.disturbance, Fault):
            stack.requests.violations += [f"the {request} was answered {status}" for request, status in outcome if status != "SUCCESS"]
        violations = [*self._late(stack), *deployed_violations(account, stack, resource)]
        stack.destroy()
        violations += self._late(stack)
        violations += [*stack.violations, *(f"left behind: {name}" for name in resource.remains(account, STACK_ID))]
        after = neighbour.state(account, prepared.cognito_config)
        violations += [f"the neighbour's {name} was touched" for name in changes(before, after)]
        if run.call is not None and not isinstance(run.disturbance, Lag) and not account.injection.struck:
            violations.append(f"the call {run.call} was not made")
        return Result(calls=account.injection.calls, outcome=outcome, violations=violations, struck=account.injection.struck)

    def _late(self, stack: StackResource) -> list[str]:
        """What late deliveries change; nothing may, as long as the stack is settled."""
        if stack.requests.repetition is not Repetition.LATE:
            return []
        for event in stack.requests.events:
            before = everything(self._account)
            stack.requests.deliver_late((event,))
            if changed := changes(before, everything(self._account)):
                return [f"a late {event['RequestType']} to a stack that was {stack.stack_status} changed: {', '.join(changed)}"]
        return []

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
        scenario.prepare(Stage(stack=stack, resource=resource, account=account))
        if stack.violations:
            raise RuntimeError(f"{resource.name} {scenario.name} fails without a fault: {stack.violations}")
        return Prepared(
            account=account.snapshot(),
            before_last_change=account.injection.stale_reads.before_last_change,
            stack=stack,
            resource=resource,
            cognito_config=config,
        )

    def _function(self, resource: ResourceType) -> Function:
        if resource.type not in self._functions:
            self._functions[resource.type] = Function(resource.package, clock=self._account.clock)
        return self._functions[resource.type]


def _plan(injection: Injection, run: Run, *, before_last_change: State | None) -> None:
    if run.call is None:
        return
    if isinstance(run.disturbance, Fault):
        injection.plan(run.call, run.disturbance)
    elif isinstance(run.disturbance, SecondDelivery):
        injection.interruption.plan(lambda call, _: call == run.call)
    elif run.disturbance is not None:
        injection.stale_reads.plan(run.call.operation, run.disturbance, before=before_last_change)


def deployed_violations(account: Account, stack: StackResource, resource: ResourceType) -> list[str]:
    """What is wrong once a deployment has ended. One that failed half-way may have two of a thing, until it is ended."""
    if stack.stack_status.endswith(("_FAILED", "_IN_PROGRESS")):
        return []
    live = resource.live(account, stack.stack_id)
    found = [f"more than one is live: {', '.join(live)}"] if len(live) > 1 else []
    if stack.held is None:
        return found
    # An event that comes again while a later one is under way may undo a change in place, or delete a team of a name that came back.
    is_late = stack.requests.repetition is Repetition.LATE_IN_PROGRESS
    look = resource.losses if is_late else resource.problems
    return [*found, *look(account, stack.held)]
