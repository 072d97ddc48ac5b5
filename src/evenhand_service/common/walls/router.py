"""Three names for one database, by the role that connects: tables are made under the owner's name alone."""

from typing import Any


class OneDatabase:
    """`default`, `keeper` and `owner` are the same rows seen with other rights."""

    def allow_relation(self, obj1: Any, obj2: Any, **hints: Any) -> bool:
        """Rows read under one name relate to those read under another."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Migrate as the owner."""
        return db == "owner"
