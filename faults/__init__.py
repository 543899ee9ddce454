"""What becomes of the custom resources when AWS fails: every call of a handler, every fault, and then what CloudFormation does.

The handlers run here as they are, on boto3 clients whose requests end in moto and in the Ground Truth service of the sandbox. A scenario is
run once undisturbed, which records its calls; then once for each call and fault, for a second delivery before each call, for each read that
lags, and for events that come twice or late. After each run CloudFormation takes the stack away, and the account must look as if the stack
had never been.
"""
