#!/usr/bin/env python3
"""A bundle of the model zoo's size by sliding window with MONAI and PyTorch on the CPU, each stage timed.

    monai_sliding.py make TEMPLATE BUNDLE       a bundle like TEMPLATE with the zoo's channels and random weights
    monai_sliding.py run BUNDLE SCAN OUT        writes OUT/labels.nii.gz and OUT/sliding.json (seconds, threads, voxels)

The transforms, the inferer and the network are instantiated by MONAI from the bundle's own configuration.
"""

import json
import shutil
import sys
import time
import warnings
from pathlib import Path

import nibabel as nib
import numpy as np
import torch
from monai.bundle import ConfigParser
from monai.data import MetaTensor

warnings.filterwarnings("ignore")
CHANNELS = [16, 32, 64, 128, 256]


def make(template, bundle):
    shutil.copytree(template / "configs", bundle / "configs", dirs_exist_ok=True)
    path = bundle / "configs" / "inference.json"
    config = json.loads(path.read_text())
    config["network_def"]["channels"] = CHANNELS
    path.write_text(json.dumps(config, indent=1))
    (bundle / "models").mkdir(exist_ok=True)
    torch.manual_seed(7)
    network = ConfigParser({"network_def": config["network_def"]}).get_parsed_content("network_def")
    torch.save(network.state_dict(), bundle / "models" / "model.pt")


def run(bundle, scan, out):
    config = json.loads((bundle / "configs" / "inference.json").read_text())
    # What is written to the disk is written below, so that it can be timed.
    transforms = config["postprocessing"]["transforms"]
    config["postprocessing"]["transforms"] = [each for each in transforms if each["_target_"] != "SaveImaged"]
    parser = ConfigParser({key: config[key] for key in ("image_key", "network_def", "preprocessing", "inferer", "postprocessing")})
    network = parser.get_parsed_content("network_def").eval()
    network.load_state_dict(torch.load(bundle / "models" / "model.pt", weights_only=True))
    before, after = parser.get_parsed_content("preprocessing"), parser.get_parsed_content("postprocessing")
    inferer = parser.get_parsed_content("inferer")
    seconds, last = {}, time.perf_counter()

    def lap(stage):
        nonlocal last
        now = time.perf_counter()
        seconds[stage], last = now - last, now

    with torch.inference_mode():
        sample = before({"image": str(scan)})
        lap("prepare")
        output = inferer(sample["image"][None].as_tensor(), network)
        lap("network")
        sample["pred"] = MetaTensor(output[0], meta=sample["image"].meta)
        labels = after(sample)["pred"].numpy()[0].astype(np.uint8)
        lap("post")
    out.mkdir(parents=True, exist_ok=True)
    nib.save(nib.Nifti1Image(labels, nib.load(scan).affine), out / "labels.nii.gz")
    lap("save")
    result = {
        "seconds": {**seconds, "total": sum(seconds.values())},
        "threads": torch.get_num_threads(),
        "voxels": int((labels > 0).sum()),
    }
    (out / "sliding.json").write_text(json.dumps(result, indent=1))


if __name__ == "__main__":
    {"make": make, "run": run}[sys.argv[1]](*map(Path, sys.argv[2:]))
