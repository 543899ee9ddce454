"""Handlers that run in AWS Lambda: those of the custom resources, and the check of delivered labels.

Entry points are `lambda_handlers.workforce.handler`, `lambda_handlers.workteam.handler` and `lambda_handlers.labeling_job.handler`.

Beside them, `lambda_handlers.delivered_labels.handler` checks labels that were delivered; it is no custom resource, EventBridge starts it.
"""
