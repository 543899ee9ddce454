"""A local AWS: MiniStack and a Ground Truth service, behind one endpoint."""
