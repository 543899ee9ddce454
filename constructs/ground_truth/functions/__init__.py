"""The Lambda functions behind custom resources: their code, and what they may do."""
