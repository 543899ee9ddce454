"""Cognito types."""

from tests.unit.sandbox_server.property_examples.examples import Examples, imported
from tests.unit.sandbox_server.property_examples.surroundings import FUNCTION_ARN, NAME, ROLE_ARN

_POOL = {"UserPoolId": imported("UserPool")}
_TRIGGERS = (
    "CreateAuthChallenge",
    "CustomMessage",
    "DefineAuthChallenge",
    "PreSignUp",
    "PreTokenGeneration",
    "VerifyAuthChallengeResponse",
)
_UNUSED_TRIGGERS = ("PostAuthentication", "PostConfirmation", "PreAuthentication", "UserMigration")
_SENDER = {"LambdaArn": FUNCTION_ARN, "LambdaVersion": "V1_0"}

EXAMPLES = {
    "AWS::Cognito::UserPool": Examples(
        lasting=frozenset({"AliasAttributes", "Schema", "UserPoolTier", "UsernameAttributes", "UsernameConfiguration"}),
        kept=[
            {
                "UserPoolName": "examples",
                "AccountRecoverySetting": {"RecoveryMechanisms": [{"Name": "verified_email", "Priority": 1}]},
                "AdminCreateUserConfig": {
                    "AllowAdminCreateUserOnly": True,
                    "InviteMessageTemplate": {
                        "EmailMessage": "{username} {####}",
                        "EmailSubject": "Hello",
                        "SMSMessage": "{username} {####}",
                    },
                },
                "AutoVerifiedAttributes": ["email"],
                "DeviceConfiguration": {"ChallengeRequiredOnNewDevice": True, "DeviceOnlyRememberedOnUserPrompt": True},
                "EmailAuthenticationMessage": "Your code is {####}",
                "EmailAuthenticationSubject": "Code",
                "EmailConfiguration": {"EmailSendingAccount": "COGNITO_DEFAULT", "ReplyToEmailAddress": "team@example.com"},
                "EmailVerificationMessage": "Verify {####}",
                "EmailVerificationSubject": "Verify",
                "EnabledMfas": ["SOFTWARE_TOKEN_MFA", "SMS_MFA", "EMAIL_OTP"],
                "MfaConfiguration": "OPTIONAL",
                "Policies": {
                    "PasswordPolicy": {
                        "MinimumLength": 12,
                        "PasswordHistorySize": 5,
                        "RequireLowercase": True,
                        "RequireNumbers": True,
                        "RequireSymbols": False,
                        "RequireUppercase": False,
                        "TemporaryPasswordValidityDays": 3,
                    },
                    "SignInPolicy": {"AllowedFirstAuthFactors": ["PASSWORD", "EMAIL_OTP"]},
                },
                "Schema": [
                    {
                        "Name": "level",
                        "AttributeDataType": "Number",
                        "Mutable": True,
                        "DeveloperOnlyAttribute": False,
                        "Required": False,
                        "NumberAttributeConstraints": {"MinValue": "1", "MaxValue": "9"},
                    },
                    {
                        "Name": "team",
                        "AttributeDataType": "String",
                        "Mutable": False,
                        "StringAttributeConstraints": {"MinLength": "1", "MaxLength": "20"},
                    },
                ],
                "SmsAuthenticationMessage": "Code {####}",
                "SmsConfiguration": {"ExternalId": "examples", "SnsCallerArn": ROLE_ARN, "SnsRegion": "us-east-1"},
                "SmsVerificationMessage": "Verify {####}",
                "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": ["email"]},
                "UserPoolAddOns": {"AdvancedSecurityMode": "AUDIT", "AdvancedSecurityAdditionalFlows": {"CustomAuthMode": "AUDIT"}},
                "UserPoolTags": {"stage": "test"},
                "UserPoolTier": "PLUS",
                "UsernameAttributes": ["email"],
                "UsernameConfiguration": {"CaseSensitive": False},
                "VerificationMessageTemplate": {
                    "DefaultEmailOption": "CONFIRM_WITH_CODE",
                    "EmailMessage": "Verify {####}",
                    "EmailMessageByLink": "{##Verify##}",
                    "EmailSubject": "Verify",
                    "EmailSubjectByLink": "Verify",
                    "SmsMessage": "Verify {####}",
                },
                "WebAuthnRelyingPartyID": "example.com",
                "WebAuthnUserVerification": "required",
                "WebAuthnFactorConfiguration": "SINGLE_FACTOR",
            },
            {"AliasAttributes": ["email"], "LambdaConfig": dict.fromkeys(_TRIGGERS, FUNCTION_ARN)},
            {
                "LambdaConfig": {
                    "PreTokenGenerationConfig": {"LambdaArn": FUNCTION_ARN, "LambdaVersion": "V2_0"},
                    "InboundFederation": _SENDER,
                }
            },
            {
                "EmailConfiguration": {
                    "ConfigurationSet": "set",
                    "EmailSendingAccount": "DEVELOPER",
                    "From": "team@example.com",
                    "SourceArn": "arn:aws:ses:us-east-1:123456789012:identity/team@example.com",
                }
            },
            {"AdminCreateUserConfig": {"UnusedAccountValidityDays": 4, "AllowAdminCreateUserOnly": False}},
            {
                "EnabledMfas": ["EMAIL_OTP"],
                "MfaConfiguration": "OPTIONAL",
                "EmailAuthenticationMessage": "{####}",
                "DeletionProtection": "INACTIVE",
            },
        ],
        refused={
            "IssuerConfiguration": {"IssuerConfiguration": {"Type": "UPDATED"}},
            "KeyConfiguration": {"KeyConfiguration": {"KeyType": "CUSTOMER_MANAGED_KEY", "KmsKeyArn": imported("KeyArn")}},
            "LambdaConfig.CustomEmailSender": {"LambdaConfig": {"CustomEmailSender": _SENDER, "KMSKeyID": imported("KeyArn")}},
            "LambdaConfig.CustomSMSSender": {"LambdaConfig": {"CustomSMSSender": _SENDER}},
            **{f"LambdaConfig.{name}": {"LambdaConfig": {name: FUNCTION_ARN}} for name in _UNUSED_TRIGGERS},
            "SmsConfiguration.EumsSms": {
                "SmsConfiguration": {
                    "EumsSms": {
                        "CallerArn": ROLE_ARN,
                        "ConfigurationSetName": "set",
                        "ExternalId": "examples",
                        "InEntityId": "entity",
                        "InTemplateId": "template",
                        "OriginationIdentity": "+15550100",
                        "Region": "us-east-1",
                    }
                }
            },
        },
    ),
    "AWS::Cognito::UserPoolClient": Examples(
        required=_POOL,
        kept=[
            {
                "AccessTokenValidity": 15,
                "AllowedOAuthFlows": ["code"],
                "AllowedOAuthFlowsUserPoolClient": True,
                "AllowedOAuthScopes": ["openid"],
                "AuthSessionValidity": 5,
                "CallbackURLs": ["https://example.com/in"],
                "ClientName": "examples",
                "DefaultRedirectURI": "https://example.com/in",
                "EnablePropagateAdditionalUserContextData": True,
                "EnableTokenRevocation": False,
                "ExplicitAuthFlows": ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
                "GenerateSecret": True,
                "IdTokenValidity": 20,
                "LogoutURLs": ["https://example.com/out"],
                "PreventUserExistenceErrors": "ENABLED",
                "ReadAttributes": ["email"],
                "RefreshTokenValidity": 3,
                "SupportedIdentityProviders": ["COGNITO"],
                "TokenValidityUnits": {"AccessToken": "minutes", "IdToken": "minutes", "RefreshToken": "days"},
                "WriteAttributes": ["email"],
            },
            {
                "AnalyticsConfiguration": {
                    "ApplicationArn": "arn:aws:mobiletargeting:us-east-1:123456789012:apps/a1",
                    "UserDataShared": True,
                }
            },
            {"AnalyticsConfiguration": {"ApplicationId": "a1", "ExternalId": "examples", "RoleArn": ROLE_ARN}},
        ],
        refused={"RefreshTokenRotation": {"RefreshTokenRotation": {"Feature": "ENABLED", "RetryGracePeriodSeconds": 10}}},
    ),
    "AWS::Cognito::UserPoolDomain": Examples(
        lasting=frozenset({"CustomDomainConfig"}),
        required=_POOL,
        kept=[
            {"Domain": "examples-of-properties", "ManagedLoginVersion": 2},
            {
                "Domain": "workers.example.com",
                "CustomDomainConfig": {
                    "CertificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/1",
                    "SecurityPolicy": "TLS_V1_2_2021",
                },
            },
        ],
        refused={
            "Routing": {
                "Domain": "examples-with-routing",
                "Routing": {"Failover": {"PrimaryRoute53HealthCheckId": "c1", "SecondaryRegion": "us-west-2"}},
            },
        },
    ),
    "AWS::Cognito::UserPoolGroup": Examples(
        required=_POOL, kept=[{"GroupName": "examples", "Description": "Examples", "Precedence": 4, "RoleArn": ROLE_ARN}]
    ),
    "AWS::Cognito::UserPoolUser": Examples(
        required=_POOL,
        kept=[
            {
                "Username": "worker-1",
                "UserAttributes": [{"Name": "email", "Value": "worker-1@example.com"}, {"Name": "email_verified", "Value": "true"}],
                "DesiredDeliveryMediums": ["EMAIL"],
                "MessageAction": "SUPPRESS",
                "ForceAliasCreation": False,
            }
        ],
        not_told=frozenset({"DesiredDeliveryMediums", "MessageAction", "ForceAliasCreation"}),
        refused={
            "ClientMetadata": {"Username": "worker-2", "ClientMetadata": {"stage": "test"}},
            "ValidationData": {"Username": "worker-3", "ValidationData": [{"Name": "stage", "Value": "test"}]},
        },
    ),
    "AWS::Cognito::UserPoolUserToGroupAttachment": Examples(required=_POOL, kept=[{"GroupName": NAME, "Username": NAME}]),
}
