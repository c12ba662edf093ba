"""A fused Volscope graph in Triton's python backend: onnxruntime gets the tensors as they come and gives its own back."""

import json

import triton_python_backend_utils as pb_utils
from volscope_session import open_session


class TritonPythonModel:
    def initialize(self, args):
        config = json.loads(args["model_config"])
        self.inputs = [tensor["name"] for tensor in config["input"]]
        self.outputs = [tensor["name"] for tensor in config["output"]]
        self.session = open_session(args, config)

    def execute(self, requests):
        return [self.answer(request) for request in requests]

    def answer(self, request):
        # A client that has gone away need not be computed for: with a queue that is what makes Cancel useful to the others.
        if request.is_cancelled():
            return pb_utils.InferenceResponse(error=pb_utils.TritonError("cancelled", pb_utils.TritonError.CANCELLED))
        try:
            feeds = {name: pb_utils.get_input_tensor_by_name(request, name).as_numpy() for name in self.inputs}
            results = self.session.run(self.outputs, feeds)
            tensors = [pb_utils.Tensor(name, result) for name, result in zip(self.outputs, results)]
            return pb_utils.InferenceResponse(tensors)
        except Exception as error:
            return pb_utils.InferenceResponse(error=pb_utils.TritonError(str(error)))
