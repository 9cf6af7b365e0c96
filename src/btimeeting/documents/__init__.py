"""Text in, text out: agenda and profile files, referat, tiltaksplan, evaluation."""
