"""The desired workforce."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.model import StructureShape

from lambda_handlers.aws import ownership
from lambda_handlers.aws.properties import coerce, own_shape
from lambda_handlers.custom_resource.request import Request
from lambda_handlers.errors import InvalidPropertiesError

MODES = ("create", "adopt", "import")
# What UpdateWorkforce can change.
SETTINGS = ("SourceIpConfig", "IpAddressType", "WorkforceVpcConfig")
# Cognito puts the worker's user name and temporary password there, and refuses a message without them.
REQUIRED_IN_MESSAGE = ("{username}", "{####}")

_OWN_PROPERTIES = own_shape(
    {
        "Mode": {"type": "string"},
        "InvitationMessage": {
            "type": "structure",
            "members": {"EmailSubject": {"type": "string"}, "EmailMessage": {"type": "string"}},
        },
        # Opaque: it changes whenever the template changes the pool or the client, so that CloudFormation asks for an update here.
        "UserPoolRevision": {"type": "string"},
    }
)


@dataclass(frozen=True, kw_only=True)
class DesiredWorkforce:
    """The properties of a workforce.

    Mode `create` makes and deletes it, `adopt` changes the settings of an existing one, `import` changes nothing.
    """

    mode: str
    name: str
    cognito_config: Mapping[str, str] | None
    settings: Mapping[str, Any]
    tags: Mapping[str, str]
    invitation: Mapping[str, str]

    @classmethod
    def from_request(cls, request: Request, *, api: StructureShape) -> "DesiredWorkforce":
        """Raises InvalidPropertiesError when a property is unknown, missing, or not allowed in the mode."""
        properties = coerce(
            properties=request.properties,
            api=api,
            own=_OWN_PROPERTIES,
            not_offered=frozenset({"OidcConfig"}),
            required=frozenset({"Mode"}),
        )
        desired = cls(
            mode=properties["Mode"],
            name=properties["WorkforceName"],
            cognito_config=properties.get("CognitoConfig"),
            settings={name: properties[name] for name in SETTINGS if name in properties},
            tags=ownership.user_tags(properties.get("Tags", [])),
            invitation=properties.get("InvitationMessage", {}),
        )
        desired._require_what_the_mode_allows()
        desired._require_placeholders()
        return desired

    def creation(self, *, ownership_tags: Mapping[str, str]) -> dict[str, Any]:
        """Parameters of CreateWorkforce."""
        tags = ownership.as_list({**self.tags, **ownership_tags})
        return {"WorkforceName": self.name, "CognitoConfig": dict(self.cognito_config or {}), **self.settings, "Tags": tags}

    def _require_placeholders(self) -> None:
        if "EmailMessage" in self.invitation:
            missing = [name for name in REQUIRED_IN_MESSAGE if name not in self.invitation["EmailMessage"]]
            if missing:
                raise InvalidPropertiesError(f"invalid properties: InvitationMessage.EmailMessage must contain {' and '.join(missing)}")

    def _require_what_the_mode_allows(self) -> None:
        if self.mode not in MODES:
            raise InvalidPropertiesError(f"invalid properties: Mode must be one of {', '.join(MODES)}, not '{self.mode}'")
        if self.mode == "create" and self.cognito_config is None:
            raise InvalidPropertiesError("invalid properties: CognitoConfig is required when Mode is create")
        not_imported = [*self.settings, *(["InvitationMessage"] if self.invitation else [])]
        if self.mode == "import" and not_imported:
            raise InvalidPropertiesError(
                f"invalid properties: {', '.join(not_imported)} would change the workforce, which Mode import never does; use adopt"
            )
