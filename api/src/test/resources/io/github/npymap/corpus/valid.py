"""Makes valid .npy files of every dtype, shape, order and spelling, and writes down what NumPy finds in them.

    python3 valid.py FOLDER

Runs under NumPy 1.24 and 2.x, and makes the same under each, but for arrays of more than 32 axes, which NumPy 1 does
not have. Two tables come with the files, tab-separated UTF-8 without a header line:

valid.tsv   file, major version, descr as NumPy writes it, str(dtype), item size, shape, order (C or F), data offset,
            SHA-256 of the elements in C order with every number little-endian and padding bytes zero, SHA-256 of the
            elements' bytes as they lie in the file but in C order, the same of a[..., ::-2].T, shape of a.view('u1') or
            - where NumPy refuses it, exact sum of integers or -
probes.tsv  file, names of the fields down to a view (hexadecimal UTF-8, a / before each), index into the view, kind,
            value. Kinds: bool, int, double (64 bits in hexadecimal, or nan), complex (two of them), rounded and
            rounded-complex (the same, not exact), codepoints, text (UTF-16; bytes of S as latin-1), joined (the same,
            where lone surrogates come to stand side by side), raw (the element's bytes; S without trailing NULs), time (the count), instant and duration
            (seconds and nanoseconds, or - for what java.time does not hold)
"""

import hashlib
import io
import itertools
import os
import struct
import sys

import numpy as np

try:
    from numpy.lib import _format_impl as npy
except ImportError:
    from numpy.lib import format as npy

AXES = 64 if int(np.__version__.split('.')[0]) >= 2 else 32
HAS_LONGDOUBLE = np.finfo(np.longdouble).nmant == 63 and np.dtype(np.longdouble).itemsize == 16
PROBES = 24
NAT = -2**63

folder = sys.argv[1]
rng = np.random.RandomState(3)
manifest = []
probes = []


# What a file holds.

def record(name, data, oracle=None):
    """Writes a file; NumPy says what is in it, or in the oracle where it does not read the file itself."""
    file = '%04d-%s.npy' % (len(manifest), name)
    with open(os.path.join(folder, file), 'wb') as f:
        f.write(data)
    f = io.BytesIO(data if oracle is None else oracle)
    version = npy.read_magic(f)
    shape, fortran, dtype = npy._read_array_header(f, version)
    offset = f.tell() + (len(data) - len(f.getvalue()))
    f.seek(0)
    a = npy.read_array(f)
    assert a.shape == shape and a.dtype == dtype, file
    elements = flat_bytes(data[offset:], dtype.itemsize, shape, fortran)
    digest = hashlib.sha256(little_endian(a.ravel('C')).tobytes()).hexdigest()
    raw = hashlib.sha256(elements.tobytes()).hexdigest()
    flat = np.arange(a.size).reshape(shape)
    flat = flat[..., ::-2].T if shape else flat
    turned = hashlib.sha256(elements[flat.ravel()].tobytes()).hexdigest()
    total = str(sum(a.ravel().tolist())) if dtype.kind in 'bui' else '-'
    manifest.append([file, version[0], repr(npy.dtype_to_descr(dtype)), str(dtype), dtype.itemsize,
                     ','.join(map(str, shape)), 'F' if fortran else 'C', offset, digest, raw, turned, as_bytes(a),
                     total])
    probe(file, [], a)
    for i in some(a.size) if dtype.names else ():
        note(file, [], np.unravel_index(i, a.shape), 'raw', elements[i].tobytes().hex())


def flat_bytes(data, itemsize, shape, fortran):
    """The bytes of the elements, a row each, in C order."""
    count = int(np.prod(shape, dtype='i8'))
    rows = np.frombuffer(data, 'u1', count * itemsize).reshape(count, itemsize)
    return rows[np.arange(count).reshape(shape, order='F').ravel('C')] if fortran else rows


def as_bytes(a):
    try:
        return ','.join(map(str, a.view('u1').shape))
    except (ValueError, TypeError):
        return '-'


def little_endian(a):
    """The bytes of the elements of a flat array, a row each: numbers little-endian, padding zero."""
    rows = np.zeros((a.size, a.dtype.itemsize), 'u1')
    if a.dtype.names is not None:
        for name in a.dtype.names:
            dtype, offset = a.dtype.fields[name][:2]
            if dtype.itemsize:
                part = little_endian(np.ascontiguousarray(a[name]).reshape(-1))
                rows[:, offset:offset + dtype.itemsize] = part.reshape(a.size, dtype.itemsize)
    elif a.size and a.dtype.itemsize:
        bytewise = a.byteswap() if a.dtype.byteorder == '>' else a
        rows[:] = np.frombuffer(bytewise.tobytes(), 'u1').reshape(rows.shape)
    return rows


# Values of single elements.

def some(size):
    return range(size) if size <= PROBES else sorted({i * (size - 1) // (PROBES - 1) for i in range(PROBES)})


def note(file, path, index, kind, value):
    names = ''.join('/' + name.encode('utf8').hex() for name in path)
    probes.append([file, names, ','.join(str(int(i)) for i in index), kind, value])


def probe(file, path, a):
    if a.dtype.names is not None:
        for name in a.dtype.names:
            title = a.dtype.fields[name][2] if len(a.dtype.fields[name]) > 2 else None
            probe(file, path + [name], a[name])
            if isinstance(title, str) and title:
                probe(file, path + [title], a[name])
        return
    flat = a.reshape(-1)
    for i in some(a.size):
        # Where this copied, NumPy made text of length 1 out of text of length 0.
        for kind, value in values(flat[i:i + 1], flat[i:i + 1].tobytes()[:a.dtype.itemsize]):
            note(file, path, np.unravel_index(i, a.shape), kind, value)


def values(one, raw):
    """What an array of one element holds, in every way there is of asking."""
    kind, dtype = one.dtype.kind, one.dtype
    yield 'raw', (raw.rstrip(b'\0') if kind == 'S' else raw).hex()
    if kind == 'b':
        yield 'bool', str(bool(one[0])).lower()
    if kind in 'ui':
        yield 'int', int(one[0])
    if kind == 'f':
        yield 'double' if exact(one[0]) else 'rounded', bits(one[0])
    if kind == 'c':
        real, imag = one[0].real, one[0].imag
        yield 'complex' if exact(real) and exact(imag) else 'rounded-complex', bits(real) + ',' + bits(imag)
    if kind in 'SU':
        text = one.tolist()[0] if kind == 'U' else raw.rstrip(b'\0').decode('latin1')
        utf16 = text.encode('utf-16-be', 'surrogatepass')
        yield 'codepoints', ','.join(str(ord(c)) for c in text)
        yield 'text' if utf16.decode('utf-16-be', 'surrogatepass') == text else 'joined', utf16.hex()
    if kind in 'mM':
        # Not astype: it does not swap the bytes of times without a unit.
        count = int(one.view(dtype.str[0] + 'i8')[0])
        yield 'time', count
        unit = np.datetime_data(dtype)[0]
        if unit != 'generic' and (kind == 'M' or unit not in 'YM'):
            yield 'instant' if kind == 'M' else 'duration', seconds(dtype, count)


def exact(number):
    """Whether a double holds it."""
    with np.errstate(all='ignore'):
        return number == type(number)(float(number))


def bits(number):
    with np.errstate(all='ignore'):
        number = float(number)
    return 'nan' if number != number else struct.pack('>d', number).hex()


ATTOSECONDS = {unit: n * 10**18 for unit, n in [('W', 604800), ('D', 86400), ('h', 3600), ('m', 60), ('s', 1)]}
ATTOSECONDS.update({'ms': 10**15, 'us': 10**12, 'ns': 10**9, 'ps': 10**6, 'fs': 10**3, 'as': 1})


def seconds(dtype, count):
    """Seconds and nanoseconds of a time, or - where these are not exact or java.time cannot hold them."""
    unit, multiplier = np.datetime_data(dtype)
    if count == NAT:
        return '-'
    if unit in 'YM':
        years = count * multiplier // (1 if unit == 'Y' else 12) + 1970
        if abs(years) > 999999999:
            return '-'
        return '%d,0' % np.datetime64(count * multiplier, unit).astype('M8[s]').astype('i8')
    nanoseconds, rest = divmod(count * multiplier * ATTOSECONDS[unit], 10**9)
    whole, nano = divmod(nanoseconds, 10**9)
    # The years from -999999999 to 999999999.
    limits = (-31557014135596800, 31556889864403199) if dtype.kind == 'M' else (-2**63, 2**63 - 1)
    return '%d,%d' % (whole, nano) if rest == 0 and limits[0] <= whole <= limits[1] else '-'


# Arrays from bytes, so that no conversion touches their bits.

def array(dtype, shape, fill, order='C'):
    """An array whose elements, in C order, go round and round through the rows of bytes."""
    dtype = np.dtype(dtype)
    count = int(np.prod(shape, dtype='i8'))
    rows = [fill[i % len(fill)] for i in range(count)]
    a = np.ndarray(shape, dtype, bytearray(b''.join(rows) or b'\0'))
    return np.array(a, order=order) if dtype.names is None else a


def save(name, a, fortran=False, version=None):
    f = io.BytesIO()
    if fortran:
        a = np.asfortranarray(a)
    npy.write_array(f, a, version)
    record(name, f.getvalue())


def numbers(code, patterns):
    """Numbers of these bits in both byte orders."""
    size = int(code[1:])
    part = size // 2 if code[0] == 'c' else size
    if code[0] == 'c':
        patterns = list(zip(patterns, patterns[1:] + patterns[:1]))
    else:
        patterns = [(p,) for p in patterns]
    little = [b''.join(p.to_bytes(part, 'little') for p in parts) for parts in patterns]
    big = [b''.join(p.to_bytes(part, 'big') for p in parts) for parts in patterns]
    return [('<', little), ('>', big)][:1 if size == 1 else 2]


def ieee(exponent_bits, fraction_bits):
    """Zeros, subnormals, one, extremes, infinities and NaNs with payloads, quiet and signalling."""
    sign = 1 << (exponent_bits + fraction_bits)
    top = ((1 << exponent_bits) - 1) << fraction_bits
    quiet = 1 << (fraction_bits - 1)
    one = ((1 << (exponent_bits - 1)) - 1) << fraction_bits
    positive = [0, 1, quiet, (1 << fraction_bits) - 1, 1 << fraction_bits, one, one + 1, one - 1,
                one + (0x5555 % (1 << fraction_bits)), top - 1, top, top | quiet, top | quiet | 5, top | 1]
    return positive + [p | sign for p in positive]


X87_ONE = 0x3fff << 64 | 1 << 63
X87 = [0, X87_ONE, X87_ONE + 1, X87_ONE + 0x400, X87_ONE + 0x401, X87_ONE + 0x3ff, X87_ONE + 0xc00, X87_ONE + 0xbff,
       1, (1 << 63) - 1, 1 << 64 | 1 << 63, (0x7ffe << 64) + 2**64 - 1, 0x7fff << 64 | 1 << 63,
       0x7fff << 64 | 3 << 62, 0x7fff << 64 | 3 << 62 | 0xabc, 0x7fff << 64 | 1 << 63 | 1,
       # Around the largest and the smallest double, and halfway between subnormal ones.
       0x43fe << 64 | 0xfffffffffffff800, 0x43fe << 64 | 0xfffffffffffffbff, 0x43fe << 64 | 0xfffffffffffffc00,
       0x3bcd << 64 | 1 << 63, 0x3bcc << 64 | 1 << 63, 0x3bcc << 64 | 1 << 63 | 1, 0x3bce << 64 | 3 << 62,
       0x3bce << 64 | 3 << 62 | 1, 0x3c00 << 64 | 0xfffffffffffff800, 0x3c01 << 64 | 1 << 63 | 0x401,
       0x3c00 << 64 | 0xfffffffffffff000, 0x3c00 << 64 | 0xfffffffffffff001]
X87 += [x | 1 << 79 for x in X87]


def make_numbers():
    pools = {'b1': [1, 0, 0, 1, 1]}
    for size in 1, 2, 4, 8:
        top = 1 << (8 * size - 1)
        ends = [0, 1, top - 1, top, top + 1, 2 * top - 1, 2 * top - 2, 0x0102030405060708 % top, top // 3]
        pools['i%d' % size] = pools['u%d' % size] = ends
    floats = {2: ieee(5, 10), 4: ieee(8, 23), 8: ieee(11, 52)}
    for size, patterns in floats.items():
        pools['f%d' % size] = patterns
    pools['c8'], pools['c16'] = floats[4], floats[8]
    if HAS_LONGDOUBLE:
        pools['f16'] = pools['c32'] = X87
    for code, patterns in pools.items():
        for order, rows in numbers(code, patterns):
            name = code + ('-big' if order == '>' else '')
            save(name, array(order + code, (len(rows),), rows))
            save(name + '-fortran', array(order + code, (3, 2, 4), rows[2:] + rows[:2]), fortran=True)
            save(name + '-scalar', array(order + code, (), rows[3:]))
            save(name + '-long', array(order + code, (1021,), rows))
            save(name + '-wide', array(order + code, (37, 29), rows), fortran=True)


def make_texts():
    texts = [b'', b'a', b'abc', b'a\0b', b'\0\0c', b'\xff\x80', b'tail \0', b'\0', b'0123456789' * 100]
    for length in 0, 1, 2, 3, 5, 8, 17, 100, 1000:
        rows = [text[:length].ljust(length, b'\0') for text in texts]
        save('S%d' % length, array('S%d' % length, (len(rows),), rows))
        if length < 100:
            save('S%d-long' % length, array('S%d' % length, (1021,), rows))
        save('S%d-grid' % length, array('S%d' % length, (2, 3), rows[1:]), fortran=length % 2 == 0)
    points = [[], [97], [98, 99], [0xe9, 0x4e2d, 0x1f600], [0x10ffff, 0xffff, 0x10000], [0xd800], [0xdc00, 0xd800],
              [0xd83d, 0xde00, 65], [65, 0, 66], [0, 0, 67], [0x1f600, 0xdfff], [0xfeff, 0x301, 0],
              list(range(65, 165))]
    for length, order in itertools.product([0, 1, 2, 3, 4, 7, 33, 256], '<>'):
        rows = [b''.join(struct.pack(order + 'I', p) for p in (text + [0] * length)[:length]) for text in points]
        name = 'U%d%s' % (length, '-big' if order == '>' else '')
        save(name, array(order + 'U%d' % length, (len(rows),), rows))
        if length < 33:
            save(name + '-long', array(order + 'U%d' % length, (1021,), rows))
        save(name + '-grid', array(order + 'U%d' % length, (3, 1, 4), rows[1:]), fortran=length % 2 == 1)
    for length in 0, 1, 2, 3, 16, 100:
        rows = [rng.bytes(length) for _ in range(6)] + [bytes(length)]
        save('V%d' % length, array('V%d' % length, (7,), rows))
        save('V%d-grid' % length, array('V%d' % length, (2, 3), rows), fortran=True)


def make_times():
    counts = [0, 1, -1, NAT, NAT + 1, 2**63 - 1, 719162, -719162, 1700000000, 1700000000123456789, -62135596800,
              951782400, 86399, -86400, 9999, -2208988800000]
    units = 'Y M W D h m s ms us ns ps fs as'.split()
    for k, (kind, unit) in enumerate(itertools.product('Mm', units)):
        for j, multiplier in enumerate([1, [25, 7, 100, 3600, 2][k % 5]]):
            order = '<>'[(k + j) % 2]
            dtype = '%s%s8[%s%s]' % (order, kind, multiplier if multiplier > 1 else '', unit)
            rows = [struct.pack(order + 'q', count) for count in counts]
            name = '%s8-%d%s' % (kind, multiplier, unit)
            save(name + ('-big' if order == '>' else ''), array(dtype, (len(rows),), rows))
    for kind, order in itertools.product('Mm', '<>'):
        rows = [struct.pack(order + 'q', count) for count in counts]
        name = '%s8-generic%s' % (kind, '-big' if order == '>' else '')
        save(name, array(order + kind + '8', (4, 4), rows))
        save(name + '-most', array(order + kind + '8[2147483647as]', (4, 4), rows), fortran=True)
        save(name + '-scalar', array(order + kind + '8[s]', (), rows[3:]))
        save(name + '-long', array(order + kind + '8[3us]', (1021,), rows))


STRUCTS = [
    ('one', [('x', '<f4')]),
    ('packed', [('a', 'u1'), ('b', '<i4'), ('c', '<f8'), ('d', '?')]),
    ('big', [('a', '>u2'), ('b', '>i4'), ('c', '>f8'), ('d', '>c8'), ('e', '>U2'), ('f', '>M8[ms]')]),
    ('mixed', [('a', '<i2'), ('b', '>i2'), ('c', '<f8'), ('d', '>f8'), ('e', 'S3'), ('f', '<U2'), ('g', 'V3')]),
    ('halves', [('h', '<f2'), ('g', '>f2'), ('u', 'i1'), ('v', '<u8'), ('w', '>u8')]),
    ('times', [('t', '<M8[ns]'), ('b', 'u1'), ('d', '>m8[25s]'), ('y', '<M8[Y]'), ('z', '>M8')]),
    ('subarrays', [('x', '<f4', (3,)), ('y', '>i2', (2, 2)), ('s', 'S2', 2), ('u', '<U1', (1, 2)), ('z', '?', (1,))]),
    ('empty-subarray', [('x', '<f4', (0,)), ('y', '<i2'), ('z', '>f8', (2, 0))]),
    ('nested', [('p', [('x', '<f4'), ('y', '>f4')]), ('q', [('in', [('deep', '<i2'), ('er', 'u1')])]), ('r', 'i1')]),
    ('nested-subarrays', [('p', [('x', '<i2', (2,)), ('y', 'S1')], (2, 3)), ('q', [('v', '>f8')], (2,))]),
    ('titled', [(('A title', 'a'), '<f4'), (('B', 'b'), '>i2', (2,)), ('c', 'u1')]),
    ('names', [("it's", '<i2'), ('"both\'', '<i2'), ('back\\slash', 'u1'), ('tab\t\n\x07\x7f', 'u1'), ('a b', 'u1')]),
    ('latin-names', [('\xe9', '<i4'), ('\xa0\xad', '<i4')]),
    ('far-names', [('\u4e2d\u6587', '<f8'), ('\u03c0\u2028\u200b', '>i2'), ('\U0001f600', 'u1'), ('\ue000', 'u1')]),
    ('texts', [('s', 'S0'), ('t', 'S7'), ('u', '<U0'), ('v', '>U3'), ('w', 'V0'), ('x', '<i4')]),
    ('complex', [('b', '?'), ('f', '<c8'), ('d', '>c16', (2,))]),
    ('nothing', []),
    ('of-nothing', [('a', 'S0'), ('b', [])]),
    ('gaps', {'names': ['a', 'b'], 'formats': ['<f4', '<f8'], 'offsets': [4, 16], 'itemsize': 32}),
    ('odd-gaps', {'names': ['a', 'b', 'c'], 'formats': ['<f4', ('>i2', (2,)), 'S3'], 'offsets': [1, 8, 13]}),
    ('titled-gaps', {'names': ['a', 'b'], 'formats': ['<f4', '>i2'], 'titles': ['A', None], 'offsets': [1, 8]}),
    ('tail', {'names': ['a'], 'formats': ['<f4'], 'itemsize': 13}),
    ('only-padding', {'names': [], 'formats': [], 'itemsize': 6}),
    ('aligned', np.dtype([('a', 'u1'), ('b', '<i4'), ('c', '<f8'), ('d', 'u1')], align=True)),
    ('aligned-big', np.dtype([('a', '?'), ('b', '>i2'), ('c', '>f8'), ('d', 'S1')], align=True)),
    ('aligned-inside', [('p', np.dtype([('a', 'u1'), ('b', '<i4')], align=True), (2,)), ('z', '?'),
                        ('q', np.dtype([('c', 'S1'), ('d', '>M8[us]')], align=True))]),
    ('many', [('field%03d' % i, '<>'[i % 2] + 'i2 f4 u8 f8'.split()[i % 4]) for i in range(150)]),
]
if HAS_LONGDOUBLE:
    STRUCTS.append(('longdoubles', [('b', 'u1'), ('x', '<f16'), ('y', '>c32'), ('z', '>f16', (2,))]))


def tidy(row, dtype, start=0):
    """Makes random bytes valid where not all are: bools, code points, x87 numbers, whose top bit is there to see."""
    base, count = dtype.base, dtype.itemsize // dtype.base.itemsize if dtype.base.itemsize else 0
    for at in range(start, start + count * base.itemsize, base.itemsize or 1):
        if base.names is not None:
            for name in base.names:
                tidy(row, base.fields[name][0], at + base.fields[name][1])
        elif base.kind == 'b':
            row[at] &= 1
        elif base.kind == 'U':
            for point in range(at, at + base.itemsize, 4):
                row[point:point + 4] = struct.pack(base.byteorder + 'I', int(rng.randint(0xd800)))
        elif base.char in 'gG':
            for part in range(at, at + base.itemsize, 16):
                number = int(rng.randint(0x3c10, 0x43f0)) << 64 | 1 << 63 | int(rng.randint(2**62))
                row[part:part + 16] = number.to_bytes(16, 'big' if base.byteorder == '>' else 'little')
    return row


def struct_rows(dtype, count):
    return [bytes(tidy(bytearray(rng.bytes(dtype.itemsize)), dtype)) for _ in range(count)]


def make_structs():
    for name, dtype in STRUCTS:
        dtype = np.dtype(dtype)
        rows = struct_rows(dtype, 6)
        save('struct-' + name, array(dtype, (5,), rows))
        save('struct-' + name + '-long', array(dtype, (129,), rows))
        save('struct-' + name + '-scalar', array(dtype, (), rows))
        save('struct-' + name + '-none', array(dtype, (0, 2), rows))
        # Written by hand: a copy into Fortran order would not take the padding along.
        header = "{'descr': %r, 'fortran_order': True, 'shape': (2, 3), }" % (npy.dtype_to_descr(dtype),)
        version = 1 if all(ord(c) < 256 for c in header) else 3
        record('struct-' + name + '-fortran', by_hand(header, version) + b''.join(rows))


def make_shapes():
    shapes = [(), (0,), (1,), (5,), (2, 3), (0, 3), (3, 0), (0, 0), (2, 0, 3), (2, 3, 4), (1, 1, 1), (1, 5), (5, 1),
              (2, 1, 3, 1), (2, 3, 2, 2), (2, 1, 2, 3, 2), (1, 2, 1, 2, 3, 2), (3, 2, 1, 2, 1, 2), (0,) * 6,
              (1,) * 17 + (2,) * 3 + (1,) * 12, (1,) * 40 + (2,) * 4 + (1,) * 20, (300,), (17, 19)]
    for dtype, size in [('<f8', 8), ('>i2', 2), ('|u1', 1), ('|S3', 3)]:
        rows = [rng.bytes(size) for _ in range(331)]
        for k, shape in enumerate(shapes):
            if len(shape) <= AXES:
                a = array(dtype, shape, rows)
                name = 'shape%d-%s' % (k, dtype[1:])
                save(name, a)
                save(name + '-fortran', a, fortran=True)


def make_versions():
    for version, (name, dtype) in itertools.product([1, 2, 3], [
            ('f8', '<f8'), ('i4', '>i4'), ('S', 'S5'), ('U', '<U3'), ('M8', '<M8[D]'),
            ('struct', [('a', '<f4'), ('b', '>i2', (2,))]), ('latin', [('\xe9', '<i2')])]):
        dtype = np.dtype(dtype)
        save('version%d-%s' % (version, name), array(dtype, (2, 2), struct_rows(dtype, 4)), version=(version, 0))


# Headers as other programs, older versions and people write them.

DATA = bytes(range(1, 201))
NORMAL = "{'descr': '<i2', 'fortran_order': False, 'shape': (3, 4), }"


def by_hand(text, version=1, end=b'\n', align=1):
    text = text.encode('utf8' if version == 3 else 'latin1')
    prefix = 10 if version == 1 else 12
    text += b' ' * (-(prefix + len(text) + len(end)) % align) + end
    return b'\x93NUMPY' + bytes([version, 0]) + struct.pack('<H' if version == 1 else '<I', len(text)) + text


def hand(name, text, version=1, end=b'\n', align=1, data=DATA, oracle=None):
    same = None if oracle is None else by_hand(oracle, version, end, align) + data
    record('hand-' + name, by_hand(text, version, end, align) + data, same)


def described(descr, shape='(3,)', fortran='False'):
    return "{'descr': %s, 'fortran_order': %s, 'shape': %s, }" % (descr, fortran, shape)


def make_paddings():
    for align in 1, 2, 4, 8, 16, 32, 64, 128, 4096:
        hand('aligned%d' % align, NORMAL, align=align)
        hand('aligned%d-v2' % align, described("'>f8'", '(2, 5)', 'True'), version=2, align=align)
    for k in range(8):
        hand('offset%d' % k, described("'>c16'", '(2, 2)'), end=b' ' * k)
        hand('offset%d-struct' % k, described("[('a', 'u1'), ('b', '<f8'), ('c', '>i4', (2,))]"), end=b' ' * k)
    for k, end in enumerate([b'', b' ', b'\n\n', b'\r\n', b'\r', b'\t\n', b'\x0c', b'\n   ', b'# no newline',
                             b' ' * 3000]):
        hand('end%d' % k, NORMAL, end=end)
    hand('longest', NORMAL, end=b' ' * (10000 - len(NORMAL)))
    hand('longest-v2', NORMAL, version=2, end=b' ' * (10000 - len(NORMAL)))
    hand('longest-v3', NORMAL + '#' + '\u4e2d' * (9999 - len(NORMAL)), version=3, end=b'')
    hand('no-bytes-left', NORMAL, data=DATA[:24])
    hand('one-byte-left', NORMAL, data=DATA[:25])
    hand('looks-like-npy', described("'|V10'"), data=by_hand(NORMAL) + DATA)
    hand('zeros', NORMAL, data=bytes(100))


def make_texts_by_hand():
    styles = [
        "{'descr': %(d)s, 'fortran_order': %(f)s, 'shape': %(s)s}",
        "{'fortran_order': %(f)s, 'shape': %(s)s, 'descr': %(d)s, }",
        "{'shape': %(s)s, 'fortran_order': %(f)s, 'descr': %(d)s}",
        '{"descr":%(d)s,"fortran_order":%(f)s,"shape":%(s)s}',
        '{"""descr""":%(d)s,\'\'\'fortran_order\'\'\':%(f)s,"shape":%(s)s,}',
        "{ 'descr' : %(d)s ,\n\t'fortran_order' : %(f)s ,\r\n 'shape' : %(s)s\n}",
        "({u'descr': (%(d)s), r'fortran_order': (%(f)s), 'sha' 'pe': (%(s)s)}) # a comment",
        "{'descr': 'f4', 'shape': 3, 'descr': %(d)s, 'fortran_order': %(f)s, 'shape': %(s)s, }",
        "{'\\x64escr': %(d)s, '\\146ortran_order': %(f)s, '\\u0073hap\\U00000065': %(s)s}",
        "{'descr' # one\n : %(d)s, 'fortran\\\n_order': \\\n %(f)s, 'shape': %(s)s}#",
    ]
    for k, style in enumerate(styles):
        for j, (d, f, s) in enumerate([("'<i4'", 'False', '(3,)'), ("[('x', '>i2'), ('', '|V2')]", 'True', '(2, 3)'),
                                       ("'|S3'", 'True', '()')]):
            hand('style%d-%d' % (k, j), style % dict(d=d, f=f, s=s), version=1 + (k + j) % 3)
    descrs = ['f4', 'f8', '=f8', '=i2', '|i4', '|u1', '=u1', '<u1', '>u1', '<b1', '>b1', '?', '<?', 'b', 'B', 'h',
              'H',
              'i', 'I', 'l', 'L', 'q', 'Q', 'e', 'f', 'd', 'F', 'D', 'S', 'U', 'V', 'c', '<S5', '>S5', '=S5', '=U2',
              '|U2',
              'U3', 'V7', '>V7', 'int', 'float', 'complex', 'bool', 'str', 'bytes', 'float32', 'float16', 'uint64',
              'int8',
              'complex64', 'M8', 'm8', '=M8[s]', '|m8[us]', 'M8[s/4]', '>m8[3h/2]', 'datetime64[D]',
              'timedelta64[25ms]',
              'S05', '<f04', '>d', '=q']
    for descr in descrs:
        clean = ''.join(c if c.isalnum() else '.%02x' % ord(c) for c in descr)
        kind = np.dtype(descr).kind
        # Not every byte is a bool, nor any four a code point.
        data = struct.pack('<50I', *range(97, 147)) if kind == 'U' else b'\1\0' * 100 if kind == 'b' else DATA
        hand('descr-' + clean, described(repr(descr)), data=data)
    hand('descr-micro', described("'M8[\u03bcs]'"), version=3)
    for k, descr in enumerate([
            "'<' 'f8'", "'\\x3cf8'", "u'<f8'", "R'<f8'", "[('a', '<f4'), ('', '|V4'), ('b', '>f8', (2,))]",
            "[('a', '<f4', 2), ('b', ('<i2', (3,)))]", "[('a', ('<i2', [2, 1]))]",
            "[['a', '<f4'], ['b', '>i2']]", "[(('t', 'n'), [('x', '<i2'), ('', '|V2')])]",
            "[('a', '|V4'), ('', '|V4')]",
            "[('', '<f4')]", "[('', '|V3'), ('a', 'u1'), ('', '|V2'), ('', '|V1')]",
            "[('', '|V3')]", "[('', [('a', '<f4')])]", "[('a', 'u1', ()), ('b', 'u1', (1,)), ('c', 'u1', 2)]",
            "[('a', [('b', [('c', [('d', [('e', '>i2')])])])])]"]):
        hand('descr-literal%d' % k, described(descr, fortran=['False', 'True'][k % 2]))
    hand('subarray-of-subarrays', described("[('a', ('<i2', 2), (3,))]"))
    for k, shape in enumerate(['()', '(3,)', '(2,3)', '( 2 , 3 , )', '(0x3, 0o2, 0b11, 1)', '(+3, 00)',
                               '(2, # two\n 3)',
                               '(1_0,)', '((3), ((4)))', '(0,)', '(0, 1000000)', '(3, 4,\n)', '(0_0, 5)', '(0XA,)',
                               '(- 0,)']):
        for fortran in 'False', 'True':
            hand('shape%d-%s' % (k, fortran), described("'>i4'", shape, fortran), version=1 + k % 3)
    for k, shape in enumerate(['(3L,)', '(3L, 4L)', '(0xaL, 0L)', '(3L,4)']):
        for version in 1, 2:
            hand('python2-%d' % k, described("'<i2'", shape), version=version)
            hand('python2-%d-struct' % k, described("[('a', '<i2', (2L, 1L)), ('b', 'S3', 2L)]", shape),
                 version=version)
    for k, shape in enumerate(['(np.int64(3),)', '(np.int64(3), np.int32(4))', '(2, np.uint8(5))',
                               '(np.int64(0), 5)']):
        plain = shape
        for call in 'np.int64(', 'np.int32(', 'np.uint8(':
            plain = plain.replace(call, '(')
        hand('numpy2-%d' % k, described("'<u2'", shape), oracle=described("'<u2'", plain))


if __name__ == '__main__':
    os.makedirs(folder, exist_ok=True)
    for make in (make_numbers, make_texts, make_times, make_structs, make_shapes, make_versions, make_paddings,
                 make_texts_by_hand):
        make()
    for table, lines in ('valid.tsv', manifest), ('probes.tsv', probes):
        with open(os.path.join(folder, table), 'w', encoding='utf8', newline='\n') as f:
            f.writelines('\t'.join(map(str, line)) + '\n' for line in lines)
