"""An application with a stack of one resource, which `cdk diff` of an environment is compared with."""

import aws_cdk as cdk

app = cdk.App(analytics_reporting=False)
stack = cdk.Stack(app, "Empty")
cdk.CfnWaitConditionHandle(stack, "Handle")
app.synth()
