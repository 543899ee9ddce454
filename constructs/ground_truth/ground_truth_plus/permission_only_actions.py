"""The actions of Ground Truth Plus in IAM: there is no API behind them, the console asks for them.

Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazongroundtruthlabeling.html, which lists sixteen, each
without a resource type and without condition keys: a statement about them names the resource `*`.
"""

PREFIX = "groundtruthlabeling"

SEE_PROJECTS = ("GetBatch", "GetIntakeFormStatus", "ListBatches", "ListProjects")
"""Read-only: projects, batches and their status."""

REQUEST_PROJECTS = ("CreateBatch", "CreateIntakeForm", "CreateProject")
"""The forms that request a project and create a batch."""

DECIDE_ABOUT_BATCHES = ("UpdateBatch",)
"""The action behind accepting and rejecting a batch: assumed, since no other of the sixteen fits and AWS documents none."""

SET_UP_BY_AWS = ("CreateWorkflowDefinition",)
"""The action with which AWS's experts define a project's workflow; granted to no one here."""

OF_LABELING_JOBS = (
    "AssociatePatchToManifestJob",
    "DescribeConsoleJob",
    "GenerateLIDARPreviewTaskConfigJob",
    "ListDatasetObjects",
    "RunFilterOrSampleDatasetJob",
    "RunGenerateManifestByCrawlingJob",
    "RunGenerateManifestMetricsJob",
)
"""The actions that the console uses for self-serve labeling jobs; granted to no one here."""


def console_actions(*groups: tuple[str, ...]) -> list[str]:
    """The actions of some groups, as policies spell them."""
    return sorted(f"{PREFIX}:{name}" for group in groups for name in group)
