"""The task of a job in a stack of the construct tests' account and region."""

ACCOUNT, REGION = "111122223333", "eu-west-1"
TASK = {
    "WorkteamArn": f"arn:aws:sagemaker:{REGION}:{ACCOUNT}:workteam/private-crowd/reviewers",
    "TaskTitle": "What is it about?",
    "TaskDescription": "Choose one.",
    "NumberOfHumanWorkersPerDataObject": 1,
    "TaskTimeLimitInSeconds": 300,
}
