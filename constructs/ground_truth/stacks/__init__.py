"""The stacks of an environment, and how its settings become constructs."""
