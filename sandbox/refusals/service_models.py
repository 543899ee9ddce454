"""botocore's service models, by signing name."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from botocore.exceptions import UnknownServiceError
from botocore.loaders import create_loader
from botocore.model import ServiceModel

# Services of MiniStack and moto with more than one model, or with a model of another name.
_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "airflow": ("mwaa",),
        "aoss": ("opensearchserverless",),
        "apigateway": ("apigateway", "apigatewayv2"),
        "appconfig": ("appconfig", "appconfigdata"),
        "cloudcontrolapi": ("cloudcontrol",),
        "dynamodb": ("dynamodb", "dynamodbstreams"),
        "elasticfilesystem": ("efs",),
        "elasticloadbalancing": ("elbv2", "elb"),
        "elasticmapreduce": ("emr",),
        "es": ("opensearch", "es"),
        "iotdata": ("iot-data",),
        "kinesisanalytics": ("kinesisanalyticsv2",),
        "lambda": ("lambda", "lambda-core", "lambda-microvms"),
        "monitoring": ("cloudwatch",),
        "s3": ("s3", "s3control"),
        "sagemaker": ("sagemaker", "sagemaker-runtime", "sagemaker-a2i-runtime", "sagemaker-featurestore-runtime", "sagemaker-metrics"),
        "ses": ("ses", "sesv2"),
        "states": ("stepfunctions",),
        "tagging": ("resourcegroupstaggingapi",),
    }
)


@cache
def service_models(signing_name: str) -> tuple[ServiceModel, ...]:
    """The models of a service; none for an unknown one.

    Read by a loader of their own: creating an S3 client removes the bucket from the paths in the model of its session.
    """
    loader = create_loader()
    try:
        return tuple(
            ServiceModel(loader.load_service_model(name, "service-2"), name) for name in _NAMES.get(signing_name, (signing_name,)) if name
        )
    except UnknownServiceError:
        return ()
