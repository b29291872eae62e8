"""Rehearse: practise interview answers aloud, at a desk, in private."""

import os

__version__ = "0.1.0"

# ONNX Runtime, which tells voices from silence, keeps a device id and reports to its makers over the network,
# unless it is told not to before it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
