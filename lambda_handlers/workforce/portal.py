"""The worker portal's addresses in the Cognito app client.

Workers sign in only when the app client allows the portal's callback and logout URL. The portal's host is known once the workforce
exists, and a later change of the client by CloudFormation puts the template's URLs back: so they are written after each create and update.
"""

from collections.abc import Collection, Mapping
from typing import Any

from lambda_handlers.aws.clients import Client
from lambda_handlers.aws.service_shapes import input_shape
from lambda_handlers.workforce.kept_settings import kept_settings

# Stands in the template, since an app client with the code flow needs a callback URL when it is made.
PLACEHOLDER = "https://127.0.0.1"


def portal_url(sub_domain: str) -> str:
    return f"https://{sub_domain}"


def add_portal_urls(cognito: Client, *, user_pool: str, client_id: str, sub_domain: str) -> None:
    """Allow the portal's URLs in the app client, keeping every other setting of it."""
    client = cognito.describe_user_pool_client(UserPoolId=user_pool, ClientId=client_id)["UserPoolClient"]
    updatable = input_shape(cognito, "UpdateUserPoolClient").members
    parameters = with_portal_urls(client, sub_domain=sub_domain, updatable=updatable)
    if any(parameters.get(name) != client.get(name) for name in parameters):
        cognito.update_user_pool_client(**parameters)


def with_portal_urls(client: Mapping[str, Any], *, sub_domain: str, updatable: Collection[str]) -> dict[str, Any]:
    """The parameters of UpdateUserPoolClient: all updatable settings, since those left out would be reset to their defaults."""
    callback = f"{portal_url(sub_domain)}/oauth2/idpresponse"
    parameters = kept_settings(client, updatable=updatable)
    parameters["CallbackURLs"] = _with(parameters.get("CallbackURLs", []), callback)
    parameters["LogoutURLs"] = _with(parameters.get("LogoutURLs", []), f"{portal_url(sub_domain)}/logout")
    default = parameters.get("DefaultRedirectURI")
    if default and default not in parameters["CallbackURLs"]:
        # Cognito demands that the default is one of the callback URLs; the placeholder no longer is.
        parameters["DefaultRedirectURI"] = callback
    return parameters


def _with(urls: list[str], url: str) -> list[str]:
    kept = [known for known in urls if known.rstrip("/") != PLACEHOLDER]
    return kept if url in kept else [*kept, url]
