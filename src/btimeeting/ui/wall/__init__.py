"""The wall: what the projector shows. It reads the journal and nothing else."""
