"""Work teams and annotation functions."""

from __future__ import annotations

from tests.unit.environment.bad_inputs.bad_input import (
    ACCOUNT,
    CONSOLIDATE,
    LAMBDAS,
    OTHER_LAMBDAS,
    PREPARE,
    REGION,
    TEAM,
    TEAMS,
    TURK,
    UI,
    bad,
)
from tests.unit.environment.jobs import CUSTOM

WORK_TEAMS = [
    bad(
        "ImageMultiClass",
        {"team": None, TEAM: f"arn:aws:sagemaker:{REGION}:394669845002:workteam/public-crowd/default"},
        f'~{TEAM}: "arn:aws:sagemaker:{REGION}:394669845002:workteam/public-crowd/default": a private or vendor work team, since {TURK}',
    ),
    bad(
        "ImageMultiClass",
        {"HumanTaskConfig.PublicWorkforceTaskPrice": {"AmountInUsd": {"Cents": 3, "TenthFractionsOfACent": 6}}},
        '~HumanTaskConfig.PublicWorkforceTaskPrice: {"AmountInUsd": {"Cents": 3, "TenthFractionsOfACent": 6}}: ' + f"nothing: {TURK}",
    ),
    bad(
        "ImageMultiClass",
        {"team": None, TEAM: f"{TEAMS}/reviewers"},
        f'~{TEAM}: "{TEAMS}/reviewers": a team\'s ARN that ends with workteam/private-crowd/<name> or workteam/vendor-crowd/<name>',
    ),
    bad(
        "ImageMultiClass",
        {"team": None, TEAM: f"{TEAMS}/partner-crowd/reviewers"},
        f'~{TEAM}: "{TEAMS}/partner-crowd/reviewers": '
        "a team's ARN that ends with workteam/private-crowd/<name> or workteam/vendor-crowd/<name>",
    ),
    bad(
        "ImageMultiClass",
        {"team": None, TEAM: f"arn:aws:sagemaker:{REGION}:999999999999:workteam/private-crowd/reviewers"},
        f'~{TEAM}: "arn:aws:sagemaker:{REGION}:999999999999:workteam/private-crowd/reviewers": an ARN of the account {ACCOUNT}',
    ),
    bad(
        "ImageMultiClass",
        {"team": None, TEAM: "arn:aws:sagemaker:us-east-1:999999999999:workteam/vendor-crowd/annotators"},
        f'~{TEAM}: "arn:aws:sagemaker:us-east-1:999999999999:workteam/vendor-crowd/annotators": an ARN of the region {REGION}',
    ),
    bad("ImageMultiClass", {"team": None}, f"~team: missing: required: team or {TEAM}"),
    bad("ImageMultiClass", {"team": "reviewer"}, '~team: "reviewer": a team of this file, did you mean reviewers?'),
]

FUNCTIONS = [
    bad(
        "ImageMultiClass",
        {"task_type": None, PREPARE: f"{OTHER_LAMBDAS}:PRE-ImageMultiClass", CONSOLIDATE: f"{LAMBDAS}:ACS-ImageMultiClass"},
        f'~{PREPARE}: "{OTHER_LAMBDAS}:PRE-ImageMultiClass": {LAMBDAS}:PRE-ImageMultiClass',
    ),
    bad(
        "ImageMultiClass",
        {
            "task_type": None,
            PREPARE: f"arn:aws:lambda:{REGION}:432418664414:function:PRE-ImageMultiClass",
            CONSOLIDATE: f"{LAMBDAS}:ACS-ImageMultiClass",
        },
        f'~{PREPARE}: "arn:aws:lambda:{REGION}:432418664414:function:PRE-ImageMultiClass": {LAMBDAS}:PRE-ImageMultiClass',
    ),
    bad(
        "ImageMultiClass",
        {"task_type": None, PREPARE: f"{LAMBDAS}:PRE-ImageMultiClass", CONSOLIDATE: f"{LAMBDAS}:ACS-BoundingBox"},
        f'~{CONSOLIDATE}: "{LAMBDAS}:ACS-BoundingBox": ACS-ImageMultiClass, which goes with PRE-ImageMultiClass',
    ),
    bad(
        "ImageMultiClass",
        {"task_type": None, PREPARE: f"{LAMBDAS}:ACS-ImageMultiClass", CONSOLIDATE: f"{LAMBDAS}:ACS-ImageMultiClass"},
        f'~{PREPARE}: "{LAMBDAS}:ACS-ImageMultiClass": {LAMBDAS}:PRE-ImageMultiClass',
    ),
    bad(
        CUSTOM,
        {PREPARE: f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:prepare"},
        f'~{PREPARE}: "arn:aws:lambda:us-east-1:{ACCOUNT}:function:prepare": an ARN of the region {REGION}',
    ),
    bad(
        "ImageMultiClass",
        {PREPARE: f"{LAMBDAS}:PRE-ImageMultiClass"},
        f'~{PREPARE}: "{LAMBDAS}:PRE-ImageMultiClass": not together with task_type',
    ),
    bad(
        "ImageMultiClass",
        {"task_type": None, UI: None},
        f"~task_type: missing: required: task_type, or for a custom job template or {UI}",
    ),
]
