"""Writers of the rehearsal: its sentences, its lines and its tables."""
