"""What CloudFormation, and the services behind it, refuse of a template: AWS's resource schemas, and what the schemas do not say.

Three moments, as on AWS: a request with a template that is none (`template_errors`), the validation before a deployment and that of each
resource with its resolved properties (`resource_schemas`), and the service's own answer when the resource is made (`service_rules`).
`sandbox/ministack_gaps/template_validation.py` asks at these moments.
"""
