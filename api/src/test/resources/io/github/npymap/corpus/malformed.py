"""Makes .npy files that no reader should take, each wrong in one way, and writes down what NumPy says to them.

    python3 malformed.py FOLDER

malformed.tsv, tab-separated UTF-8 without a header line:
file, the byte where it goes wrong or -, words that a message about it must have, NumPy's answer: the name of its
exception and the message, or "accepted: " and why npymap does not follow it. The script fails if NumPy takes a file
that is not known to be one of those.
"""

import gzip
import io
import os
import pickle
import struct
import sys
import warnings
import zipfile

import numpy as np

try:
    from numpy.lib import _format_impl as npy
except ImportError:
    from numpy.lib import format as npy

MAGIC = b'\x93NUMPY'
TEXT = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }"
DATA = bytes(96)

folder = sys.argv[1]
manifest = []
taken = []


def bad(name, data, words, at=None, stricter=None):
    file = '%04d-%s.npy' % (len(manifest), name)
    path = os.path.join(folder, file)
    with open(path, 'wb') as f:
        f.write(data)
    answer = judge(path)
    if answer is None:
        if stricter is None:
            taken.append(file)
        answer = 'accepted: %s' % stricter
    manifest.append([file, '-' if at is None else at, words, answer])


def judge(path):
    """What NumPy says to a file, or None if it takes it."""
    try:
        with open(path, 'rb') as f:
            npy.read_array(f, allow_pickle=False)
        return None
    except Exception as e:
        return '%s: %s' % (type(e).__name__, ' '.join(str(e).split())[:200])


def header(text, version=1, length=None, end=b'\n'):
    if isinstance(text, str):
        text = text.encode('utf8' if version == 3 else 'latin1')
    text += end
    length = len(text) if length is None else length
    return MAGIC + bytes([version, 0]) + struct.pack('<H' if version == 1 else '<I', length) + text


def text(name, header_text, words, version=1, wrong=None, stricter=None):
    """A header with wrong text; the position is that of its wrong part."""
    prefix = 10 if version == 1 else 12
    encoding = 'utf8' if version == 3 else 'latin1'
    at = None
    if wrong is not None:
        assert header_text.count(wrong) >= 1, name
        at = prefix + len(header_text[:header_text.index(wrong)].encode(encoding))
    bad(name, header(header_text, version) + DATA, words, at, stricter)


def described(descr, shape='(3,)', fortran='False'):
    return "{'descr': %s, 'fortran_order': %s, 'shape': %s, }" % (descr, fortran, shape)


def make_cuts():
    whole = header(TEXT) + DATA
    bad('empty', b'', 'an empty file', 0)
    for length in range(1, 8):
        words = 'expected 8 bytes, the magic string and version, found %d' % length
        bad('cut-magic%d' % length, whole[:length], words, 0)
    for version in 1, 2, 3:
        whole = header(TEXT, version) + DATA
        prefix = 10 if version == 1 else 12
        for length in range(8, prefix):
            bad('cut-length%d-v%d' % (length, version), whole[:length],
                'expected %d bytes, the length of the header, found %d' % (prefix - 8, length - 8), 8)
        text_length = len(TEXT) + 1
        for length in sorted({0, 1, 2, 10, 20, text_length // 2, text_length - 3, text_length - 2, text_length - 1}):
            bad('cut-header%d-v%d' % (length, version), whole[:prefix + length],
                'expected %d bytes, a header, found %d' % (text_length, length), prefix)
        for length in 0, 1, 7, 8, 9, 48, 88, 95:
            bad('cut-data%d-v%d' % (length, version), whole[:prefix + text_length + length],
                'expected 96 bytes of data', prefix + text_length + length)
    for k, (descr, shape, nbytes) in enumerate([
            ("'|u1'", '(5,)', 5), ("'<c16'", '()', 16), ("'|S7'", '(2, 3)', 42), ("'>U4'", '(3,)', 48),
            ("[('a', '<f4'), ('', '|V5'), ('b', '>i2', (2,))]", '(2, 2)', 52), ("'<M8[D]'", '(1, 1, 1)', 8),
            ("'<f16'", '(2,)', 32), ("'|V100'", '(1,)', 100), ("'|b1'", '(1000000,)', 1000000)]):
        for order in 'False', 'True':
            for missing in 1, nbytes:
                start = header(described(descr, shape, order))
                bad('short%d-%s-%d' % (k, order, missing), start + bytes(nbytes - missing),
                    'expected %d bytes of data' % nbytes, len(start) + nbytes - missing)


def make_other_files():
    f = io.BytesIO()
    np.savez(f, a=np.arange(3))
    bad('npz', f.getvalue(), 'ZIP', 0)
    f = io.BytesIO()
    zipfile.ZipFile(f, 'w').close()
    bad('empty-zip', f.getvalue(), 'ZIP', 0)
    for protocol in 2, 3, 4, 5:
        bad('pickle%d' % protocol, pickle.dumps(np.arange(3), protocol), 'pickle', 0)
    bad('pickle0', pickle.dumps([1, 2], 0), 'found', 0)
    bad('gzip', gzip.compress(header(TEXT) + DATA, mtime=0), 'gzip', 0)
    starts = [('hdf5', b'\x89HDF\r\n\x1a\n', 'HDF5'), ('parquet', b'PAR1', 'Parquet'),
              ('arrow', b'ARROW1\0\0', 'Arrow'),
              ('zstd', b'\x28\xb5\x2f\xfd', 'zstd'), ('xz', b'\xfd7zXZ\0', 'xz'), ('bzip2', b'BZh91AY&SY', 'bzip2'),
              ('matlab', b'MATLAB 5.0 MAT-file', 'MATLAB'), ('netcdf', b'CDF\1', 'NetCDF'),
              ('html', b'<!DOCTYPE html>', 'web page'),
              ('lfs', b'version https://git-lfs.github.com/spec/v1\n', 'Git LFS')]
    for name, start, words in starts:
        bad(name, start + bytes(200), words, 0)
        bad(name + '-short', start, words, 0)
    bad('text', b'1.0, 2.0\n3.0, 4.0\n' * 10, 'found text', 0)
    bad('short-text', b'1', 'found text', 0)
    bad('zeros', bytes(4096), 'zeros in place of a header', 0)
    bad('zero', b'\0', 'zeros in place of a header', 0)
    bad('noise', bytes(range(255, -1, -1)) * 4, 'bytes of no known format', 0)
    bad('bare-header', TEXT.encode(), 'found text', 0)
    bad('utf8-magic', header(TEXT).decode('latin1').encode('utf8') + DATA, 'first byte was changed', 0)
    bad('replaced-magic', b'\xef\xbf\xbd' + header(TEXT)[1:] + DATA, 'first byte was changed', 0)
    bad('ascii-magic', header(TEXT)[1:] + DATA, 'first byte was changed', 0)
    bad('question-magic', b'?' + header(TEXT)[1:] + DATA, 'first byte was changed', 0)
    bad('bom', b'\xef\xbb\xbf' + header(TEXT) + DATA, 'found', 0)
    bad('newline', b'\n' + header(TEXT) + DATA, 'found', 0)
    for k in range(6):
        for bit in 0, 5, 7:
            flipped = bytearray(header(TEXT) + DATA)
            flipped[k] ^= 1 << bit
            bad('magic%d-%d' % (k, bit), bytes(flipped), 'expected an npy file', 0)


def make_versions_and_lengths():
    for major, minor in [(0, 0), (0, 1), (1, 1), (2, 1), (3, 1), (4, 0), (5, 0), (9, 9), (0x31, 0x30), (255, 0),
                         (1, 255)]:
        data = bytearray(header(TEXT) + DATA)
        data[6:8] = bytes([major, minor])
        bad('version%d.%d' % (major, minor), bytes(data), 'found version %d.%d' % (major, minor), 6)
    for length in 10001, 20000, 65535:
        bad('length%d' % length, header(TEXT, length=length) + DATA, 'at most 10000 characters', 8)
    for length in 10001, 65536, 2**20, 2**30, 2**31 - 1, 2**31, 2**32 - 1:
        bad('length%d-v2' % length, header(TEXT, 2, length) + DATA, 'at most 10000 characters', 8)
    for length in 40001, 2**24, 2**31 - 1, 2**31, 2**32 - 1:
        bad('length%d-v3' % length, header(TEXT, 3, length) + DATA, 'at most 10000 characters', 8)
    bad('length10001-v3', header(TEXT, 3, end=b' ' * (10001 - len(TEXT))) + DATA, 'at most 10000 characters', 8)
    bad('padded10001', header(TEXT, end=b' ' * (10001 - len(TEXT))) + DATA, 'at most 10000 characters', 8)
    bad('length10000-v2', header(TEXT, 2, 10000) + DATA, 'expected 10000 bytes, a header, found 156', 12)
    bad('length40000-v3', header(TEXT, 3, 40000) + DATA, 'expected 40000 bytes, a header, found 156', 12)
    for length in 0, 1, 5, 30, len(TEXT) - 1:
        bad('length%d' % length, header(TEXT, length=length) + DATA, 'expected')
    # One byte of data belongs to the header now.
    bad('length%d' % (len(TEXT) + 2), header(TEXT, length=len(TEXT) + 2) + DATA, 'U+0000', 10 + len(TEXT) + 1)


def make_texts():
    for k, wrong in enumerate(['', ' ', '\n', '#', '# {}', '3', 'None', "'x'", '[1]', "('descr',)", '{1, 2}', '{1}',
                               '...', '{**{}}',
                               'b"x"', 'True', '-1', '()', '[]', 'dict()', 'lambda: 0', '*', '=', '{:}', '{,}',
                               '{1:}', '{1:2,,}']):
        text('no-dictionary%d' % k, wrong, 'expected')
    text('no-keys', '{}', 'no key', wrong='{')
    for k, keys in enumerate([['descr'], ['shape'], ['fortran_order'], ['descr', 'shape'], ['descr', 'fortran_order'],
                              ['fortran_order', 'shape']]):
        values = dict(descr="'<f8'", fortran_order='False', shape='(3,)')
        text('keys%d' % k, '{' + ', '.join("'%s': %s" % (key, values[key]) for key in keys) + '}', 'found only',
             wrong='{')
    for k, key in enumerate(["'extra'", "''", "'Descr'", "'descr '", "'fortran order'", "'shape\\0'", '1', 'None',
                             'True', "b'descr'",
                             '(1,)', "'d' 'e'"]):
        text('extra-key%d' % k, "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), %s: 3}" % key,
             'only the keys', wrong=key)
    text('list-key', "{'descr': '<f8', 'fortran_order': False, 'shape': (3,), []: 3}", 'only the keys', wrong='[]')
    for k, order in enumerate(['0', '1', 'None', "'False'", "'C'", '()', '1.0', '[]', 'False,', '(False,)']):
        words = 'expected' if order == 'False,' else 'True or False for fortran_order'
        text('order%d' % k, described("'<f8'", fortran=order), words)
    for k, name in enumerate(['true', 'false', 'TRUE', 'null', 'nan', 'inf', 'not True', 'Ellipsis', '__debug__',
                              'np.bool_(True)',
                              'True and False', 'True if 1 else False', '(True', 'True)']):
        text('order-name%d' % k, described("'<f8'", fortran=name), 'expected')
    swapped = [('unclosed', TEXT[:-1]), ('unopened', TEXT[1:]), ('closed-twice', TEXT + '}'),
               ('wrong-bracket', TEXT.replace('4)', '4]')),
               ('crossed', TEXT.replace('(3, 4)', '(3, 4}').replace(', }', ', )')),
               ('no-colon', TEXT.replace(':', '', 1)),
               ('two-colons', TEXT.replace(':', '::', 1)), ('no-comma', TEXT.replace(',', '', 1)),
               ('two-commas', TEXT.replace(',', ',,', 1)),
               ('equals', TEXT.replace(':', '=', 1)), ('semicolon', TEXT + ';'), ('two-values', TEXT + TEXT),
               ('two-lines', TEXT + '\n' + TEXT),
               ('trailing-word', TEXT + ' x'), ('trailing-number', TEXT + ' 1'), ('trailing-comma', TEXT + ','),
               ('trailing-dot', TEXT + '.'),
               ('call', TEXT + '()'), ('index', TEXT + '[0]'), ('merged', TEXT + ' | {}'),
               ('assigned', 'x = ' + TEXT),
               ('walrus', '(x := ' + TEXT + ')'), ('starred', '*' + TEXT), ('awaited', 'await ' + TEXT),
               ('dict-call', 'dict(' + TEXT + ')'),
               ('comprehension', "{k: 1 for k in ['descr', 'shape']}"), ('unpacked', '{**' + TEXT + '}'),
               ('eval', "eval('1')"),
               ('import', "__import__('os').system('true')"), ('f-string', TEXT.replace("'<f8'", "f'<f8'")),
               ('format', TEXT.replace("'<f8'", "'<f%d' % 8")), ('plus', TEXT.replace("'<f8'", "'<' + 'f8'")),
               ('times', TEXT.replace("'<f8'", "'<f8' * 1")), ('upper-f-string', TEXT.replace("'<f8'", "F'<f8'")),
               ('template', TEXT.replace("'<f8'", "t'<f8'")), ('ur-string', TEXT.replace("'<f8'", "ur'<f8'")),
               ('two-prefixes', TEXT.replace("'<f8'", "uu'<f8'")), ('backtick', TEXT.replace("'<f8'", '`<f8`')),
               ('unclosed-string', TEXT.replace("f8'", 'f8')), ('unopened-string', TEXT.replace("'<f8", '<f8')),
               ('mixed-quotes', TEXT.replace("'<f8'", "'<f8\"")), ('broken-line', TEXT.replace('<f8', '<\nf8')),
               ('unclosed-triple', TEXT.replace("'<f8'", "'''<f8'")),
               ('bytes-and-text', TEXT.replace("'<f8'", "'<' b'f8'")),
               ('bad-hex-escape', TEXT.replace('<f8', '\\x3')), ('bad-u-escape', TEXT.replace('<f8', '\\u00')),
               ('bad-big-escape', TEXT.replace('<f8', '\\U00110000')),
               ('bad-name-escape', TEXT.replace('<f8', '\\N{no such name}f8')),
               ('open-name-escape', TEXT.replace('<f8', '\\N{')),
               ('non-ascii-bytes', TEXT.replace("'<f8'", "b'\xe9'")),
               ('backslash', TEXT + '\\'), ('backslash-inside', TEXT.replace(' ', ' \\ ', 1)),
               ('lone-backslash', '\\'),
               ('no-break-space', TEXT.replace(' ', '\xa0', 1)), ('vertical-tab', TEXT.replace(' ', '\x0b', 1)),
               ('escape', '\x1b' + TEXT),
               ('delete', TEXT + '\x7f'), ('dollar', '$' + TEXT), ('curly-quotes', TEXT.replace("'", '\x91')),
               ('bom-inside', '\xef\xbb\xbf' + TEXT)]
    for name, wrong in swapped:
        assert wrong != TEXT, name
        text('syntax-' + name, wrong, 'expected')
    for k in 0, 1, 5, 20, len(TEXT):
        text('nul%d' % k, TEXT[:k] + '\0' + TEXT[k:], 'U+0000', wrong='\0')
    text('nul-comment', TEXT + '# \0', 'U+0000', wrong='\0')
    text('nul-string', TEXT.replace('<f8', '<f\0'), 'U+0000', wrong='\0')
    text('bom-v3', '\ufeff' + TEXT, 'U+FEFF', version=3, wrong='\ufeff')
    text('ideographic-space-v3', TEXT.replace(' ', '\u3000', 1), 'U+3000', version=3, wrong='\u3000')
    text('fullwidth-digits-v3', TEXT.replace('3', '\uff13', 1), 'expected', version=3)
    for name, broken in [('lone-byte', b'\xff'), ('continuation', b'\x80'), ('cut', b'\xe4\xb8'),
                         ('overlong', b'\xc0\xbc'),
                         ('surrogate', b'\xed\xa0\x80'), ('too-large', b'\xf4\x90\x80\x80')]:
        encoded = TEXT.encode().replace(b'<', broken)
        bad('utf8-' + name, header(encoded, 3) + DATA, 'UTF-8', 12 + TEXT.index('<'))
    text('python2-v3', described("'<f8'", '(3L,)'), "found 'L'", version=3, wrong='L')


def make_nesting():
    for k, (opening, closing) in enumerate(['()', '[]', ('(', ',)'), ('{1:', '}'), ('[(', ')]'), ("[('a',", ')]'),
                                            ('-', ''), ('+', ''), ('- ', '')]):
        for depth in 70, 200, 1000, 4900:
            fits = min(depth, (9800 - 60) // len(opening + closing))
            if fits == depth or depth == 4900:
                for place in 'shape', 'descr':
                    nested = opening * fits + '3' + closing * fits
                    wrong = described("'<f8'", nested) if place == 'shape' else described(nested)
                    text('nested%d-%d-%s' % (k, fits, place), wrong, 'expected')
    for name, wrong in [('open', '('), ('list', '['), ('dict', '{'), ('dict-key', '{1:'), ('quote', "'" * 3),
                        ('backslash', '\\\n'), ('minus', '-'),
                        ('comma', ','), ('hash', '#'), ('digits', '9'), ('letters', 'a'), ('underscore', '1_'),
                        ('strings', "'a' "),
                        ('lines', '\n'), ('tuples', '(),'), ('pairs', '1:2,'), ('escape', '\\x41')]:
        text('bomb-' + name, (wrong * 9990)[:9990], 'expected')
    for depth in 65, 90:
        text('groups%d' % depth, described("'<f8'", '(' * depth + '3,' + ')' * depth), 'nested at most 64',
             stricter='brackets nested more than 64 deep')


def make_shapes():
    for k, shape in enumerate(['3', '[3]', '{3}', 'None', "'3'", "'(3,)'", 'True', '{}', '3.0', '-1', '...',
                               '(3, 4']):
        text('shape%d' % k, described("'<f8'", shape), 'expected')
    for k, axis in enumerate(['3.0', 'None', "'3'", '[3]', '(3,)', '{}', '1e3', '3j', '.5', '3.', 'b"3"', "('3')",
                              '1 + 2', '3 * 1', '~3', '3 if 1 else 2',
                              'x', 'int(3)', 'len("abc")', '03', '007', '0x', '0b2', '0o8', '1__0', '1_', '_1', '0x_',
                              '3l', '3LL', '3 L', '3U', '0xG', '1e',
                              '3..4', '- -', '--', 'not 3', '*(3,)', 'np.int64', 'np.int64()', "np.int64('3')",
                              'np.int64(3.0)', 'np.int64(3, 4)', 'np.int64(3',
                              'np.float64(3)', 'numpy.int64(3)', 'np.int64[3]', 'np.int64(np.int64(3))',
                              'os.system("true")', '\xb2', '3\xaa']):
        text('axis%d' % k, described("'<f8'", '(%s,)' % axis), 'expected',
             stricter='an L apart from its number' if axis == '3 L' else None)
    for k, shape in enumerate(['(True,)', '(False, 3)', '(3, True)', '(True, False)']):
        text('bool-axis%d' % k, described("'<f8'", shape), 'an integer, found', stricter='a bool is no length')
    for k, shape in enumerate(['(-1,)', '(-3,)', '(3, -1)', '(-1, 4)', '(0, -1)', '(-9223372036854775808,)',
                               '(-1, -1)', '(-0x3,)', '(- 1,)', '(-1L,)',
                               '(-99999999999999999999,)', '(np.int64(-3),)']):
        text('negative%d' % k, described("'<f8'", shape), 'an axis of length 0 or more', stricter='a negative length')
    large = ['(9223372036854775807,)', '(9223372036854775808,)', '(18446744073709551616,)',
             '(18446744073709551617, 3)', '(4294967296, 4294967296)',
             '(4294967296, 4294967296, 4294967296, 4294967296)', '(2305843009213693952,)', '(1152921504606846976, 2)',
             '(1152921504606846976, 16)',
             '(%s,)' % ('9' * 4000), '(%s,)' % ('9' * 4301), '(%s,)' % ('9' * 9000), '(0x%s,)' % ('f' * 9000),
             '(1%s,)' % ('_0' * 4000),
             '(9223372036854775808, 0)', '(%s)' % ('1000000, ' * 20), '(3037000500, 3037000500)']
    for k, shape in enumerate(large):
        text('huge%d' % k, described("'<f8'", shape), 'expected')
        text('huge-bytes%d' % k, described("'|u1'", shape, 'True'), 'expected')
    for k, shape in enumerate(['(0, 4611686018427387904, 4)', '(9223372036854775807, 0, 2)',
                               '(0, 9223372036854775807)', '(4294967296, 0, 4294967296)']):
        text('huge-empty%d' % k, described("'<f8'", shape), 'at most 2^63-1',
             stricter='lengths beyond 2^63-1 though empty')
    for k, (shape, nbytes) in enumerate([('(1152921504606846975,)', 9223372036854775800),
                                         ('(1000000000000,)', 8000000000000),
                                         ('(1000, 1000, 1000, 1000)', 8000000000000), ('(13,)', 104)]):
        text('missing%d' % k, described("'<f8'", shape), 'expected %d bytes of data' % nbytes)
    for axes in 65, 100, 1000:
        text('axes%d' % axes, described("'<f8'", '(%s)' % ('1,' * axes)), 'at most 64 axes, found %d' % axes)


def make_descrs():
    strings = ['', ' ', 'x', '<', '>', '=', '|', '<>', '<<f8', 'f1', 'f3', 'f5', '<f9', '<f10', '<f32', '<f64', '<c4',
               '<c2', '<c64', '<i3', '<i5', '<i16', '<u0',
               '<u3', '<b2', '<b4', '<b8', '|b0', '<x8', '<y2', '<z', '<F8', '<I4', '<f-8', '<f+8', '<f 8', '< f8',
               ' <f8', '<f8 ', '\\t<f8', '<f8\\n', '<f8<f8', '<f8.0', '<f0x8',
               '<f8_', '<f1_6', 'f8f8', 'float8', 'float65', 'Float64', 'FLOAT64', '<float64', 'float 64', 'int128',
               'uint1', 'bool1', 'complex32', 'longfloat128', 'decimal', 'char', 'text',
               'array', 'category', 'Int64', 'string[pyarrow]', '<S-1', '<S2147483648', '<S99999999999999999999',
               '<U536870912', '<U1073741824', '<V2147483648', '<U-3', '<Sx', '|S 5', '<U1.5',
               '<M4', '<M16', '<m4', '<M8[', '<M8]', '<M8[]', '<M8[B]', '<M8[x]', '<M8[S]', '<M8[ns', '<M8ns]',
               '<M8[ns]]', '<M8[ns]x', '<M8[n s]', '<M8[ ns]', '<M8[-1ns]', '<M8[1.5s]',
               '<M8[2147483648s]', '<M8[99999999999999999999s]', '<M8[s/7]', '<M8[s/]', '<M8[/2]', '<M8[ns/7]',
               '<M8[as/2]', '<M8(ns)', '<M[ns]', 'datetime64[', 'datetime64[]',
               'datetime32', 'datetime', 'timedelta64[5]', '\\u00b5s', '<f\\u0668', '\\uff1cf8', '<f8\\0', '\\0']
    loose = ['<f+8', '<f 8', '|S 5', '<U1073741824', '\\0']
    for k, string in enumerate(strings):
        text('type%d' % k, described("'%s'" % string), 'found',
             stricter='a loose type string' if string in loose else None)
    for k, string in enumerate(['f4,i4', '<f4,<i4', '3f4', '(2,)f4', '2f4, i2', 'f4,', 'i4,f4,S3']):
        text('comma-string%d' % k, described("'%s'" % string), 'found',
             stricter='a comma string, which no file holds')
    literals = ['None', '3', 'True', '1.5', "b'<f8'", '{}', "{'names': ['a'], 'formats': ['<f4']}",
                "{'a': ('<f4', 0)}", '()', "('<f4',)", "('<f4', 3, 4)", "('<f4', '<i4')", "('a', '<f4')",
                "['<f8']", "[3]", "[None]", "[()]", "[('a',)]", "[('a', '<f4', 3, 4)]", "[('a', '<f4', None)]",
                "[('a', '<f4', 'x')]", "[('a', '<f4', 1.5)]", "[('a', '<f4', (1.5,))]",
                "[('a', '<f4', {})]", "[('a', '<f4', -1)]", "[('a', '<f4', (-1,))]", "[('a', '<f4', (2, -3))]",
                "[(1, '<f4')]", "[(None, '<f4')]", "[(b'a', '<f4')]", "[((), '<f4')]",
                "[(('t',), '<f4')]", "[(('t', 'n', 'x'), '<f4')]", "[(('t', 1), '<f4')]", "[(('t', None), '<f4')]",
                "[('a', None)]", "[('a', 3)]", "[('a', {})]", "[('a', ())]",
                "[('a', ('<f4',))]", "[('a', ('<f4', 2, 3))]", "[('a', 'f3')]", "[('a', [('b', 'f3')])]",
                "[('a', [('b',)])]", "[('a', '<f4'), ('a', '<i4')]",
                "[('a', '<f4'), ('b', '<i4'), ('a', 'S3')]", "[('', '<f4'), ('', '<i2')]",
                "[('f1', '<f4'), ('', '<i2'), ('f1', 'u1')]", "[(('a', 'b'), '<f4'), ('a', '<i4')]",
                "[(('a', 'b'), '<f4'), ('b', '<i4')]", "[(('t', 'a'), '<f4'), (('t', 'b'), '<i4')]",
                "[(('a', 'a'), '<f4')]", "[('a', '<f4', 2147483647)]", "[('a', '<f4', 536870912)]",
                "[('a', 'u1', (65536, 65536))]", "[('a', 'u1', (4294967296, 4294967296))]",
                "[('a', 'u1', (9223372036854775808,))]", "[('a', 'u1', (99999999999999999999,))]",
                "[('a', '|V2147483647'), ('b', 'u1')]", "[('a', '|V1073741824'), ('b', '|V1073741824')]",
                "[('a', 'u1', (0, 4611686018427387904, 4))]",
                "[('a', '<f4', (%s))]" % ('1,' * 65), "[('a', [('b', '|V2147483647', 3)], 3)]", "[('a', '|S0', 3)]",
                "[('a', '<f4'] ", "[('a', '<f4',,)]", "[('a' '<f4')]", "{'a', '<f4'}",
                "[('a', '<f4'), 'b']", "[('a', 'f4,i4')]", "[('a', '<f4', True)]", "[('a', '<f4', (True,))]", "[[]]",
                "[['a']]", "[{'a': '<f4'}]", "('<f4', (3,))", "('|V4', (2, 2))",
                "('<f4', ())", "('<f4', 1)", "([('a', '<f4')], (2,))", "('<i4', [('a', '<i2'), ('b', '<i2')])",
                "(('<f4', (2,)), (3,))"]
    tuples = ["('<f4', '<i4')", "('a', '<f4')", "('<f4', ())", "('<f4', 1)", "('<i4', [('a', '<i2'), ('b', '<i2')])"]
    reasons = {**{literal: 'a tuple outside of a structure' for literal in tuples},
               '{}': 'a dictionary, which no file holds', "[('a', {})]": 'a dictionary, which no file holds',
               "[('a', ('<f4', 2, 3))]": 'a tuple too long',
               "[('a', '|S0', 3)]": 'a subarray of nothing, which NumPy makes S1',
               "[('a', 'f4,i4')]": 'a comma string, which no file holds'}
    for k, literal in enumerate(literals):
        text('descr%d' % k, described(literal), 'expected', stricter=reasons.get(literal))
    for k, literal in enumerate(["'|O'", "'O'", "'O8'", "'|O8'", "'<O'", "'>O8'", "'O4'", "'object'", "[('a', '|O')]",
                                 "[('a', '<f4'), ('b', 'O', (2,))]", "[('a', [('b', '|O')])]",
                                 "[(('t', 'n'), '|O')]", "[('a', ('|O', 3))]"]):
        text('object%d' % k, described(literal), 'Python objects',
             wrong=literal.replace("(", '[').split('[')[-1] if literal[0] != '[' else None)
    f = io.BytesIO()
    npy.write_array(f, np.array([None, 1, 'x'], object))
    bad('object-saved', f.getvalue(), 'Python objects', 20)
    f = io.BytesIO()
    npy.write_array(f, np.array([(1, None)], [('a', '<f4'), ('b', object)]))
    bad('object-field-saved', f.getvalue(), 'Python objects')


if __name__ == '__main__':
    warnings.simplefilter('ignore')
    os.makedirs(folder, exist_ok=True)
    for make in (make_cuts, make_other_files, make_versions_and_lengths, make_texts, make_nesting, make_shapes,
                 make_descrs):
        make()
    with open(os.path.join(folder, 'malformed.tsv'), 'w', encoding='utf8', newline='\n') as f:
        f.writelines('\t'.join(map(str, line)) + '\n' for line in manifest)
    assert not taken, 'NumPy takes ' + ', '.join(taken)
