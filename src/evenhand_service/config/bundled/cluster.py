"""A new cluster of the bundled server, and the settings it starts with."""

import shutil

from evenhand_service.config.bundled.folder import DataFolder, write_private
from evenhand_service.config.bundled.program import Program

SETTINGS = {
    # Reached through the socket in our folder alone, never over a network.
    "listen_addresses": "''",
    "max_connections": "100",
    "shared_buffers": "'256MB'",
    "password_encryption": "'scram-sha-256'",
    "timezone": "'UTC'",
    "default_transaction_isolation": "'read committed'",
    # What a log holds of a row that was refused is personal data: values, keys and statements stay out of it.
    "log_statement": "'none'",
    "log_min_error_statement": "'panic'",
    "log_error_verbosity": "'terse'",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_min_duration_statement": "-1",
}
# For tests: what a power cut would lose is not kept.
HASTY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def make_cluster(folder: DataFolder, program: Program, *, password: str, durable: bool) -> None:
    """Make the cluster beside its place and move it there when it is whole, so that half of one is never used."""
    for path in (folder.database, folder.sockets):
        path.mkdir(mode=0o700, exist_ok=True)
        path.chmod(0o700)
        program.own(path)
    draft = folder.database / "draft"
    shutil.rmtree(draft, ignore_errors=True)
    password_file = folder.database / "password"
    write_private(password_file, password + "\n")
    program.own(password_file)
    try:
        program.run(
            "initdb", "--username=postgres", "--auth=scram-sha-256", f"--pwfile={password_file}", "--encoding=UTF8",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-locale",
            *([] if durable else ["--no-sync"]), "-D", draft,
        )  # fmt: skip
    finally:
        password_file.unlink()
    draft.rename(folder.cluster)


def write_settings(folder: DataFolder, program: Program, *, durable: bool) -> None:
    """Write the server's settings anew, as this edition of the service wants them."""
    settings = {**SETTINGS, "unix_socket_directories": f"'{folder.sockets}'", **({} if durable else HASTY)}
    path = folder.cluster / "postgresql.conf"
    write_private(path, "".join(f"{name} = {value}\n" for name, value in settings.items()))
    program.own(path)
