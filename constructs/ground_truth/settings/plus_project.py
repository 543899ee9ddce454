"""A project of Ground Truth Plus: what the console's forms ask for, and where its data is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from pydantic import StrictBool

from ground_truth.settings.constraints import Characters, Count, Matching, OneOf
from ground_truth.settings.plus_service import DATA_RULE
from ground_truth.settings.plus_team import PlusTeamSettings
from ground_truth.settings.settings import Settings
from ground_truth.settings.team import EMAIL

FOLDER_NAME = Matching(
    r"[A-Za-z0-9][A-Za-z0-9\-]{0,61}",
    "fewer than 63 letters, digits and hyphens, no spaces and no underscores, beginning with a letter or digit",
)
"""AWS's rule for project names, from the developer guide's former page on sharing data; batch names follow it too, which is our choice."""


@dataclass(frozen=True)
class DataClassification(OneOf):
    """What the data is, of what may leave the account at all; a mistake is answered with AWS's rule."""

    @property
    def allowed(self) -> str:
        return f"{super().allowed}: {DATA_RULE}"


DATA_CLASSIFICATION = DataClassification(("public", "internal", "confidential", "personal"))

IamName: TypeAlias = Annotated[
    str, Matching(r"[A-Za-z0-9+=,.@_\-]{1,64}", "the name of an IAM role or group, neither its path nor its ARN")
]


class ContactSettings(Settings):
    """Whom AWS's experts call and write to about the project."""

    first_name: Annotated[str, Characters(1, 100)]
    """For the field First name."""

    last_name: Annotated[str, Characters(1, 100)]
    """For the field Last name."""

    email: Annotated[str, EMAIL]
    """For the field Business email address."""


class PeopleSettings(Settings):
    """Who gets one of the project's managed policies. It can be attached elsewhere too: its ARN is an output of the stack."""

    roles: tuple[IamName, ...] = ()
    """Existing IAM roles of the account, by name."""

    groups: tuple[IamName, ...] = ()
    """Existing IAM groups of the account, by name."""


class DeliverySettings(Settings):
    """What happens when Ground Truth Plus delivers labels."""

    notify: StrictBool = False
    """True if an SNS topic tells of each file that is delivered."""

    emails: tuple[Annotated[str, EMAIL], ...] = ()
    """With notify: who gets a mail. Each of them confirms the subscription once."""

    check: StrictBool = False
    """True if each delivered manifest is checked line by line, with a report beside it."""


class PlusProjectSettings(Settings):
    """A project: input in ground-truth-plus/input/<project>/<batch>/, labels in ground-truth-plus/output/<project>/<batch>/."""

    name: Annotated[str, FOLDER_NAME]
    """The project's name, in the console and in S3."""

    description: Annotated[str, Characters(1, 2000)]
    """What is to be labeled, for the field Project description."""

    task_type: Annotated[str, Characters(1, 100)]
    """What you choose in the field Task type: text, image, video, audio, 3D point cloud, or what else you agree on."""

    data_classification: Annotated[str, DATA_CLASSIFICATION]
    """What the data is. The people who label it work for Amazon or for third-party vendors; PHI, PCI and FedRAMP data is refused."""

    contains_pii: StrictBool
    """True if the data contains personally identifiable information, which the form asks for."""

    contact: ContactSettings | None = None
    """Whom AWS's experts contact. Without it: whoever fills the form in."""

    batches: tuple[Annotated[str, FOLDER_NAME], ...] = ()
    """The batches, such as batch1 and batch2. A batch has 10,000 files and 100 GB at most."""

    bucket: Literal["own", "input"] = "own"
    """own: a bucket for this project, protected and encrypted as input_bucket is. input: the input bucket, with narrowed access only."""

    input_expiration_days: Annotated[int, Count(1)] | None = None
    """Days after which input data is removed. Without it: never."""

    metrics: StrictBool = False
    """True if CloudWatch gets S3's request metrics of the project's input and output, which cost extra."""

    team: PlusTeamSettings | None = None
    """The people who follow the project and review labels in its portal."""

    requesters: PeopleSettings = PeopleSettings()
    """Who may request the project, put input data in place and create batches."""

    reviewers: PeopleSettings = PeopleSettings()
    """Who may accept and reject batches and read the labels."""

    readers: PeopleSettings = PeopleSettings()
    """Who may look at projects and batches."""

    delivery: DeliverySettings = DeliverySettings()
    """What happens when labels arrive."""
