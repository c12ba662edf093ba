"""Gives back the volume as float32, or volumes of zeros, at next to no cost: what is left is the way there and back."""

import json

import numpy as np
import triton_python_backend_utils as pb_utils


class TritonPythonModel:
    def initialize(self, args):
        (output,) = json.loads(args["model_config"])["output"]
        self.shape = [int(size) for size in output["dims"]]

    def execute(self, requests):
        return [self.answer(pb_utils.get_input_tensor_by_name(request, "volume").as_numpy()) for request in requests]

    def answer(self, volume):
        result = volume.astype(np.float32) if list(volume.shape) == self.shape else np.zeros(self.shape, np.float32)
        return pb_utils.InferenceResponse([pb_utils.Tensor("result", result)])
