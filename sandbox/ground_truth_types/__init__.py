"""AWS::SageMaker::Workteam and AWS::SageMaker::Workforce, CloudFormation's own types, for comparison with the custom resources.

They follow the resource schemas: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_SageMaker.html
"""

from ministack.services.cloudformation import provisioners, stacks

from sandbox.ground_truth_types import deployer, workforce, workteam

_TYPES = (workteam, workforce)


def install() -> None:
    """Add both types to MiniStack's CloudFormation."""
    deployer.install()
    for kind in _TYPES:
        provisioners._RESOURCE_HANDLERS[kind.TYPE] = {"create": kind.create, "update": kind.update, "delete": kind.delete}
        provisioners._REPLACING_PROPERTIES[kind.TYPE] = kind.CREATE_ONLY
        provisioners._STACK_TAG_PROPERTY[kind.TYPE] = ("Tags", "list")
    provisioners._CUSTOM_NAME_REPLACEMENT[workteam.TYPE] = {"name": "WorkteamName"}
    _run_beside_the_event_loop()
    workforce.delete_before_replacing()


def _run_beside_the_event_loop() -> None:
    """Run the handlers off the event loop, which must serve their HTTPS requests to the Ground Truth service."""
    runs_on_worker_thread = stacks._runs_on_worker_thread
    types = {kind.TYPE for kind in _TYPES}
    stacks._runs_on_worker_thread = lambda resource_type: resource_type in types or runs_on_worker_thread(resource_type)
