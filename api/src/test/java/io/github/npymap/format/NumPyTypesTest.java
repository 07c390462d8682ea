package io.github.npymap.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.npymap.Npy;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.DType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds our reading of type strings against NumPy's own: which are taken, and what they then mean. */
class NumPyTypesTest {

    /** Answers each line of a file with descr, name and item size, or with a refusal. */
    private static final String ASK = """
            import ast, sys, numpy as np
            from numpy.lib import format as npy
            for line in open(sys.argv[1], encoding='utf8').read().split('\\n'):
                try:
                    literal = line.startswith('[(')
                    d = npy.descr_to_dtype(ast.literal_eval(line)) if literal else np.dtype(line)
                    if d.hasobject:
                        raise TypeError
                    print(repr(npy.dtype_to_descr(d)), str(d), d.itemsize, sep='\\t')
                except (TypeError, ValueError):
                    print('refused')
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void requireNumPy() {
        NumPy.require();
        assumeTrue(NumPy.majorVersion() >= 2, "NumPy 1 had other names and took fewer strings");
    }

    @Test
    void lettersAndSizesMeanTheSame() throws Exception {
        List<String> strings = new ArrayList<>();
        for (String order : List.of("", "<", ">", "=", "|")) {
            for (char letter = '?'; letter <= 'z'; letter++) {
                strings.add(order + letter);
                for (String size : List.of("0", "1", "2", "3", "4", "5", "8", "08", "12", "16", "24", "32", "64")) {
                    strings.add(order + letter + size);
                }
            }
        }
        // A type of strings that no file holds: NumPy writes it as objects.
        strings.removeIf(string -> string.endsWith("T"));
        // Oddities of NumPy's parser: it takes a, but not <a, and M08 for M8.
        strings.removeIf(string -> string.matches("[<>=|]a|.?[Mm]08"));
        assertSame(strings);
    }

    @Test
    void namesMeanTheSame() throws Exception {
        String names = "bool bool_ byte ubyte short ushort intc uintc int int_ uint long ulong longlong ulonglong intp"
                + " uintp half single double float longdouble csingle cdouble complex clongdouble str str_ bytes bytes_"
                + " void unicode int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 float128"
                + " complex64 complex128 complex256 object object_ float_ complex_ int0 bool8 string float96 Float64"
                + " datetime64 timedelta64 generic number integer datetime timedelta cfloat longfloat";
        List<String> strings = new ArrayList<>(List.of(names.split(" ")));
        for (String name : names.split(" ")) {
            strings.add("<" + name);
            strings.add(name + "1");
        }
        assertSame(strings);
    }

    @Test
    void timesMeanTheSame() throws Exception {
        List<String> strings = new ArrayList<>();
        for (String unit : "Y M W D h m s ms us \u03bcs ns ps fs as generic B x".split(" ")) {
            for (String divisor : "/1 /2 /3 /4 /5 /7 /12 /24 /25 /30 /52 /60 /100 /365 /1000 /3600 /86400".split(" ")) {
                strings.add("M8[" + unit + divisor + "]");
                strings.add("timedelta64[6" + unit + divisor + "]");
            }
            for (String type : "M8 <M8 >m8 =M8 |m8 datetime64 >datetime64 timedelta64 M m M4 M16".split(" ")) {
                strings.add(type + "[" + unit + "]");
                strings.add(type + "[25" + unit + "]");
                strings.add(type + "[2147483647" + unit + "]");
                strings.add(type + "[2147483648" + unit + "]");
            }
        }
        strings.addAll(List.of("M8[]", "M8[", "M8]", "M8[s", "M8s]", "M8[s]x", "M8[s]]", "M8[1]", "M8[5 s]", "M8[/2]"));
        // NumPy runs off the end of its table of what a week divides into, and finds 0 years.
        strings.removeIf(string -> string.matches(".*W/(25|52|100|365|1000|3600|86400)\\]"));
        // NumPy forgets the count of generic steps even where it divides them.
        strings.removeIf(string -> string.contains("generic/"));
        assertSame(strings);
    }

    @Test
    void subarraysOfSubarraysMeanTheSame() throws Exception {
        List<String> strings = new ArrayList<>();
        List<String> axes = List.of("()", "(1,)", "(2, 3)", "(0,)", "4");
        for (String inner : axes) {
            for (String middle : axes) {
                strings.add("[('a', (('<i2', " + inner + "), " + middle + "))]");
                for (String outer : axes) {
                    strings.add("[('a', (('<i2', " + inner + "), " + middle + "), " + outer + "), ('b', '<f8')]");
                    strings.add(
                            "[('', '|V3'), ('a', (([('c', '>f4', " + inner + ")], " + middle + "), " + outer + "))]");
                }
            }
        }
        // To NumPy a number is the item size of a type that has none.
        strings.removeIf(string -> string.contains("(0,)") && string.contains(", 4)"));
        assertSame(strings);
    }

    private void assertSame(List<String> strings) throws Exception {
        Path questions = Files.writeString(directory.resolve("questions"), String.join("\n", strings));
        List<String> answers = NumPy.run(ASK, questions.toString()).lines().toList();
        assertThat(answers).hasSameSizeAs(strings);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            String ours = describe(strings.get(i));
            if (!ours.equals(answers.get(i))) {
                differences.add(strings.get(i) + ": ours " + ours + ", NumPy's " + answers.get(i));
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String describe(String string) {
        try {
            DType dtype = Npy.dtype(string);
            return dtype.descr() + "\t" + dtype + "\t" + dtype.itemsize();
        } catch (IllegalArgumentException e) {
            return "refused";
        }
    }
}
