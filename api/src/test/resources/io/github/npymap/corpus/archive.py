"""Packs the files of a table into archives, stored.npz and deflated.npz, and lets NumPy load those that are valid.

    python3 archive.py FOLDER

FOLDER holds valid.tsv or malformed.tsv and the files.
"""

import os
import sys
import zipfile

import numpy as np

folder = sys.argv[1]
valid = os.path.exists(os.path.join(folder, 'valid.tsv'))
with open(os.path.join(folder, 'valid.tsv' if valid else 'malformed.tsv'), encoding='utf8', newline='\n') as table:
    lines = [line.split('\t') for line in table]

for name, method in ('stored', zipfile.ZIP_STORED), ('deflated', zipfile.ZIP_DEFLATED):
    path = os.path.join(folder, name + '.npz')
    with zipfile.ZipFile(path, 'w', method) as archive:
        for line in lines:
            with open(os.path.join(folder, line[0]), 'rb') as f:
                archive.writestr(zipfile.ZipInfo(line[0]), f.read(), method)
    with np.load(path) as archive:
        assert [file + '.npy' for file in archive.files] == [line[0] for line in lines]
        # NumPy has written np.int64(3) into shapes, but does not read it.
        for line in lines if valid else ():
            if '-numpy2-' not in line[0]:
                assert ','.join(map(str, archive[line[0]].shape)) == line[5], line[0]
