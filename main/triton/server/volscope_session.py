"""An onnxruntime session on the processor that Triton gave to this instance of a model."""

from pathlib import Path

import onnxruntime
import triton_python_backend_utils as pb_utils


def open_session(args, config):
    """The graph of this version's folder: gpu.onnx on a GPU, else cpu.onnx.

    The parameter "threads" of config.pbtxt is the number of threads on the CPU; 0 leaves it to onnxruntime.
    """
    on_gpu = args["model_instance_kind"] == "GPU"
    if on_gpu and "CUDAExecutionProvider" not in onnxruntime.get_available_providers():
        pb_utils.Logger.log_warn("This onnxruntime has no CUDA (install onnxruntime-gpu): the model runs on the CPU.")
        on_gpu = False
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = int(config["parameters"]["threads"]["string_value"])
    # Crops differ from scan to scan, so that a plan of memory made for one is no use to the next and only holds more.
    options.enable_mem_pattern = False
    options.log_severity_level = 3
    cuda = ("CUDAExecutionProvider", {"device_id": args["model_instance_device_id"]})
    providers = [cuda, "CPUExecutionProvider"] if on_gpu else ["CPUExecutionProvider"]
    folder = Path(args["model_repository"]) / args["model_version"]
    return onnxruntime.InferenceSession(str(folder / ("gpu.onnx" if on_gpu else "cpu.onnx")), options, providers)
