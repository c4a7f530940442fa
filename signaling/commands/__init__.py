"""The commands of `bangban` that work on the database beside a server that may be running."""
