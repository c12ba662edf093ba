"""Components and contour of a mask, bool [i, j, k] in C order, with numpy alone."""

import numpy as np


def occupied_box(mask):
    """The smallest box (a tuple of slices) that holds every True; None where there is none."""
    box = []
    for axis in range(3):
        used = np.flatnonzero(mask.any(axis=tuple({0, 1, 2} - {axis})))
        if used.size == 0:
            return None
        box.append(slice(used[0], used[-1] + 1))
    return tuple(box)


def contour_of(mask):
    """The mask without its 3 x 3 x 3 erosion; what lies outside of the grid is background."""
    contour = np.zeros_like(mask)
    box = occupied_box(mask)
    if box is None:
        return contour
    inner = np.pad(mask[box], 1)
    for axis in range(3):
        inner = inner & np.roll(inner, 1, axis) & np.roll(inner, -1, axis)
    contour[box] = mask[box] & ~inner[1:-1, 1:-1, 1:-1]
    return contour


def largest_component(mask):
    """The largest 26-connected component; of several that size, the one with the first voxel in C order."""
    kept = np.zeros_like(mask)
    box = occupied_box(mask)
    if box is None:
        return kept
    ni, nj, nk = mask[box].shape
    # An empty voxel after each row and an empty row after each plane keep neighbours apart that only memory joins.
    padded = np.zeros((ni, nj + 1, nk + 1), np.int8)
    padded[:, :nj, :nk] = mask[box]
    change = np.diff(padded.ravel(), prepend=np.int8(0))
    starts, ends = np.flatnonzero(change == 1), np.flatnonzero(change == -1)

    root = roots(starts.size, *touching_runs(starts, ends, nj + 1, nk + 1))
    largest = np.bincount(root, weights=ends - starts).argmax()
    change[:] = 0
    change[starts[root == largest]] = 1
    change[ends[root == largest]] = -1
    kept[box] = np.cumsum(change, dtype=np.int8).reshape(padded.shape)[:, :nj, :nk] == 1
    return kept


def touching_runs(starts, ends, rows, columns):
    """Pairs of runs [start, end) that are neighbours, by the four neighbouring rows that come later."""
    pairs = []
    for di, dj in ((0, 1), (1, -1), (1, 0), (1, 1)):
        shift = (di * rows + dj) * columns
        first = np.searchsorted(ends, starts + shift, "left")
        count = np.maximum(np.searchsorted(starts, ends + shift, "right") - first, 0)
        run = np.repeat(np.arange(starts.size), count)
        nth = np.arange(run.size) - np.repeat(np.cumsum(count) - count, count)
        pairs.append((run, first[run] + nth))
    return (np.concatenate(side) for side in zip(*pairs))


def roots(count, a, b):
    """For each of `count` items the lowest that it is joined to by the pairs a[n], b[n]."""
    parent = np.arange(count)
    while True:
        low, high = np.minimum(parent[a], parent[b]), np.maximum(parent[a], parent[b])
        apart = low != high
        if not apart.any():
            return parent
        np.minimum.at(parent, high[apart], low[apart])
        while (parent != parent[parent]).any():
            parent = parent[parent]
