"""A project of Ground Truth Plus: the values of the console's forms, and the folders of its data."""

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
    """The classifications of data that may leave the account; the message for any other gives AWS's rule."""

    @property
    def allowed(self) -> str:
        return f"{super().allowed}: {DATA_RULE}"


DATA_CLASSIFICATION = DataClassification(("public", "internal", "confidential", "personal"))

IamName: TypeAlias = Annotated[
    str, Matching(r"[A-Za-z0-9+=,.@_\-]{1,64}", "the name of an IAM role or group, neither its path nor its ARN")
]


class ContactSettings(Settings):
    """The person whom AWS's experts call and write to about the project."""

    first_name: Annotated[str, Characters(1, 100)]
    """For the field First name."""

    last_name: Annotated[str, Characters(1, 100)]
    """For the field Last name."""

    email: Annotated[str, EMAIL]
    """For the field Business email address."""


class PeopleSettings(Settings):
    """Roles and groups that get one of the project's managed policies. Its ARN is an output of the stack, to attach it elsewhere too."""

    roles: tuple[IamName, ...] = ()
    """Existing IAM roles of the account, by name."""

    groups: tuple[IamName, ...] = ()
    """Existing IAM groups of the account, by name."""


class DeliverySettings(Settings):
    """Reactions to a delivery of labels by Ground Truth Plus."""

    notify: StrictBool = False
    """True if an SNS topic gets an event for each delivered file."""

    emails: tuple[Annotated[str, EMAIL], ...] = ()
    """With notify: addresses that get a mail. Each of them confirms the subscription once."""

    check: StrictBool = False
    """True if each delivered manifest is checked line by line, with a report beside it."""


class PlusProjectSettings(Settings):
    """A project: input in ground-truth-plus/input/<project>/<batch>/, labels in ground-truth-plus/output/<project>/<batch>/."""

    name: Annotated[str, FOLDER_NAME]
    """The project's name, in the console and in S3."""

    description: Annotated[str, Characters(1, 2000)]
    """A description of the data to label, for the field Project description."""

    task_type: Annotated[str, Characters(1, 100)]
    """The value of the field Task type: text, image, video, audio, 3D point cloud, or another one that you agree on with AWS."""

    data_classification: Annotated[str, DATA_CLASSIFICATION]
    """The classification of the data, labeled by people of Amazon or third-party vendors. PHI, PCI and FedRAMP data is refused."""

    contains_pii: StrictBool
    """True if the data contains personally identifiable information; a field of the form."""

    contact: ContactSettings | None = None
    """The person whom AWS's experts contact. Without it: the person who fills in the form."""

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
    """People who may request the project, upload input data and create batches."""

    reviewers: PeopleSettings = PeopleSettings()
    """People who may accept and reject batches and read the labels."""

    readers: PeopleSettings = PeopleSettings()
    """People who may view projects and batches."""

    delivery: DeliverySettings = DeliverySettings()
    """Notifications and checks of delivered labels."""
