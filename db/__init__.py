"""The database: one engine, one schema, and the migrations between versions of it."""
