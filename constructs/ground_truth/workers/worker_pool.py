"""The Cognito user pool that workers sign in to, with the domain and the app client that Ground Truth requires.

Source: https://docs.aws.amazon.com/sagemaker/latest/dg/sms-workforce-create-private-cognito.html
"""

import hashlib
import json
import re
from collections.abc import Sequence

import aws_cdk as cdk
import jsii
from aws_cdk import Token
from aws_cdk import aws_cognito as cognito
from constructs import Construct, IConstruct

# The portal's real URLs are known only once the workforce exists; its custom resource replaces this one.
PLACEHOLDER_CALLBACK_URL = "https://127.0.0.1"


class WorkerPool(Construct):
    """User pool, domain and app client of a private workforce.

    Users cannot sign themselves up; user names, which are e-mail addresses, are not case sensitive.

    Args:
        scope: the parent construct.
        construct_id: its name there.
        domain_prefix: the first part of the sign-in domain: 1 to 63 of a-z, 0-9 and inner hyphens, without aws, amazon or cognito.
        mfa: whether an authenticator app is asked for at sign-in.
        removal_policy: what becomes of the workers' accounts when the stack goes.
        user_invitation: the mail that new users get; that of a workforce is written by the workforce, which knows the portal's address.
        password_policy: 12 characters of all four kinds, and a temporary password for 7 days, unless given.
        threat_protection: reports (AUDIT_ONLY) or refuses (FULL_FUNCTION) suspicious sign-ins. The pool is then on the Plus plan,
            which costs more.
        deletion_protection: Cognito refuses to delete the pool.
        implicit_flow: allows the implicit OAuth flow beside the one with a code. AWS documents neither for the portal. Its callback,
            `/oauth2/idpresponse`, is that of an Application Load Balancer, which takes a code: the developer guide says that such a one
            signs in the workers of an OpenID Connect workforce (sms-workforce-create-private-oidc). Samples allow both flows.

    Raises ValueError for a domain prefix that Cognito refuses.
    """

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        domain_prefix: str,
        mfa: cognito.Mfa = cognito.Mfa.OPTIONAL,
        removal_policy: cdk.RemovalPolicy = cdk.RemovalPolicy.RETAIN,
        user_invitation: cognito.UserInvitationConfig | None = None,
        password_policy: cognito.PasswordPolicy | None = None,
        threat_protection: cognito.StandardThreatProtectionMode | None = None,
        deletion_protection: bool = False,
        implicit_flow: bool = False,
    ) -> None:
        super().__init__(scope, construct_id)
        _check_domain_prefix(domain_prefix)
        self.user_pool = cognito.UserPool(
            self,
            "UserPool",
            self_sign_up_enabled=False,
            sign_in_aliases=cognito.SignInAliases(username=True),
            sign_in_case_sensitive=False,
            auto_verify=cognito.AutoVerifiedAttrs(email=True),
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            mfa=mfa,
            mfa_second_factor=None if mfa == cognito.Mfa.OFF else cognito.MfaSecondFactor(otp=True, sms=False),
            password_policy=password_policy or _strong_passwords(),
            feature_plan=None if threat_protection is None else cognito.FeaturePlan.PLUS,
            standard_threat_protection_mode=threat_protection,
            deletion_protection=deletion_protection or None,
            user_invitation=user_invitation,
            removal_policy=removal_policy,
        )
        self.domain = self.user_pool.add_domain("Domain", cognito_domain=cognito.CognitoDomainOptions(domain_prefix=domain_prefix))
        self.client = self.user_pool.add_client(
            "Client",
            generate_secret=True,
            supported_identity_providers=[cognito.UserPoolClientIdentityProvider.COGNITO],
            auth_flows=cognito.AuthFlow(user_srp=True),
            prevent_user_existence_errors=True,
            o_auth=cognito.OAuthSettings(
                flows=cognito.OAuthFlows(authorization_code_grant=True, implicit_code_grant=implicit_flow),
                scopes=[cognito.OAuthScope.EMAIL, cognito.OAuthScope.OPENID, cognito.OAuthScope.PROFILE],
                callback_urls=[PLACEHOLDER_CALLBACK_URL],
                logout_urls=[PLACEHOLDER_CALLBACK_URL],
            ),
        )
        self.removal_policy = removal_policy

    @property
    def revision(self) -> str:
        """Eight characters that change with any setting of the pool or the client in the template.

        CloudFormation writes its template's URLs over the portal's whenever it updates the client: the workforce takes this as a
        property, so that its handler is called then and writes them again. Raw overrides (`add_property_override`) are not seen.
        """
        return cdk.Lazy.string(_Revision([self.user_pool, self.client]))


@jsii.implements(cdk.IStableStringProducer)
class _Revision:
    """A digest of resources' properties, taken at synthesis when nothing can change them any more."""

    def __init__(self, resources: Sequence[IConstruct]) -> None:
        self._resources = resources

    def produce(self) -> str:
        properties = []
        for resource in self._resources:
            definition = resource.node.default_child
            if not isinstance(definition, cdk.CfnResource):
                raise TypeError(f"{resource.node.path} has no CloudFormation resource of its own")
            properties.append(cdk.Stack.of(resource).resolve(definition._cfn_properties))
        return hashlib.sha256(json.dumps(properties, sort_keys=True).encode()).hexdigest()[:8]


def _strong_passwords() -> cognito.PasswordPolicy:
    return cognito.PasswordPolicy(
        min_length=12,
        require_digits=True,
        require_lowercase=True,
        require_symbols=True,
        require_uppercase=True,
        temp_password_validity=cdk.Duration.days(7),
    )


def _check_domain_prefix(prefix: str) -> None:
    if Token.is_unresolved(prefix):
        return
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", prefix) or re.search("aws|amazon|cognito", prefix):
        raise ValueError(
            f"domain_prefix {prefix!r}: expected 1 to 63 lower-case letters, digits and inner hyphens, without aws, amazon or cognito"
        )
