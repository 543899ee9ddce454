"""Which calls get faults: all of them where a scenario or a resource type is first of its kind, a third where its like was run."""

from faults.call import Call
from faults.fault import Fault
from faults.repetition import Repetition
from faults.resource_types.resource_type import ResourceType
from faults.scenario import THIRDS, Scenario
from faults.stale_reads import is_read


def faulty_calls(resource: ResourceType, scenario: Scenario, calls: list[Call]) -> list[Call]:
    """The calls of a scenario that fail in every way; none where nothing is guaranteed then."""
    if not scenario.fails:
        return []
    if scenario.third is None and not resource.own_operations:
        return calls
    third = scenario.third or 0
    return [call for index, call in enumerate(calls) if index % THIRDS == third or call.operation in resource.own_operations]


def repetitions(fault: Fault, call: Call) -> tuple[Repetition, ...]:
    """How often the events of a run with the fault are delivered.

    A function that was killed sees its event again in any case, and after a call that only looks a second delivery meets what it met first.
    """
    if fault.kills or fault.lasting or is_read(call.operation):
        return (Repetition.NONE,)
    return Repetition.NONE, Repetition.TWICE
