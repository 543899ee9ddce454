"""Updates of the app client and the user pool, computed without a call."""

from collections.abc import Mapping
from typing import Any

import pytest

from lambda_handlers.aws.clients import client
from lambda_handlers.aws.service_shapes import input_shape
from lambda_handlers.workforce.invitation import with_template
from lambda_handlers.workforce.portal import with_portal_urls

HOST = "abc.labeling.us-east-1.sagemaker.aws"
CALLBACK = f"https://{HOST}/oauth2/idpresponse"
LOGOUT = f"https://{HOST}/logout"


@pytest.fixture
def client_settings() -> Mapping[str, Any]:
    return input_shape(client("cognito-idp"), "UpdateUserPoolClient").members


@pytest.fixture
def pool_settings() -> Mapping[str, Any]:
    return input_shape(client("cognito-idp"), "UpdateUserPool").members


@pytest.mark.parametrize(
    ("callbacks", "expected"),
    [
        (["https://127.0.0.1"], [CALLBACK]),
        (["https://127.0.0.1/"], [CALLBACK]),
        ([], [CALLBACK]),
        ([CALLBACK], [CALLBACK]),
        (["https://tool.example.com", "https://127.0.0.1"], ["https://tool.example.com", CALLBACK]),
        (["https://127.0.0.1:8443/back"], ["https://127.0.0.1:8443/back", CALLBACK]),
    ],
)
def test_the_placeholder_gives_way_and_other_urls_stay(
    client_settings: Mapping[str, Any], callbacks: list[str], expected: list[str]
) -> None:
    written = with_portal_urls({"CallbackURLs": callbacks}, sub_domain=HOST, updatable=client_settings)
    assert written["CallbackURLs"] == expected
    assert written["LogoutURLs"] == [LOGOUT]


def test_every_updatable_setting_of_the_client_is_sent_again(client_settings: Mapping[str, Any]) -> None:
    described = {name: f"value of {name}" for name in client_settings} | {
        "CallbackURLs": ["https://127.0.0.1"],
        "LogoutURLs": [],
        "DefaultRedirectURI": "https://127.0.0.1",
        "ClientSecret": "secret",
        "CreationDate": "today",
        "LastModifiedDate": "today",
    }
    written = with_portal_urls(described, sub_domain=HOST, updatable=client_settings)
    assert set(written) == set(client_settings)
    assert written["DefaultRedirectURI"] == CALLBACK
    assert written["TokenValidityUnits"] == "value of TokenValidityUnits"


def test_a_default_redirect_that_is_still_allowed_stays(client_settings: Mapping[str, Any]) -> None:
    described = {"CallbackURLs": ["https://tool.example.com"], "DefaultRedirectURI": "https://tool.example.com"}
    assert with_portal_urls(described, sub_domain=HOST, updatable=client_settings)["DefaultRedirectURI"] == "https://tool.example.com"


def test_every_updatable_setting_of_the_pool_is_sent_again(pool_settings: Mapping[str, Any]) -> None:
    described = {name: f"value of {name}" for name in pool_settings if name not in {"UserPoolId", "PoolName"}} | {
        "Id": "us-east-1_abc",
        "Name": "workers",
        "Arn": "arn",
        "Policies": {"PasswordPolicy": {"TemporaryPasswordValidityDays": 3}},
        "AdminCreateUserConfig": {"AllowAdminCreateUserOnly": True, "UnusedAccountValidityDays": 7},
        "EstimatedNumberOfUsers": 4,
    }
    written = with_template(described, template={"EmailSubject": "s"}, updatable=pool_settings)
    assert set(written) == set(pool_settings) - {"UserPoolId"}
    assert written["PoolName"] == "workers"
    # UpdateUserPool refuses the lifetime of temporary passwords if it is set in both places.
    assert written["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True, "InviteMessageTemplate": {"EmailSubject": "s"}}


def test_without_texts_there_is_no_template(pool_settings: Mapping[str, Any]) -> None:
    described = {"Name": "workers", "AdminCreateUserConfig": {"InviteMessageTemplate": {"EmailSubject": "s"}}}
    assert with_template(described, template={}, updatable=pool_settings)["AdminCreateUserConfig"] == {}
