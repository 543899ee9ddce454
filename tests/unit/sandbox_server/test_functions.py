"""The environment of a function is Lambda's: the AWS SDK, its own code and layers, Lambda's variables and its own."""

import base64
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from sandbox.process import Sandbox
from tests.unit.sandbox_server.conftest import zipped

Answer = tuple[Any, str]
Invoke = Callable[..., Answer]

SEES_ITS_SURROUNDINGS = """
import os, sys, tempfile
def handler(event, context):
    return {"variables": dict(os.environ), "folder": os.getcwd(), "temporary": tempfile.gettempdir(), "path": sys.path}
"""
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
LAMBDAS_VARIABLES = {
    "_HANDLER",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_XRAY_CONTEXT_MISSING",
    "AWS_XRAY_DAEMON_ADDRESS",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
    "LANG",
    "LD_LIBRARY_PATH",
    "NODE_PATH",
    "PATH",
    "TZ",
}
# How to reach the sandbox, and the temporary folder in place of Lambda's /tmp.
SANDBOXS_VARIABLES = {
    "AWS_CA_BUNDLE",
    "AWS_DISABLE_HOST_PREFIX_INJECTION",
    "AWS_ENDPOINT_URL",
    "CUSTOM_RESOURCE_RESPONSE_ENDPOINT",
    "HOME",
    "NODE_EXTRA_CA_CERTS",
    "NO_PROXY",
    "REQUESTS_CA_BUNDLE",
    "SSL_CERT_FILE",
    "TMPDIR",
    "no_proxy",
    "_MINISTACK_INVOKE_DEPTH",
}


@pytest.fixture
def invoke(client: Callable[[str], Any]) -> Invoke:
    """A function's response and its output."""

    def call(arn: str, event: Any = None) -> Answer:
        answer = client("lambda").invoke(FunctionName=arn, Payload=json.dumps(event).encode(), LogType="Tail")
        payload = json.loads(answer["Payload"].read())
        assert ("FunctionError" in answer) == (isinstance(payload, dict) and "errorType" in payload)
        return payload, base64.b64decode(answer.get("LogResult", "")).decode()

    return call


def test_a_function_has_the_variables_of_lambda_and_its_own(make_function: Callable[..., str], invoke: Invoke) -> None:
    seen, _ = invoke(make_function(SEES_ITS_SURROUNDINGS, Environment={"Variables": {"MINE": "1", "TZ": "Asia/Tokyo"}}))
    variables = seen["variables"]
    # Python sets LC_CTYPE if the machine lacks the locale in LANG.
    assert set(variables) - {"LC_CTYPE"} == LAMBDAS_VARIABLES | SANDBOXS_VARIABLES | {"MINE"}
    assert variables["MINE"] == "1"
    assert variables["TZ"] == "Asia/Tokyo"
    assert variables["_HANDLER"] == "index.handler"
    assert variables["AWS_EXECUTION_ENV"] == "AWS_Lambda_python3.13"


def test_its_folders_are_temporary_and_nobody_elses(make_function: Callable[..., str], invoke: Invoke, sandbox: Sandbox) -> None:
    arns = [make_function(SEES_ITS_SURROUNDINGS) for _ in range(2)]
    first, second = (invoke(arn)[0] for arn in arns)
    assert first["folder"] == first["variables"]["LAMBDA_TASK_ROOT"]
    assert first["temporary"] == first["variables"]["HOME"] != first["folder"]
    for folder in ("folder", "temporary"):
        assert Path(first[folder]).is_relative_to(sandbox.folder)
        assert first[folder] != second[folder]


def test_its_folders_go_when_its_code_changes(make_function: Callable[..., str], invoke: Invoke, client: Callable[[str], Any]) -> None:
    arn = make_function(SEES_ITS_SURROUNDINGS)
    seen, _ = invoke(arn)
    client("lambda").update_function_code(FunctionName=arn, ZipFile=zipped({"index.py": "def handler(event, context): return 1"}))
    assert invoke(arn)[0] == 1
    assert not Path(seen["folder"]).parent.exists()


IMPORTS = """
import importlib
def handler(names, context):
    def found(name):
        try:
            importlib.import_module(name)
        except ImportError:
            return False
        return True
    return [name for name in names if found(name)]
"""


def test_it_imports_the_aws_sdk_and_nothing_of_the_developer(make_function: Callable[..., str], invoke: Invoke) -> None:
    arn = make_function(IMPORTS)
    sdk = ["boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six"]
    developers = ["pydantic", "yaml", "aws_cdk", "pytest", "moto", "ministack", "pip", "setuptools", "requests"]
    projects = ["sandbox", "lambda_handlers", "labeling_rules", "ground_truth", "crhelper", "tests"]
    assert invoke(arn, [*sdk, *developers, *projects])[0] == sdk


def test_it_imports_what_its_layers_hold(make_function: Callable[..., str], invoke: Invoke, client: Callable[[str], Any]) -> None:
    content = {"python/plain.py": "", "python/lib/python3.13/site-packages/packaged/__init__.py": ""}
    layer = client("lambda").publish_layer_version(LayerName="layer", Content={"ZipFile": zipped(content)})
    arn = make_function(IMPORTS, Layers=[layer["LayerVersionArn"]])
    assert invoke(arn, ["plain", "packaged", "pydantic"])[0] == ["plain", "packaged"]


def test_it_acts_as_its_role_with_credentials_that_nobody_can_work_out(make_function: Callable[..., str], invoke: Invoke) -> None:
    code = """
import boto3, os
def handler(event, context): return boto3.client("sts").get_caller_identity()["Arn"], os.environ["AWS_SESSION_TOKEN"]
"""
    arn = make_function(code)
    (caller, token), _ = invoke(arn)
    assert caller.endswith(f"/{arn.rpartition(':')[2]}")
    assert ":assumed-role/" in caller
    other = make_function("import os\ndef handler(event, context): return os.environ['AWS_SESSION_TOKEN']")
    assert invoke(other)[0] != token


@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        ("import pydantic", "Runtime.ImportModuleError", "Unable to import module 'index': No module named 'pydantic'"),
        ("def broken(", "Runtime.UserCodeSyntaxError", "Syntax error in module 'index': '(' was never closed (index.py, line 1)"),
        ("other = 1", "Runtime.HandlerNotFound", "Handler 'handler' missing on module 'index'"),
        ("import os; os.environ['NONE']", "KeyError", "'NONE'"),
        ("raise SystemExit(3)", "Runtime.ExitError", "Runtime exited with error: exit status 3"),
    ],
)
def test_a_function_that_cannot_be_loaded_says_why_as_lambda_does(
    make_function: Callable[..., str], invoke: Invoke, code: str, kind: str, message: str
) -> None:
    error, log = invoke(make_function(code))
    assert error["errorType"] == kind
    # On a machine without the function's Python version the message continues and says so.
    assert error["errorMessage"].startswith(message)
    assert message in log
    assert log.startswith("INIT_START Runtime Version: Python 3.")


@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        ("raise ValueError('no')", "ValueError", "no"),
        ("return {1}", "Runtime.MarshalError", "Unable to marshal response: Object of type set is not JSON serializable"),
        ("exit(2)", "Runtime.ExitError", "Runtime exited with error: exit status 2"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "Runtime.ExitError", "Runtime exited with error: signal: killed"),
        ("import time; time.sleep(60)", "Sandbox.Timedout", "Task timed out after 1.00 seconds"),
    ],
)
def test_a_function_that_fails_says_why_as_lambda_does(
    make_function: Callable[..., str], invoke: Invoke, code: str, kind: str, message: str
) -> None:
    arn = make_function(f"def handler(event, context):\n    {code}", Timeout=1)
    error, log = invoke(arn)
    prefix = f"RequestId: {error['requestId']} Error: " if kind in ("Runtime.ExitError", "Sandbox.Timedout") else ""
    assert (error["errorType"], error["errorMessage"]) == (kind, f"{prefix}{message}")
    assert message in log


def test_a_failure_does_not_end_its_environment(make_function: Callable[..., str], invoke: Invoke) -> None:
    arn = make_function("calls = []\ndef handler(event, context):\n    calls.append(event)\n    return len(calls) if event else 1 / 0")
    assert [invoke(arn, event)[0] for event in (1, 2)] == [1, 2]
    assert invoke(arn, 0)[0]["errorType"] == "ZeroDivisionError"
    assert invoke(arn, 4)[0] == 4


def test_what_it_prints_is_its_log_and_not_its_answer(make_function: Callable[..., str], invoke: Invoke) -> None:
    code = """
import logging, os, sys
logging.getLogger().setLevel("INFO")
def handler(event, context):
    print('{"result": "printed"}')
    os.system("echo from a child")
    sys.stderr.write("without an end")
    logging.info("said %s", event)
    return sys.stdin.read()
"""
    answer, log = invoke(make_function(code), "hello")
    assert answer == ""
    for line in ('{"result": "printed"}', "from a child", "without an end", "said hello"):
        assert line in log


def test_variables_that_lambda_sets_cannot_be_set(make_function: Callable[..., str], client: Callable[[str], Any]) -> None:
    with pytest.raises(ClientError, match="Reserved keys used in this request: AWS_REGION, _HANDLER"):
        make_function("", Environment={"Variables": {"AWS_REGION": "x", "_HANDLER": "y", "MINE": "z"}})
    arn = make_function("")
    with pytest.raises(ClientError, match="Reserved keys used in this request: LAMBDA_TASK_ROOT"):
        client("lambda").update_function_configuration(FunctionName=arn, Environment={"Variables": {"LAMBDA_TASK_ROOT": "/"}})


NODE: dict[str, Any] = {"file": "index.js", "Runtime": "nodejs20.x"}


def test_a_node_function_has_the_variables_of_lambda_and_its_own(make_function: Callable[..., str], invoke: Invoke) -> None:
    code = "exports.handler = async () => ({ variables: process.env, folder: process.cwd() })"
    seen, log = invoke(make_function(code, **NODE, Environment={"Variables": {"MINE": "1"}}))
    assert set(seen["variables"]) == LAMBDAS_VARIABLES | SANDBOXS_VARIABLES | {"MINE"}
    assert seen["folder"] == seen["variables"]["LAMBDA_TASK_ROOT"]
    assert log.startswith("INIT_START Runtime Version: Node.js ")


def test_a_node_function_finds_its_layers_from_modules_too(
    make_function: Callable[..., str], invoke: Invoke, client: Callable[[str], Any]
) -> None:
    content = {"nodejs/node_modules/one/index.js": "exports.value = 1"}
    layer = client("lambda").publish_layer_version(LayerName="node", Content={"ZipFile": zipped(content)})
    code = "import one from 'one'; export const handler = async () => one.value"
    assert invoke(make_function(code, file="index.mjs", Runtime="nodejs20.x", Layers=[layer["LayerVersionArn"]]))[0] == 1


@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        ("require('nope')", "Runtime.ImportModuleError", "Error: Cannot find module 'nope'"),
        ("require('aws-cdk')", "Runtime.ImportModuleError", "Error: Cannot find module 'aws-cdk'"),
        ("exports.handler = (", "Runtime.UserCodeSyntaxError", "SyntaxError: "),
        ("exports.other = 1", "Runtime.HandlerNotFound", "index.handler is undefined or not exported"),
        ("exports.handler = async () => { throw new TypeError('no') }", "TypeError", "no"),
        ("exports.handler = (e, c, back) => { setTimeout(() => { throw new Error('late') }, 5) }", "Error", "late"),
        ("exports.handler = async () => { process.exit(2) }", "Runtime.ExitError", "RequestId: "),
    ],
)
def test_a_node_function_that_fails_says_why_as_lambda_does(
    make_function: Callable[..., str], invoke: Invoke, code: str, kind: str, message: str
) -> None:
    error, log = invoke(make_function(code, **NODE))
    assert error["errorType"] == kind
    assert error["errorMessage"].startswith(message)
    assert message in log


def test_a_node_function_reaches_the_sandbox_as_its_role(make_function: Callable[..., str], invoke: Invoke) -> None:
    code = """
const { SSMClient, PutParameterCommand } = require("@aws-sdk/client-ssm");
exports.handler = async () => new SSMClient({}).send(new PutParameterCommand({ Name: "a", Value: "b", Type: "String" }));
"""
    error, _ = invoke(make_function(code, **NODE))
    assert error["errorType"].startswith("AccessDenied")
    assert "is not authorized to perform: ssm:PutParameter" in error["errorMessage"]


BOOTSTRAP = """#!{python} -I
import json, os, urllib.request
api = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/invocation/"
while True:
    event = urllib.request.urlopen(api + "next")
    answer = api + event.headers["Lambda-Runtime-Aws-Request-Id"] + "/response"
    urllib.request.urlopen(answer, json.dumps(dict(os.environ)).encode())
"""


def test_a_function_of_ones_own_runtime_has_no_variables_of_the_developer(make_function: Callable[..., str], invoke: Invoke) -> None:
    code = BOOTSTRAP.format(python=sys.executable)
    variables, _ = invoke(make_function(code, file="bootstrap", Runtime="provided.al2023", Environment={"Variables": {"MINE": "1"}}))
    provided = {"AWS_LAMBDA_RUNTIME_API", "MINE"}
    assert set(variables) - {"LC_CTYPE"} == LAMBDAS_VARIABLES | (SANDBOXS_VARIABLES - {"_MINISTACK_INVOKE_DEPTH"}) | provided
