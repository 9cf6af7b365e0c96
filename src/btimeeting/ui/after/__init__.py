"""After the family has gone: the evaluation of the meeting, then the referat and its approval."""
