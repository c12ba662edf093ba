"""The largest 26-connected component by the libraries of the field, a request a line: COMPONENTS.py VOLUME...

A VOLUME is a raw file of 224^3 uint8. A request is "METHOD INDEX"; the answer is a line "SECONDS VOXELS".
"""

import sys
import time

import cc3d
import numpy as np
from skimage import measure


def largest_label(labels):
    """As MONAI picks it from scikit-image's labels."""
    return labels == np.argmax(np.bincount(labels.ravel())[1:]) + 1


METHODS = {
    "cc3d-largest-k": lambda mask: cc3d.largest_k(mask, k=1, connectivity=26, binary_image=True),
    "cc3d-label": lambda mask: largest_label(cc3d.connected_components(mask, connectivity=26, binary_image=True)),
    "scikit-image": lambda mask: largest_label(measure.label(mask, connectivity=3)),
}

volumes = [np.fromfile(path, np.uint8).reshape(224, 224, 224) for path in sys.argv[1:]]
for request in sys.stdin:
    method, index = request.split()
    started = time.perf_counter()
    kept = METHODS[method](volumes[int(index)])
    print(time.perf_counter() - started, np.count_nonzero(kept), flush=True)
