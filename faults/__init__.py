"""What becomes of the custom resources when AWS fails: every call of a handler, every fault, and then what CloudFormation does.

The handlers run here as they are, on boto3 clients whose requests end in moto and in the Ground Truth service of the sandbox. A scenario is
run once without a fault, which records its calls; then once for each call and fault. After each run CloudFormation takes the stack
away, and the account must look as if the stack had never been.
"""
