"""The Lambda functions behind custom resources: their code and their rights."""
