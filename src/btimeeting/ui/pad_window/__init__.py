"""The referent's window: the pad of one running meeting, a small clock, and none of the leader's controls."""
