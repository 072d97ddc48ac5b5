"""The needs assessment of a partnership: words around tables that follow the newest approved release."""
