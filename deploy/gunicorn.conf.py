"""gunicorn, the same for script/server, systemd and the container. They only add the address."""

import os
from pathlib import Path

wsgi_app = "kecamatan_web.wsgi"
worker_class = "gthread"
workers = int(os.environ.get("WORKERS", "2"))
threads = 4
# A big photo takes a while; a gthread worker keeps beating meanwhile, so this ends only stuck ones.
timeout = 60
graceful_timeout = 15
# Nothing of ours uses it, and it would be one more door.
control_socket_disable = True
# The heartbeat file must not wait for a disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
loglevel = "warning"
