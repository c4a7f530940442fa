"""A self-service site as community service centres have them, for the demo and for tests. A stranger to Bangban: it shares
no code with Bangban's pages and has its own origin."""
