"""Agendas and minutes as documents: what they say once, written as DOCX and as PDF."""
