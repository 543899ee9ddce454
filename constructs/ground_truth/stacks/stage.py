"""One environment: a stage with its two stacks."""

import aws_cdk as cdk
from constructs import Construct

from ground_truth.environment import Environment
from ground_truth.stacks.foundation import FoundationStack
from ground_truth.stacks.labeling import LabelingStack
from ground_truth.stacks.warnings import stage_warnings
from ground_truth.trusted_service import TRUST_SOURCE_ACCOUNT
from ground_truth.warnings_of_rules import annotate


class EnvironmentStage(cdk.Stage):
    """`<name>/Foundation` and, when the environment has jobs, `<name>/Labeling`, in the account and region of the environment file."""

    def __init__(self, scope: Construct, *, environment: Environment) -> None:
        super().__init__(scope, environment.name, env=cdk.Environment(account=environment.account, region=environment.region))
        if environment.trust_source_account:
            self.node.set_context(TRUST_SOURCE_ACCOUNT, True)
        self.foundation = FoundationStack(self, "Foundation", environment=environment)
        self.labeling: LabelingStack | None = None
        if environment.labeling_jobs:
            self.labeling = LabelingStack(self, "Labeling", environment=environment, foundation=self.foundation)
        annotate(self.labeling or self.foundation, stage_warnings(environment))
        for key, value in environment.tags.items():
            cdk.Tags.of(self).add(key, value)
