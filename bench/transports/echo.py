"""Gives back the volume as float32, or volumes of zeros, at next to no cost: what is left is the way there and back."""

import json

import numpy as np
import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    def initialize(self, args):
        (output,) = json.loads(args["model_config"])["output"]
        self.result = np.zeros([int(size) for size in output["dims"]], np.float32)

    def execute(self, requests):
        return [self.answer(pb_utils.get_input_tensor_by_name(request, "volume").as_numpy()) for request in requests]

    def answer(self, volume):
        if volume.shape == self.result.shape:
            np.copyto(self.result, volume)
        return pb_utils.InferenceResponse([pb_utils.Tensor("result", self.result)])
