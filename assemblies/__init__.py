"""Where people meet and decide: commune, roll, charter, assembly, agenda, proposal, ballot, decision, minutes."""
