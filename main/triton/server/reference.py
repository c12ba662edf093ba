"""The contract of MONAI's full GPU inference tutorial: a raw volume in, its mask and contour on the network's grid out.

INPUT0 is float32 [1, i, j, k] in HU, as nibabel gives an array, its axes along R, A and S. MASK and CONTOUR are int64
[1, 1, Ni, Nj, Nk]. Transforms and network are the fused graph; what it has no part in is done here with numpy.
"""

import json

import numpy as np
import triton_python_backend_utils as pb_utils
from volscope_labels import contour_of, largest_component, occupied_box
from volscope_session import open_session


class TritonPythonModel:
    def initialize(self, args):
        config = json.loads(args["model_config"])
        self.recipe = json.loads(config["parameters"]["recipe"]["string_value"])
        self.session = open_session(args, config)

    def execute(self, requests):
        return [self.answer(request) for request in requests]

    def answer(self, request):
        if request.is_cancelled():
            return pb_utils.InferenceResponse(error=pb_utils.TritonError("cancelled", pb_utils.TritonError.CANCELLED))
        try:
            mask = self.segment(pb_utils.get_input_tensor_by_name(request, "INPUT0").as_numpy()[0])
            outputs = {"MASK": mask, "CONTOUR": contour_of(mask)}
            return pb_utils.InferenceResponse(
                [pb_utils.Tensor(name, label[None, None].astype(np.int64)) for name, label in outputs.items()]
            )
        except ValueError as error:
            return pb_utils.InferenceResponse(error=pb_utils.TritonError(str(error), pb_utils.TritonError.INVALID_ARG))
        except Exception as error:
            return pb_utils.InferenceResponse(error=pb_utils.TritonError(str(error)))

    def segment(self, volume):
        """float32 [i, j, k] in HU to bool [Ni, Nj, Nk]."""
        if self.recipe["crop"] == "foreground":
            from_hu = self.recipe["intensity"]["fromHu"]
            box = occupied_box(volume > from_hu)
            if box is None:
                raise ValueError(f"The volume has no voxel above {from_hu} HU, so there is nothing to segment.")
            volume = volume[box]
        # The graph's tensors are listed slowest axis first: i lies fastest.
        crop = np.ascontiguousarray(volume.transpose(2, 1, 0))
        i, j, k = (area_matrix(*sizes) for sizes in zip(volume.shape, self.recipe["resample"]["shapeIjk"]))
        feeds = {"volume": crop, "resampleI": np.ascontiguousarray(i.T), "resampleJ": j, "resampleK": k}
        (logit_diff,) = self.session.run(["logitDiff"], feeds)
        mask = np.ascontiguousarray((logit_diff > self.recipe["threshold"]).transpose(2, 1, 0))
        return largest_component(mask) if self.recipe["keepLargest"] else mask


def area_matrix(size, count):
    """Adaptive average pooling of `size` samples to `count` as a matrix [count, size]."""
    matrix = np.zeros((count, size), np.float32)
    for n in range(count):
        start, end = n * size // count, -(-(n + 1) * size // count)
        matrix[n, start:end] = 1 / (end - start)
    return matrix
