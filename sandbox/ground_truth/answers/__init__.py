"""The workers' responses to a task of each type, and the resulting labels. The workers are simulated and agree with each other."""
