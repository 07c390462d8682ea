package io.github.npymap.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.support.NumPy;
import io.github.npymap.types.Order;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads headers that NumPy wrote, and writes them again. */
class NumPyHeadersTest {

    /** Prints a line for each of some hundred headers: its bytes, and what NumPy finds in them. */
    private static final String WRITE = """
            import io, itertools, numpy as np
            from numpy.lib import format as npy

            numbers = [np.dtype(o + t) for o in '<>' for t in
                       '? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 f16 c8 c16 c32'.split()]
            others = [np.dtype(t) for t in
                      'S0 S1 S5 U0 <U3 >U3 V0 V1 V16 <M8 >m8 <M8[ns] >M8[D] <m8[25s] <M8[Y] <m8[7as]'.split()]
            structs = [np.dtype(t) for t in [
                [('x', '<f4')],
                [('x', '<f4'), ('y', '>i2', (3,))],
                [('x', '<f4', (2, 3)), ('y', 'S3', 4), ('z', 'V2'), ('t', '<M8[us]')],
                [(('a title', 'x'), '<f4'), ('y', [('in', 'u1'), ('on', '>c8', (1,))], (2, 2))],
                [('', '<f4')], [], [('it\\'s', '?'), ('"both\\'', '?'), ('back\\\\slash', '?')],
                [('tab\\t', '?'), ('line\\n', '?'), ('bell\\x07', '?'), ('nul\\0', '?'), ('del\\x7f', '?')],
                [('\\xe9', '<i4'), ('\\xa0\\xad', '<i4')],
                [('\\u4e2d\\u6587', '<f8')], [('\\u03c0', '<f8'), ('\\u2028', '<f8'), ('\\u200b', '<f8')],
                [('\\U0001f600', '<f8'), ('\\U000e0001', '<f8'), ('\\ue000', '<f8')],
                [('', [('a', '<f4')])],
                {'names': ['a'], 'formats': ['<f4'], 'itemsize': 12},
                {'names': ['a', 'b'], 'formats': ['<f4', '<f8'], 'offsets': [4, 16], 'itemsize': 32},
                {'names': ['a', 'b'], 'formats': ['<f4', ('>i2', (2,))], 'titles': ['A', None], 'offsets': [1, 8]},
                {'names': [], 'formats': [], 'itemsize': 6},
            ]]
            structs += [np.dtype([('a', 'u1'), ('b', '<i4'), ('c', '<f8'), ('d', 'u1')], align=True),
                        np.dtype([('in', np.dtype([('a', 'u1'), ('b', '<i4')], align=True), (2,)), ('z', '?')]),
                        np.dtype([('field%d' % i, '<f8') for i in range(3000)])]
            shapes = [(), (0,), (1,), (7,), (10**9,), (2, 3), (3, 0), (2**40, 2), (1,) * 32, (5, 4, 3), (9, 10, 11, 12)]

            def show(dtype, fortran, shape, header):
                print(header.hex(), repr(npy.dtype_to_descr(dtype)), fortran, shape, read(dtype), sep='\\t')

            def read(dtype):
                # A file does not say that a structure is aligned.
                return str(npy.descr_to_dtype(npy.dtype_to_descr(dtype)))

            def auto(dtype, fortran, shape):
                d = {'descr': npy.dtype_to_descr(dtype), 'fortran_order': fortran, 'shape': shape}
                for write in npy.write_array_header_1_0, npy.write_array_header_2_0:
                    f = io.BytesIO()
                    try:
                        write(f, d)
                        return f.getvalue()
                    except ValueError:
                        pass
                f = io.BytesIO()
                npy.write_array(f, np.zeros((0,) * len(shape), dtype))
                return f.getvalue()

            for dtype, fortran, shape in itertools.product(numbers + others, [False, True], shapes):
                show(dtype, fortran, shape, auto(dtype, fortran, shape))
            for dtype in structs:
                show(dtype, False, (0, 0), auto(dtype, False, (0, 0)))
                if auto(dtype, False, ())[6] == 1:
                    for fortran, shape in itertools.product([False, True], shapes):
                        show(dtype, fortran, shape, auto(dtype, fortran, shape))
            """;

    /** Prints headers as older programs and other libraries write them, where NumPy reads them. */
    private static final String REWRITE = """
            import io, itertools, struct, numpy as np
            from numpy.lib import format as npy

            styles = [
                "{'descr': %s, 'fortran_order': %s, 'shape': %s, }",
                "{'descr': %s, 'fortran_order': %s, 'shape': %s}",
                "{'fortran_order': %2$s, 'shape': %3$s, 'descr': %1$s}",
                '{"descr":%s,"fortran_order":%s,"shape":%s}',
                "{ 'descr' : %s ,\\n\\t'fortran_order' : %s ,\\r\\n 'shape' : %s\\n}",
                "({u'descr': (%s), r'fortran_order': (%s), 'sha' 'pe': (%s)}) # a comment",
                "{'descr': 'f4', 'shape': 3, 'descr': %s, 'fortran_order': %s, 'shape': %s, }",
            ]
            descrs = ["'<f8'", "'>i2'", "'|u1'", "'=f4'", "'f4'", "'float32'", "'?'", "'|S5'", "'<U5'", "'M8[s/4]'",
                      "'\\\\x3cf8'", "'<' 'f8'", "[('a', '<f4'), ('', '|V4'), ('b', '>f8', (2,))]",
                      "[('a', '<f4', 2), ('b', ('<i2', (3,)))]", "[(('t', 'n'), [('x', '<i2'), ('', '|V2')])]"]
            shapes = ['()', '(3,)', '(2,3)', '( 2 , 3 , )', '(0x10, 0o7, 0b11, 1_000)', '(+3, 00)', '(2, # two\\n 3)']

            def header(major, text, end):
                body = text.encode('latin1') + end
                return b'\\x93NUMPY' + bytes([major, 0]) + struct.pack('<H' if major == 1 else '<I', len(body)) + body

            def show(major, text, end):
                data = header(major, text, end)
                f = io.BytesIO(data)
                npy.read_magic(f)
                read = npy.read_array_header_1_0 if major == 1 else npy.read_array_header_2_0
                shape, fortran, dtype = read(f)
                print(data.hex(), repr(npy.dtype_to_descr(dtype)), fortran, shape, str(dtype), sep='\\t')

            def fill(style, *values):
                if '$' in style:
                    for i, value in enumerate(values):
                        style = style.replace('%' + str(i + 1) + '$s', value)
                    return style
                return style % values

            for style, descr in itertools.product(styles, descrs):
                show(1, fill(style, descr, 'False', '(3,)'), b' ' * 7 + b'\\n')
            for style, shape in itertools.product(styles, shapes):
                show(2, fill(style, "'<f8'", 'True', shape), b'\\n')
            for end in [b'', b'\\n', b' ' * 33, b'\\n\\n  ', b'\\t\\n', b'\\r\\n', b'\\x0c']:
                show(1, fill(styles[0], "'<f8'", 'False', '(3,)'), end)
            for shape in ['(3L,)', '(3L, 4L)', '(0x10L, 0L)', '()']:
                for major in 1, 2:
                    show(major, fill(styles[0], "[('a', '<f4', (2L, 3L))]", 'False', shape), b'\\n')
            """;

    @BeforeEach
    void requireNumPy() {
        NumPy.require();
    }

    @Test
    void whatNumPyWritesIsReadAndWrittenAlike() throws Exception {
        List<String> lines = NumPy.run(WRITE).lines().toList();
        assertThat(lines).hasSizeGreaterThan(1000);
        for (String line : lines) {
            byte[] bytes = HexFormat.of().parseHex(line.substring(0, line.indexOf('\t')));
            NpyHeader header = assertRead(line, bytes);
            byte[] written = header.toBytes();
            assertThat(bytes).as(line).startsWith(written);
            assertThat(NpyHeader.of(header.dtype(), header.order(), header.shape()))
                    .as(line)
                    .isEqualTo(header);
        }
    }

    @Test
    void whatOthersWriteIsReadAsNumPyReadsIt() throws Exception {
        List<String> lines = NumPy.run(REWRITE).lines().toList();
        assertThat(lines).hasSizeGreaterThan(150);
        for (String line : lines) {
            byte[] bytes = HexFormat.of().parseHex(line.substring(0, line.indexOf('\t')));
            assertThat(assertRead(line, bytes).dataOffset()).as(line).isEqualTo(bytes.length);
        }
    }

    private static NpyHeader assertRead(String line, byte[] bytes) throws Exception {
        String[] columns = line.split("\t");
        NpyHeader header = HeaderReader.read(bytes, "NumPy's", 1_000_000);
        assertThat(header.dtype().descr()).as(line).isEqualTo(columns[1]);
        assertThat(header.order()).as(line).isEqualTo(columns[2].equals("True") ? Order.FORTRAN : Order.C);
        assertThat(header.shape()).as(line).hasToString(columns[3]);
        assertThat(header.dtype()).as(line).hasToString(columns[4]);
        return header;
    }
}
