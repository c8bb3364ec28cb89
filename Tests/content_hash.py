#!/usr/bin/env python3
"""Recomputes the content hash of a trajectory with h5py, as docs/trajectory-format.md defines it.

    content_hash.py FILE    prints the hash; exit status 1 when the file states another one
"""
import hashlib
import sys

import h5py
import numpy

LEFT_OUT = {"/provenance", "/checkpoint", "/h5md"}
TEXTS = {"/parameters/" + name for name in ("config", "overrides", "scenario", "scenario_file")}


def encoded(value):
    """Type and bytes of numbers or texts; nothing for references."""
    array = numpy.asarray(value)
    if array.dtype.kind in "SUO":
        texts = [t if isinstance(t, bytes) else t.encode() if isinstance(t, str) else None for t in array.flat]
        return None if None in texts else ("text", b"".join(t + b"\0" for t in texts))
    if array.dtype.kind not in "iuf":
        return None
    return array.dtype.name, array.astype(array.dtype.newbyteorder("<")).tobytes()


def shape_text(shape, grows=False):
    if not shape:
        return "scalar"
    first = f"[{shape[0]}]" if grows else str(shape[0])
    return "x".join([first] + [str(n) for n in shape[1:]])


def attributes(item, scales):
    parts = []
    for name in sorted(item.attrs, key=str.encode):
        if name == "DIMENSION_LIST":
            names = [next((n for n, s in scales if len(d) and s == d[0]), "") for d in item.dims]
            parts.append((name, "text", str(len(names)), b"".join(n.encode() + b"\0" for n in names)))
        elif found := encoded(item.attrs[name]):
            parts.append((name, found[0], shape_text(numpy.shape(item.attrs[name])), found[1]))
    data = b"".join(b"".join(t.encode() + b"\0" for t in part[:3]) + part[3] for part in parts)
    return f"{hashlib.sha256(data).hexdigest()} attributes {len(parts)}" if parts else None


def lines(file):
    scales = [(n, file[n]) for n in sorted(file) if isinstance(file[n], h5py.Dataset) and file[n].is_scale]
    found = {}

    def visit(group, path):
        for name in group:
            item, here = group[name], path + "/" + name
            if here in LEFT_OUT:
                continue
            if text := attributes(item, scales):
                found[here + "@"] = text
            if isinstance(item, h5py.Group):
                visit(item, here)
                continue
            is_pure = item.is_scale and item.id.get_storage_size() == 0
            kind, data = encoded(item[()])
            grows = bool(item.maxshape) and item.maxshape[0] is None
            hashed = hashlib.sha256(b"" if is_pure else data).hexdigest()
            found[here] = f"{hashed} {kind} {shape_text(item.shape, grows)}"

    visit(file, "")
    return [(path, f"{found[path]} {path}\n") for path in sorted(found, key=str.encode)]


def main(path):
    with h5py.File(path, "r") as file:
        found = lines(file)
        content = hashlib.sha256("".join(line for name, line in found if name not in TEXTS).encode()).hexdigest()
        provenance = file["provenance"]
        stated = provenance.attrs["content_sha256"].decode()
        checksums = provenance["checksums"][()].decode()
    print(content)
    if checksums != "".join(line for _, line in found):
        for ours, theirs in zip("".join(line for _, line in found).splitlines(), checksums.splitlines()):
            if ours != theirs:
                sys.exit(f"{path}: states {theirs}\n  and holds {ours}")
        sys.exit(f"{path}: states other parts")
    if content != stated:
        sys.exit(f"{path}: states the content hash {stated}")


if __name__ == "__main__":
    main(sys.argv[1])
