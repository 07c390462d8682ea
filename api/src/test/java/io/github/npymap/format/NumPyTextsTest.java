package io.github.npymap.format;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.support.NumPy;
import io.github.npymap.types.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damages headers in every place in many ways, and holds our verdict on each against NumPy's: what NumPy refuses is
 * refused, and what both take means the same.
 */
class NumPyTextsTest {

    private static final List<String> HEADERS = List.of(
            "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }\n",
            "{'descr': '>M8[25s]', 'fortran_order': True, 'shape': (0x10,), }\n",
            "{'descr': [('a', '<f4'), (('t', 'b'), '|S3', (2, 1))], 'fortran_order': False, 'shape': (), }",
            "{'descr': [('', '|V4'), (\"c\", [('d', '<U2')], 25)], 'fortran_order': False, 'shape': (10_0,)} # end");

    private static final List<String> INSERTED = List.of(
            "'", "\"", "(", ")", "[", "]", "{", "}", ",", ":", "#", "\\", "\n", " ", "\0", "0", "1", "9", "L", "x", "r",
            "u", "b", "f", "_", "-", "+", ".", "e", "j", "*", "\u00e9", "<", "|", "O", "None", "True", "''", "()");

    /** What NumPy takes and we do not: its looser type strings, titles that are no text, signs in odd places. */
    private static final List<String> REFUSED_BY_CHOICE = List.of(
            "expected a dtype such as",
            "expected a time such as",
            "expected the name of a field, a string",
            "expected the shape of a subarray");

    /** Answers each line, a header in hexadecimal, with what NumPy finds in it. */
    private static final String JUDGE = """
            import io, sys, numpy as np
            from numpy.lib import format as npy

            def judge(data):
                f = io.BytesIO(data)
                major, _ = npy.read_magic(f)
                read = npy.read_array_header_1_0 if major == 1 else npy.read_array_header_2_0
                shape, fortran, dtype = read(f)
                np.ndarray(shape, dtype, bytearray(dtype.itemsize or 1), strides=(0,) * len(shape))
                if dtype.hasobject or dtype.subdtype is not None:
                    return 'refused'
                return '\\t'.join([repr(npy.dtype_to_descr(dtype)), str(fortran), str(shape)])

            for line in open(sys.argv[1]):
                try:
                    print(judge(bytes.fromhex(line)))
                except Exception:
                    print('refused')
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void requireNumPy() {
        NumPy.require();
    }

    @Test
    void damageIsJudgedAsNumPyJudgesIt() throws Exception {
        List<String> texts = new ArrayList<>();
        for (String header : HEADERS) {
            for (int i = 0; i < header.length(); i++) {
                texts.add(header.substring(0, i));
                texts.add(header.substring(0, i) + header.substring(i + 1));
                for (String inserted : INSERTED) {
                    texts.add(header.substring(0, i) + inserted + header.substring(i));
                    texts.add(header.substring(0, i) + inserted + header.substring(i + 1));
                }
            }
        }
        // Taken by choice, for the files of ml_dtypes.
        texts.removeIf(text -> text.contains("'<f1'"));
        List<String> answers = judge(texts);
        List<String> differences = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < texts.size(); i++) {
            String ours = describe(texts.get(i));
            refused += ours.startsWith("refused") ? 1 : 0;
            boolean same = ours.startsWith("refused") ? answers.get(i).equals("refused") : ours.equals(answers.get(i));
            if (!same && REFUSED_BY_CHOICE.stream().noneMatch(ours::contains)) {
                differences.add(texts.get(i) + "\n    ours " + ours + ", NumPy's " + answers.get(i));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(refused).isGreaterThan(5000);
        assertThat(texts.size() - refused).isGreaterThan(1500);
    }

    private List<String> judge(List<String> texts) throws Exception {
        StringBuilder questions = new StringBuilder();
        for (String text : texts) {
            questions.append(HexFormat.of().formatHex(Headers.file(1, text))).append('\n');
        }
        Path file = Files.writeString(directory.resolve("questions"), questions, ISO_8859_1);
        List<String> answers = NumPy.run(JUDGE, file.toString()).lines().toList();
        assertThat(answers).hasSameSizeAs(texts);
        return answers;
    }

    private static String describe(String text) {
        try {
            NpyHeader header = HeaderReader.read(Headers.file(1, text), "damaged", 10_000);
            return header.dtype().descr() + "\t" + (header.order() == Order.FORTRAN ? "True" : "False") + "\t"
                    + header.shape();
        } catch (NpyFormatException e) {
            return "refused: " + e.getMessage();
        }
    }
}
