"""The rules of Ground Truth: task types, limits, and the constraints between the parameters of a labeling job.

They run at synthesis, where a value is written, and again in Lambda for values that only the deployment knows. The package ships with
the functions, so it depends on nothing but the standard library and botocore.
"""
