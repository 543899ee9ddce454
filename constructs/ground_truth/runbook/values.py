"""The values that a project's forms ask for, from the environment file and from the outputs of its stack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ground_truth.environment import Environment, GroundTruthPlusSettings
from ground_truth.settings import PlusProjectSettings
from ground_truth.settings import plus_outputs as outputs


@dataclass(frozen=True, kw_only=True)
class ProjectValues:
    """A project of an environment, with what only its deployment decides."""

    environment: Environment
    plus: GroundTruthPlusSettings
    project: PlusProjectSettings
    role_arn: str | None
    """None in account mode."""
    input_location: str
    output_location: str
    user_pool_id: str | None
    client_id: str | None
    group_name: str | None
    """The three are None for a project without a team."""
    requester_policy_arn: str
    reviewer_policy_arn: str
    reader_policy_arn: str
    delivery_topic_arn: str | None
    """None unless the project has `delivery: {notify: true}`."""

    @classmethod
    def of(cls, environment: Environment, project_name: str, stack_outputs: Mapping[str, str]) -> ProjectValues:
        """The values of one project. Raises KeyError for a project that the environment, or an output that the stack, does not have."""
        plus = environment.ground_truth_plus
        if plus is None:
            raise KeyError(project_name)
        project = plus.project(project_name)

        def output(what: str) -> str:
            return stack_outputs[outputs.output_name(what, project_name)]

        return cls(
            environment=environment,
            plus=plus,
            project=project,
            role_arn=output(outputs.ROLE_ARN) if plus.grants_role else None,
            input_location=output(outputs.INPUT_LOCATION),
            output_location=output(outputs.OUTPUT_LOCATION),
            user_pool_id=output(outputs.USER_POOL_ID) if project.team else None,
            client_id=output(outputs.CLIENT_ID) if project.team else None,
            group_name=output(outputs.GROUP_NAME) if project.team else None,
            requester_policy_arn=output(outputs.REQUESTER_POLICY_ARN),
            reviewer_policy_arn=output(outputs.REVIEWER_POLICY_ARN),
            reader_policy_arn=output(outputs.READER_POLICY_ARN),
            delivery_topic_arn=output(outputs.DELIVERY_TOPIC_ARN) if project.delivery.notify else None,
        )

    @property
    def stack(self) -> str:
        """The stack that the outputs are of."""
        return self.environment.foundation_stack_name

    def input_of(self, batch: str) -> str:
        """The location of the input of a batch."""
        return f"{self.input_location}{batch}/"

    def output_of(self, batch: str) -> str:
        """The location of the labels of a batch."""
        return f"{self.output_location}{batch}/"

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the project team."""
        return tuple(member.email for member in self.project.team.members) if self.project.team else ()


class _NamesOfOutputs(dict[str, str]):
    """Placeholders for the values of outputs, which name the output and its stack."""

    def __init__(self, stack: str) -> None:
        super().__init__()
        self._stack = stack

    def __missing__(self, name: str) -> str:
        # Locations end with a slash, since folders are appended to them.
        location = name.startswith((f"GroundTruthPlus{outputs.INPUT_LOCATION}", f"GroundTruthPlus{outputs.OUTPUT_LOCATION}"))
        return f"<output {name} of {self._stack}>{'/' if location else ''}"


def undeployed_outputs(environment: Environment) -> Mapping[str, str]:
    """For a page before the first deployment: each value is the name of the output that will have it."""
    return _NamesOfOutputs(environment.foundation_stack_name)
