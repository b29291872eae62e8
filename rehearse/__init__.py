"""Rehearse: practise interview answers aloud, at a desk, in private."""

import os

__version__ = "0.1.0"

# ONNX Runtime, which tells voices from silence, keeps a device id and reports to its makers over the network,
# unless it is told not to before it is loaded.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# The threads that compute for Whisper wait for each other thousands of times in a call, and spin as they do,
# for up to 15 ms: where other programs need the processors, the one that is waited for gets none meanwhile. A
# call of 1.3 s then took half a minute and more; with this shorter spin it takes 5 s.
os.environ.setdefault("GOMP_SPINCOUNT", "2000")
