"""Records: files are read by profile; rows are accepted, or rejected with reasons; the counts add up."""

from evenhand.records.profile_files import load_profiles
from evenhand.records.profiles import Profile
from evenhand.records.read import read
from evenhand.records.rejects import write_rejects
from evenhand.records.types import RECORD_SCHEMAS, REJECT_SCHEMA, InputFile, Inputs

__all__ = [
    "RECORD_SCHEMAS",
    "REJECT_SCHEMA",
    "InputFile",
    "Inputs",
    "Profile",
    "load_profiles",
    "read",
    "write_rejects",
]
