"""What Ground Truth accepts: task types, limits, and the rules between the parameters of a labeling job.

Checked where a value is written, at synthesis, and again in Lambda for what only the deployment knows: the package travels with the
functions, so it needs nothing but the standard library and botocore.
"""
