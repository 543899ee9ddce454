"""`python -m demo`: an environment is deployed, changed and taken back to nothing, on this machine."""
