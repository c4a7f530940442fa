"""A resident and an agent who are programs: over the real protocol, with picture and voice, and no back door."""
