"""What programs read and do about mandates, council votes and ratification."""
