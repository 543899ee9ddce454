"""An AWS on this machine: MiniStack and a Ground Truth service of its own, one endpoint for both."""
