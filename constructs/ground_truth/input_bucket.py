"""The bucket that holds what is to be labeled."""

from aws_cdk import aws_s3 as s3

from ground_truth.data_bucket import DataBucket

# Workers' browsers load images from the bucket; Ground Truth refuses narrower origins when it creates the job
# (https://docs.aws.amazon.com/sagemaker/latest/dg/sms-cors-update.html).
_IMAGE_TASKS = s3.CorsRule(allowed_methods=[s3.HttpMethods.GET], allowed_origins=["*"], exposed_headers=["Access-Control-Allow-Origin"])


class InputBucket(DataBucket):
    """The input bucket of labeling jobs, and of Ground Truth Plus; its CORS rule is the one that image tasks need."""

    cors_rules = (_IMAGE_TASKS,)
