"""Files that somebody gives: which are taken, and under which fingerprint they are kept."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from evenhand_service.plan.operations.faults import NotAllowed


def taken(content: bytes, media_type: str, allowed: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept about a file that `allowed` (media types, largest size) lets in. Raises NotAllowed for others."""
    if media_type not in allowed["media_types"]:
        raise NotAllowed(_("Files of this kind are not taken. Nothing of it was kept. A PDF is."))
    if not content or len(content) > allowed["largest_octets"]:
        raise NotAllowed(
            _("The file is empty, or larger than %(most)s MiB. Nothing of it was kept.")
            % {"most": allowed["largest_octets"] >> 20}
        )
    return {"media_type": media_type, "size_bytes": len(content), "sha256": sha256(content).hexdigest()}
