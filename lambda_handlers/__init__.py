"""What runs in AWS Lambda: one custom resource handler per Ground Truth resource that CloudFormation lacks.

Entry points are `lambda_handlers.workforce.handler`, `lambda_handlers.workteam.handler` and `lambda_handlers.labeling_job.handler`.

Beside them, `lambda_handlers.delivered_labels.handler` checks labels that were delivered; it is no custom resource, EventBridge starts it.
"""
