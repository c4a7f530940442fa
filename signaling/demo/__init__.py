"""The demonstration centre: its people and machines, thirty days of its history, and `bangban demo` itself."""
