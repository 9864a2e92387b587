"""What is measured, in the order in which it is run: one file a program."""
