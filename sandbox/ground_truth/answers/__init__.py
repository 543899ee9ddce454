"""What workers submit for a task of each type, and the label that is made of it. The workers are simulated and agree with each other."""
