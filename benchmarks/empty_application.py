"""An application with one stack of one resource, for comparison with `cdk diff` of an environment."""

import aws_cdk as cdk

app = cdk.App(analytics_reporting=False)
stack = cdk.Stack(app, "Empty")
cdk.CfnWaitConditionHandle(stack, "Handle")
app.synth()
