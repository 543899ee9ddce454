"""The custom resource protocol: one CloudFormation request in, exactly one answer out.

Only the standard library is imported on the way to `handler.lambda_handler`, so that whatever fails later can still be answered.
"""
