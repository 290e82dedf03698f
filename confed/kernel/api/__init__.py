"""What every door for programs shares: problems, tokens, references, nouns and acts; no word of the domain."""
