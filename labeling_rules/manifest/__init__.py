"""What a manifest may have in its lines, and how many of them."""
