"""What the ports are made of: the database, the bus, the clock."""
