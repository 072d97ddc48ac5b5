"""The PostgreSQL that comes as a Python package: started in a data folder, stopped when nobody uses it any more."""

from evenhand_service.config.bundled.folder import DataFolder, default_folder
from evenhand_service.config.bundled.server import BundledServer

__all__ = ["BundledServer", "DataFolder", "default_folder"]
