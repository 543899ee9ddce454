"""Template validation as by CloudFormation and its services: AWS's resource schemas, and rules that the schemas lack.

Three moments, as on AWS: a request with a malformed template (`template_errors`), the validation before a deployment and that of each
resource with its resolved properties (`resource_schemas`), and the service's own validation when the resource is created
(`service_rules`). `sandbox/ministack_gaps/template_validation.py` calls these.
"""
