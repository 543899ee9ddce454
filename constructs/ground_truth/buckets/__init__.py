"""The input and the output bucket, what is in them, and what becomes of it when they go."""
