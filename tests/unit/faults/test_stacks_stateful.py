"""Stacks that share an account, in any order of deployments, failures, late deliveries and manual changes."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from faults import neighbour
from faults.account import Account, account
from faults.delivery import Function
from faults.everything import changes, everything
from faults.repetition import Repetition
from faults.resource_types import ResourceType
from faults.resource_types.bucket_contents import BucketContents
from faults.resource_types.labeling_job import LabelingJob, StreamingLabelingJob
from faults.resource_types.workforce import Workforce
from faults.resource_types.workteam import Workteam
from faults.scenario import Desired, changed, replaced
from faults.scenarios import FOREIGN_IDS
from faults.snapshot import ACCOUNT_ID, Snapshot
from faults.stack import Properties, StackResource
from faults.stale_reads import LAGS, Lag

# The same examples in each run: a failure in CI is reproducible.
PROFILE = settings(
    max_examples=20,
    stateful_step_count=35,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    # Shrinking takes minutes; examples are short enough to read.
    phases=[Phase.generate],
)


@dataclass(frozen=True, kw_only=True)
class Disturbed:
    """Lambda's delivery of a deployment's events, and SageMaker's lag after changes."""

    repetition: Repetition
    second_before: int | None
    """The number of the call before which the event is delivered again."""
    lag: tuple[str, Lag] | None


def another_name(resource: ResourceType) -> Properties:
    """Properties with another name, if possible."""
    return resource.renamed if resource.can_be_renamed else resource.replaced


WANTED = (changed, replaced, another_name)
UNDISTURBED = Disturbed(repetition=Repetition.NONE, second_before=None, lag=None)
READS = ("DescribeLabelingJob", "DescribeWorkteam", "DescribeWorkforce", "ListLabelingJobs", "ListWorkforces", "ListTags")
# Most deployments have no disturbance, and none has two, so that a violation can be attributed.
DISTURBANCES = st.one_of(
    st.just(UNDISTURBED),
    st.just(Disturbed(repetition=Repetition.TWICE, second_before=None, lag=None)),
    st.integers(1, 15).map(lambda number: Disturbed(repetition=Repetition.NONE, second_before=number, lag=None)),
    st.tuples(st.sampled_from(READS), st.sampled_from(LAGS)).map(
        lambda lag: Disturbed(repetition=Repetition.NONE, second_before=None, lag=lag)
    ),
)


class Tenant:
    """A stack with one resource, and its expected state."""

    def __init__(self, number: int, resource: ResourceType, shared: Account) -> None:
        self.resource = resource
        self._number = number
        self._shared = shared
        self._function = Function(resource.package, clock=shared.clock)
        self.renew()

    def renew(self) -> None:
        """A new stack after the last one is deleted, with a new id."""
        self._number += 10
        stack_id = f"arn:aws:cloudformation:us-east-1:{ACCOUNT_ID}:stack/stack-{self._number % 10}/{self._number:08}-0000"
        self.stack = StackResource(
            stack_id=stack_id, resource_type=self.resource.type, function=self._function, injection=self._shared.injection
        )
        self.as_deployed = False
        """True if everything is as deployed, without manual changes."""

    def live(self) -> list[str]:
        return self.resource.live(self._shared, self.stack.stack_id)

    @property
    def is_deployed(self) -> bool:
        return self.stack.held is not None

    @property
    def is_stuck(self) -> bool:
        """True if only destruction is left."""
        return self.stack.stack_status.endswith("_FAILED")


class SharedAccount(RuleBasedStateMachine):
    """Rules for every resource type. Subclasses define the tenants and manual changes."""

    shared: Account
    config: dict[str, str]
    everyone: list[ResourceType]
    beginning: Snapshot

    def __init__(self) -> None:
        super().__init__()
        self.shared.restore(self.beginning)
        self.shared.injection.forget()
        self.tenants = [Tenant(number, resource, self.shared) for number, resource in enumerate(self.everyone)]
        self.untouched = neighbour.state(self.shared, self.config)
        self.last_deployed = ""
        for resource in self.everyone:
            resource.begin()

    @classmethod
    def move_in(cls, shared: Account) -> None:
        """Prepare the initial account of every example."""
        shared.empty()
        cls.shared, cls.config = shared, neighbour.set_up(shared, with_workforce=cls.beside_a_workforce)
        cls.everyone = cls.residents()
        cls.beginning = shared.snapshot()

    beside_a_workforce = True

    @classmethod
    def residents(cls) -> list[ResourceType]:
        """Set up."""
        raise NotImplementedError

    def person(self, tenant: Tenant, status: str) -> None:
        """A manual change of the stack's resource; or it ends with the status."""
        raise NotImplementedError

    def deploy(self, number: int, disturbed: Disturbed, operation: Callable[[StackResource, ResourceType], object]) -> None:
        """One deployment of one tenant, without effect on the others."""
        tenant = self.tenants[number % len(self.tenants)]
        others = [other for other in self.tenants if other is not tenant]
        before = [other.live() for other in others]
        tenant.stack.requests.repetition = disturbed.repetition
        self.shared.stack_status = lambda: tenant.stack.stack_status
        self.disturb(tenant.stack.stack_id, disturbed)
        with self.shared.injection.watching():
            operation(tenant.stack, tenant.resource)
        assert tenant.stack.violations == []
        assert [other.live() for other in others] == before
        assert len(tenant.live()) <= 1 or tenant.is_stuck

    def disturb(self, stack_id: str, disturbed: Disturbed) -> None:
        """Plan the disturbance of the next deployment. Lag applies to the same stack's last changes."""
        injection = self.shared.injection
        before = injection.stale_reads.before_last_change if stack_id == self.last_deployed else None
        self.last_deployed = stack_id
        injection.forget()
        injection.interruption.plan(lambda _, number: number == disturbed.second_before)
        injection.stale_reads.before_last_change = before
        if disturbed.lag is not None:
            operation, lag = disturbed.lag
            injection.stale_reads.plan(operation, lag, before=before)

    @rule(number=st.integers(0, 5), disturbed=DISTURBANCES, in_existing_stack=st.booleans())
    def create(self, number: int, disturbed: Disturbed, in_existing_stack: bool) -> None:
        tenant = self.tenants[number % len(self.tenants)]
        if tenant.is_deployed:
            return
        tenant.renew()
        tenant.resource.refill(self.shared)
        created: list[bool] = []
        self.deploy(number, disturbed, lambda stack, item: created.append(stack.create(item.created, in_existing_stack=in_existing_stack)))
        tenant.as_deployed = created == [True]
        assert created == [True] or tenant.live() == []

    @rule(number=st.integers(0, 5), disturbed=DISTURBANCES, desired=st.sampled_from(WANTED), undone=st.booleans())
    def update(self, number: int, disturbed: Disturbed, desired: Desired, undone: bool) -> None:
        """Update to other properties, or back; a failure of another resource of the stack causes a rollback."""
        tenant = self.tenants[number % len(self.tenants)]
        if not tenant.is_deployed or tenant.is_stuck:
            return

        def operation(stack: StackResource, item: ResourceType) -> None:
            properties = desired(item)
            if stack.update(item.created if stack.held and properties == stack.held.properties else properties) and not undone:
                stack.clean_up()
                tenant.as_deployed = tenant.as_deployed or desired is not changed
            else:
                stack.roll_back()

        self.deploy(number, disturbed, operation)

    @rule(number=st.integers(0, 5), disturbed=DISTURBANCES)
    def destroy(self, number: int, disturbed: Disturbed) -> None:
        tenant = self.tenants[number % len(self.tenants)]
        if tenant.is_deployed:
            self.deploy(number, disturbed, lambda stack, _: stack.destroy())
            tenant.as_deployed = False
            assert tenant.resource.remains(self.shared, tenant.stack.stack_id) == []

    @rule(number=st.integers(0, 5), physical_id=st.sampled_from(FOREIGN_IDS))
    def take_over(self, number: int, physical_id: str) -> None:
        """Continue a stack with a physical id that the handler never returned and that has no resource."""
        tenant = self.tenants[number % len(self.tenants)]
        if not tenant.is_deployed:
            tenant.renew()
            tenant.resource.refill(self.shared)
            tenant.stack.hold(physical_id, tenant.resource.changed)

    @rule(number=st.integers(0, 5), which=st.integers(0, 20))
    def an_event_comes_late(self, number: int, which: int) -> None:
        """Lambda delivers any earlier event of a tenant again, while its stack is stable."""
        tenant = self.tenants[number % len(self.tenants)]
        events = tenant.stack.requests.events
        if not events:
            return
        self.shared.stack_status = lambda: tenant.stack.stack_status
        before = everything(self.shared)
        tenant.stack.requests.deliver_late((events[which % len(events)],))
        assert changes(before, everything(self.shared)) == []
        assert tenant.stack.violations == []

    @precondition(lambda self: any(tenant.is_deployed for tenant in self.tenants))
    @rule(number=st.integers(0, 5), status=st.sampled_from(["Stopped", "Failed", "Completed"]))
    def somebody_interferes(self, number: int, status: str) -> None:
        tenant = self.tenants[number % len(self.tenants)]
        if tenant.is_deployed:
            self.person(tenant, status)
            tenant.as_deployed = False

    @invariant()
    def nothing_of_the_neighbour_is_touched(self) -> None:
        assert neighbour.state(self.shared, self.config) == self.untouched

    @invariant()
    def what_was_deployed_is_so(self) -> None:
        for tenant in self.tenants:
            if tenant.as_deployed and tenant.stack.held and not tenant.is_stuck:
                assert tenant.resource.problems(self.shared, tenant.stack.held) == []

    def teardown(self) -> None:
        """In any state, every stack can be destroyed, and nothing is left."""
        for number, tenant in enumerate(self.tenants):
            if tenant.is_deployed:
                self.deploy(number, UNDISTURBED, lambda stack, _: stack.destroy())
            assert tenant.live() == []
        self.nothing_of_the_neighbour_is_touched()


class JobsTeamsAndBuckets(SharedAccount):
    """Two stacks with jobs of the same name, two with the same work team, one with a bucket and one with a stream."""

    @classmethod
    def residents(cls) -> list[ResourceType]:
        job, team, bucket, stream = LabelingJob(), Workteam(), BucketContents(), StreamingLabelingJob()
        for resource in (job, team, bucket, stream):
            resource.set_up(cls.shared)
        return [job, team, job, team, bucket, stream]

    def person(self, tenant: Tenant, status: str) -> None:
        """Stops the job unless it ends by itself; deletes the work team, or the bucket with its content."""
        name = tenant.stack.held.physical_id if tenant.stack.held else ""
        if isinstance(tenant.resource, LabelingJob):
            job = self.shared.ground_truth.labeling_jobs.get(name)
            if tenant.stack.held and job is not None and job.is_running and status in tenant.resource.endings:
                tenant.resource.end(self.shared, tenant.stack.held, status)
        elif isinstance(tenant.resource, Workteam):
            self.shared.ground_truth.workteams.pop(name, None)
        else:
            neighbour.delete_bucket(name)

    @rule()
    def somebody_removes_a_group(self) -> None:
        """Work teams that use it can no longer be updated, but can be deleted."""
        pool = self.config["UserPool"]
        groups = [group["GroupName"] for group in self.shared.cognito.list_groups(UserPoolId=pool)["Groups"]]
        if "reviewers" in groups:
            self.shared.cognito.delete_group(UserPoolId=pool, GroupName="reviewers")
            self.untouched = neighbour.state(self.shared, self.config)


class Workforces(SharedAccount):
    """Two stacks that need the account's only workforce."""

    beside_a_workforce = False

    @classmethod
    def residents(cls) -> list[ResourceType]:
        both: list[ResourceType] = [Workforce("ours"), Workforce("others")]
        for workforce in both:
            workforce.set_up(cls.shared)
        return both

    def person(self, tenant: Tenant, status: str) -> None:
        """Edits the app client's callback URLs."""
        del status
        config: dict[str, str] = dict(tenant.resource.created["CognitoConfig"])
        client: dict[str, Any] = self.shared.cognito.describe_user_pool_client(UserPoolId=config["UserPool"], ClientId=config["ClientId"])[
            "UserPoolClient"
        ]
        kept = {name: client[name] for name in client if name not in {"CreationDate", "LastModifiedDate", "ClientSecret"}}
        self.shared.cognito.update_user_pool_client(**{**kept, "CallbackURLs": ["https://127.0.0.1"]})


@pytest.mark.parametrize("machine", [JobsTeamsAndBuckets, Workforces], ids=lambda machine: machine.__name__)
def test_stacks_share_an_account(machine: type[SharedAccount]) -> None:
    _run(machine, PROFILE)


def _run(machine: type[SharedAccount], profile: settings) -> None:
    logging.disable(logging.CRITICAL)
    try:
        with account() as shared:
            machine.move_in(shared)
            run_state_machine_as_test(machine, settings=profile)
    finally:
        logging.disable(logging.NOTSET)


@pytest.mark.parametrize(
    ("broken", "instead"),
    [
        ("lambda_handlers.aws.ownership.is_owned", lambda *_: True),
        ("lambda_handlers.aws.stack.resource_goes", lambda *_, **__: True),
        ("lambda_handlers.labeling_job.lifecycle.LabelingJobLifecycle._end", lambda *_: None),
        ("lambda_handlers.workteam.lifecycle.WorkteamLifecycle._change", lambda *_: {}),
    ],
)
def test_stacks_that_cannot_share_are_found_out(monkeypatch: pytest.MonkeyPatch, broken: str, instead: Callable[..., Any]) -> None:
    monkeypatch.setattr(broken, instead)
    with pytest.raises(AssertionError):
        # The first failing example is the last.
        _run(JobsTeamsAndBuckets, settings(PROFILE, max_examples=100))
