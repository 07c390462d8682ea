"""Compares copies that npymap made of the files in valid.tsv with what NumPy writes of the same arrays, byte for byte.

    python3 compare.py FOLDER COPIES

Prints a line for each that differs, and at last how many are equal.
"""

import ast
import os
import sys

import numpy as np

try:
    from numpy.lib import _format_impl as npy
except ImportError:
    from numpy.lib import format as npy

folder, copies = sys.argv[1:]


def written(path, dtype, shape, fortran, data):
    """What NumPy writes for an array whose elements lie like this."""
    a = np.ndarray(shape, dtype, bytearray(data or b'\0'), order='F' if fortran else 'C')
    if fortran == (a.flags.f_contiguous and not a.flags.c_contiguous):
        np.save(path, a)
        return open(path, 'rb').read()
    # np.save calls an array of one axis C-ordered; open_memmap does as it is told.
    if data:
        m = np.lib.format.open_memmap(path, 'w+', dtype, shape, fortran)
        return open(path, 'rb').read()[:m.offset] + data
    with open(path, 'wb') as f:
        npy._write_array_header(f, dict(descr=npy.dtype_to_descr(dtype), fortran_order=fortran, shape=shape), None)
    return open(path, 'rb').read()


equal = 0
for line in open(os.path.join(folder, 'valid.tsv'), encoding='utf8', newline='\n'):
    file, _, descr, _, _, shape, order, offset = line.split('\t')[:8]
    dtype = npy.descr_to_dtype(ast.literal_eval(descr))
    shape = tuple(int(axis) for axis in shape.split(',') if axis)
    size = int(np.prod(shape, dtype='i8')) * dtype.itemsize
    data = open(os.path.join(folder, file), 'rb').read()[int(offset):][:size]
    path = os.path.join(copies, file)
    copy = open(path, 'rb').read()
    theirs = written(os.path.join(copies, 'theirs.npy'), dtype, shape, order == 'F', data)
    loaded = np.load(path)
    if copy != theirs:
        at = next((i for i, (a, b) in enumerate(zip(copy, theirs)) if a != b), min(len(copy), len(theirs)))
        print(file, 'differs at byte', at, copy[at:at + 40], theirs[at:at + 40])
    elif (loaded.dtype, loaded.shape) != (dtype, shape):
        print(file, 'loads as', loaded.dtype, loaded.shape)
    else:
        equal += 1
print(equal)
