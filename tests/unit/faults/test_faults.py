"""A sample of `make faults`: every resource type and every fault, at the state-changing calls of a stack's creation and deletion."""

import pytest

from faults import __main__ as command_line
from faults.__main__ import DISTURBANCES, parse
from faults.account import Account
from faults.call import Call
from faults.campaign import Tally, Violation, run_scenario
from faults.fault import FAULTS
from faults.resource_types import ResourceType, resource_types
from faults.run import Runner
from faults.sample import faulty_calls, repetitions
from faults.scenarios import SCENARIOS
from faults.stale_reads import is_read

# One of each type; only `make faults` runs a streaming job and an adopted workforce.
RESOURCES = [resource for resource in resource_types() if resource.name == resource.type.removeprefix("Custom::GroundTruth")]
COMING_AND_GOING = [scenario for scenario in SCENARIOS if scenario.name in {"create", "delete"}]


@pytest.fixture(scope="module")
def runner(faulty_account: Account) -> Runner:
    return Runner(faulty_account)


def last_change(calls: list[Call]) -> list[Call]:
    """The last state-changing call."""
    return [call for call in calls if not is_read(call.operation)][-1:]


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.name)
def test_no_fault_leaves_anything_behind(runner: Runner, resource: ResourceType) -> None:
    total = Tally()
    for scenario in COMING_AND_GOING:
        total.add(run_scenario(runner, resource, scenario, select=last_change))
    assert total.calls > 0
    assert total.faults >= {fault.name for fault in FAULTS}
    assert total.violations == []


@pytest.mark.parametrize(
    "run",
    [
        # Leftovers of these are found by the ownership tags when the stack is deleted.
        "LabelingJob create CreateLabelingJob#1 killed-lasting",
        "LabelingJob add CreateLabelingJob#1 killed-lasting",
        "LabelingJob replace-no-rollback CreateLabelingJob#1 reset-after-lasting",
        "LabelingJob rollback-given-up ListLabelingJobs#1 access-denied",
        "StreamingLabelingJob replace DescribeLabelingJob#1 access-denied-lasting",
        "Workteam create CreateWorkteam#1 killed-lasting",
        "Workteam add DescribeWorkteam#1 killed-lasting",
        "Workteam replace CreateWorkteam#1 killed-lasting",
        "Workteam replace-no-rollback CreateWorkteam#1 killed-lasting",
        "Workteam rollback-given-up DescribeWorkteam#1 access-denied",
        "Workforce create CreateWorkforce#1 killed-lasting",
        "DatasetManifest create UploadPart#1 killed-lasting",
        "DatasetManifest replace CompleteMultipartUpload#1 reset-after-lasting",
        "LabelingJob rename CreateLabelingJob#1 killed-lasting",
        "LabelingJob rename-no-rollback CreateLabelingJob#1 killed-lasting",
        "LabelingJob rename-again CreateLabelingJob#1 killed-lasting",
        "StreamingLabelingJob rename CreateLabelingJob#1 reset-after-lasting",
        "StreamingLabelingJob rename-rollback-given-up StopLabelingJob#1 throttled-lasting",
        # These must neither start another job nor lose the target of a rollback.
        "LabelingJob stopped-refused",
        "LabelingJob failed-rollback",
        "LabelingJob completed-update",
        # These must not mistake a live job or work team for a foreign one.
        "LabelingJob delete ListTags lag-2",
        "Workteam delete ListTags lag-2",
        "Workteam delete ListTags#1 second-delivery",
        "DatasetManifest delete HeadObject#1 second-delivery",
        # These must neither skip what they do not see yet nor undo a later request's change.
        "LabelingJob rollback-of-update ListTags lag-1",
        "Workteam rollback-of-update DescribeWorkteam lag-2",
        "Workforce rollback-of-update DescribeWorkforce lag-1",
        "DatasetManifest replace-back late-in-progress",
        "Workteam replace-again CreateWorkteam#1 killed-lasting",
    ],
)
def test_what_once_was_left_behind(runner: Runner, run: str) -> None:
    assert runner.run(parse(run)).violations == []


@pytest.mark.parametrize(
    "run",
    ["LabelingJob replace-back ListLabelingJobs lag-1", "LabelingJob stopped-rollback ListLabelingJobs lag-2"],
)
def test_a_list_that_shows_an_ended_job_as_running_changes_no_answer(runner: Runner, run: str) -> None:
    assert runner.run(parse(run)).outcome == [("Update", "SUCCESS"), ("Delete", "SUCCESS")]


@pytest.mark.parametrize(
    "name",
    [
        "LabelingJob update",
        "Workteam replace CreateWorkteam#1 reset-after",
        "BucketContents delete DeleteObjects#2 throttled twice",
        "Workforce create late",
        "StreamingLabelingJob rename-again StopLabelingJob#1 second-delivery",
        "Workteam update ListTags#1 lag-2",
    ],
)
def test_a_run_is_repeated_by_its_name(name: str) -> None:
    assert str(parse(name)) == name


@pytest.mark.parametrize(
    "name", ["", "LabelingJob", "Labeling update", "LabelingJob update AddTags#1 lightning", "LabelingJob burn", "Workforce stopped-update"]
)
def test_a_name_that_names_no_run_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"is none of|expected"):
        parse(name)


def test_a_call_that_is_never_made_is_no_success(runner: Runner) -> None:
    assert runner.run(parse("LabelingJob create CreateLabelingJob#2 throttled")).violations == ["the call CreateLabelingJob#2 was not made"]


def test_every_call_of_the_scenario_is_seen(runner: Runner) -> None:
    recorded = runner.run(parse("Workteam delete")).calls
    assert [str(call) for call in recorded] == [
        "DescribeStacks#1",
        "DescribeWorkteam#1",
        "ListTags#1",
        "DeleteWorkteam#1",
        "DescribeWorkteam#2",
    ]


def test_the_last_line() -> None:
    found = Violation(run="Workteam create", what="Workteam create: left behind: reviews")
    tally = Tally(runs=3, calls=2, faults={"throttled"}, types={"Custom::GroundTruthWorkteam"}, violations=[found])
    assert str(tally) == "faults: 3 runs over 2 calls, 1 faults, 1 resource types: 1 violations"
    assert 'python -m faults --only "Workteam create"' in str(found)


def test_every_call_fails_somewhere() -> None:
    """A sampled scenario has a similar one with all calls."""
    calls = [Call("DescribeLabelingJob", number) for number in range(1, 8)]
    job, stream = (resource for resource in resource_types() if resource.type == "Custom::GroundTruthLabelingJob")
    by_name = {scenario.name: scenario for scenario in SCENARIOS}
    assert faulty_calls(job, by_name["rename"], calls) == calls
    ended = [faulty_calls(job, by_name[f"{status}-delete"], calls) for status in ("stopped", "failed", "completed")]
    assert sorted(call for chosen in ended for call in chosen) == calls
    queue = Call("DeleteQueue", 1)
    assert queue in faulty_calls(stream, by_name["rename"], [*calls, queue])


def test_a_second_delivery_follows_each_fault_of_a_change_that_passes() -> None:
    passing = [fault for fault in FAULTS if len(repetitions(fault, Call("CreateWorkteam", 1))) == 2]
    assert [fault.name for fault in passing] == ["throttled", "internal-error", "reset-before", "reset-after", "access-denied"]
    assert all(len(repetitions(fault, Call("DescribeWorkteam", 1))) == 1 for fault in FAULTS)


def test_names_are_unique() -> None:
    assert len(DISTURBANCES) == len(FAULTS) + 3
    for names in ([fault.name for fault in FAULTS], [scenario.name for scenario in SCENARIOS], [item.name for item in resource_types()]):
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(("violations", "status"), [([], 0), ([Violation(run="Workteam create", what="left behind: reviews")], 1)])
def test_the_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], violations: list[Violation], status: int) -> None:
    tally = Tally(runs=2, calls=1, faults={"killed"}, types={"Custom::GroundTruthWorkteam"}, violations=violations)
    monkeypatch.setattr(command_line, "run_everything", lambda: [("Workteam create", tally), ("Workteam delete", Tally())])
    monkeypatch.setattr("sys.argv", ["faults"])
    assert command_line.main() == status
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == f"faults: 2 runs over 1 calls, 1 faults, 1 resource types: {len(violations)} violations"
    assert ('    python -m faults --only "Workteam create"' in lines) == bool(violations)


def test_one_run_from_the_command_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["faults", "--only", "Workteam delete DeleteWorkteam#1 reset-after"])
    assert command_line.main() == 0
    assert "calls: DescribeStacks#1, DescribeWorkteam#1, ListTags#1, DeleteWorkteam#1" in capsys.readouterr().out
