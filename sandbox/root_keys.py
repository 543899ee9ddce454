"""The access key of a sandbox's root user: random, and known only through its exports and its folder."""

import os
import secrets
import string
from dataclasses import dataclass, field
from typing import Self

_KEY_CHARACTERS = string.ascii_uppercase + "234567"


@dataclass(frozen=True)
class RootKeys:
    """An access key id in IAM's form, and its secret."""

    access_key: str
    secret_access_key: str = field(repr=False)

    @classmethod
    def create(cls) -> Self:
        access_key = "AKIA" + "".join(secrets.choice(_KEY_CHARACTERS) for _ in range(16))
        return cls(access_key, secrets.token_urlsafe(30))

    @classmethod
    def of_server(cls) -> Self:
        """The keys given to the server process."""
        return cls(os.environ["AWS_ACCESS_KEY_ID"], os.environ["AWS_SECRET_ACCESS_KEY"])

    def variables(self) -> dict[str, str]:
        """The environment variables for AWS clients and MiniStack."""
        return {"AWS_ACCESS_KEY_ID": self.access_key, "AWS_SECRET_ACCESS_KEY": self.secret_access_key}
