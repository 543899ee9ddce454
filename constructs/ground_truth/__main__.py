"""`python -m ground_truth`: the command `ground-truth`."""

from ground_truth.command_line import run

if __name__ == "__main__":
    run()
