"""The viddevakt's window: it keeps the structure, and writes break-ins only."""
