"""The referent's hand: notes, offers, the family's decision, the text that is read aloud."""
