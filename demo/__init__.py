"""`python -m demo`: deploys, changes and destroys an environment on this machine."""
