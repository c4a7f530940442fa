"""What would have been: residents and agents made of chance, before the shipped switchboard, in time that costs nothing."""
