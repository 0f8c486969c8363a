"""What gunicorn serves."""

import os
import sys

from app import create_app
from app.config import BadConfig, Config

try:
    app = create_app(Config.from_environment(os.environ))
except BadConfig as fault:
    # one line for a person; where it broke says nothing more
    sys.exit(f"Tận Nhà: {fault}")
