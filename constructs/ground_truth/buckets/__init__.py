"""The input and the output bucket, their contents, and the removal of both."""
