"""The functions of a custom labeling job, and the command that writes some to start from."""
