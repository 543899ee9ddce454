"""Labels as if workers had answered: made by a machine, alike for every data object, in the form AWS gives them.

Source: developer guide, "Output Data".
"""
