"""What the system knows. The only package with SQL; nothing here imports a framework at import time."""
