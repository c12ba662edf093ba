#!/usr/bin/env python3
"""The tutorial's pipeline with MONAI and PyTorch, each stage timed, on the CPU or on a GPU.

    monai_pipeline.py MODEL.pt SCAN.nii.gz OUT [--runs N] [--device cpu|cuda] [--transforms cpu|cuda]

`--device` runs the network; `--transforms` everything before and after it. Arrays are in RAS. Writes OUT/mask.nii.gz and
OUT/reference.json: every run's seconds, the best run, threads, volume in mL.
"""

import argparse
import json
import time
import warnings
from pathlib import Path

import nibabel as nib
import numpy as np
import torch
import torch.nn.functional as F
from monai.transforms import (
    AsDiscrete,
    Compose,
    CropForeground,
    EnsureChannelFirst,
    EnsureType,
    KeepLargestConnectedComponent,
    LabelToContour,
    Resize,
    ScaleIntensityRange,
)
from nibabel.orientations import apply_orientation, axcodes2ornt, io_orientation, ornt_transform

GRID = (224, 224, 224)
LOW_HU, HIGH_HU = -57, 164

warnings.filterwarnings("ignore")
keep_largest = KeepLargestConnectedComponent(applied_labels=[1])


class Stopwatch:
    """Seconds between calls, the GPU's queue drained first."""

    def __init__(self, device):
        self.wait = torch.cuda.synchronize if device.type == "cuda" else lambda: None
        self.seconds = {}
        self.last = time.perf_counter()

    def lap(self, stage):
        self.wait()
        now = time.perf_counter()
        self.seconds[stage] = now - self.last
        self.last = now


def foreground_box(volume):
    """First and last + 1 of each axis where something lies above the window's lower end."""
    inside = volume > LOW_HU
    box = []
    for axis in range(3):
        others = tuple(n for n in range(3) if n != axis)
        found = torch.nonzero(inside.amax(dim=others)).flatten()
        box.append(slice(int(found[0]), int(found[-1]) + 1))
    return tuple(box)


def restore(logits, volume, box, orientation):
    """The mask at the crop's own resolution, back on the scan's grid."""
    difference = logits[:, 1:] - logits[:, :1]
    size = [axis.stop - axis.start for axis in box]
    mask = F.interpolate(difference, size=size, mode="trilinear", align_corners=False)[0] > 0
    full = torch.zeros(volume.shape, dtype=torch.uint8, device=volume.device)
    full[box] = keep_largest(mask.float())[0].to(torch.uint8)
    to_scan = ornt_transform(axcodes2ornt("RAS"), orientation)
    return np.ascontiguousarray(apply_orientation(full.cpu().numpy(), to_scan))


def segment(network, scan, out, device, transforms):
    before = Compose([
        EnsureType(device=transforms),
        EnsureChannelFirst(channel_dim="no_channel"),
        ScaleIntensityRange(LOW_HU, HIGH_HU, 0, 1, clip=True),
        CropForeground(),
        Resize(GRID),
    ])
    after = Compose([AsDiscrete(argmax=True), keep_largest])
    watch = Stopwatch(device)
    image = nib.load(scan)
    orientation = io_orientation(image.affine)
    volume = np.ascontiguousarray(apply_orientation(np.asanyarray(image.dataobj).astype(np.float32), orientation))
    watch.lap("load")
    on_transforms = torch.from_numpy(volume).to(transforms)
    sample = before(on_transforms).as_tensor()[None].float()
    watch.lap("pre")
    logits = network(sample.to(device)).to(transforms)
    watch.lap("network")
    mask = after(logits[0])
    watch.lap("post")
    LabelToContour()(mask)
    watch.lap("contour")
    native = restore(logits, on_transforms, foreground_box(on_transforms), orientation)
    watch.lap("restore")
    nib.save(nib.Nifti1Image(native, image.affine), out / "mask.nii.gz")
    watch.lap("save")
    voxel_ml = abs(np.linalg.det(image.affine[:3, :3])) / 1000
    return {**watch.seconds, "total": sum(watch.seconds.values())}, float(native.sum() * voxel_ml)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("scan")
    parser.add_argument("out", type=Path)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--device", type=torch.device, default="cpu")
    parser.add_argument("--transforms", type=torch.device, default="cpu")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    network = torch.jit.load(args.model, map_location=args.device).eval()
    runs = []
    with torch.inference_mode():
        for _ in range(args.runs):
            seconds, volume_ml = segment(network, args.scan, args.out, args.device, args.transforms)
            runs.append(seconds)
    result = {
        "threads": torch.get_num_threads(),
        "nativeMaskMl": round(volume_ml, 2),
        "seconds": min(runs, key=lambda run: run["total"]),
        "runs": runs,
    }
    (args.out / "reference.json").write_text(json.dumps(result, indent=1))


main()
