package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.npymap.Backend;
import io.github.npymap.Npy;
import io.github.npymap.NpyFormatException;
import io.github.npymap.NpyHeader;
import io.github.npymap.NumPy;
import io.github.npymap.Order;
import io.github.npymap.Shape;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds a backend against every file of the {@link Corpus}: what NumPy reads is read alike, all else refused. */
@Timeout(60)
public abstract class CorpusContract {

    private static final long MAX_BYTES_BEFORE_REFUSAL = 1 << 20;

    @TempDir
    Path directory;

    protected abstract String backend();

    @BeforeEach
    void requireNumPy() {
        NumPy.require();
    }

    @Test
    void everyValidHeaderSaysWhatNumPySays() throws Exception {
        Corpus corpus = Corpus.make("valid.py", directory);
        List<String> differences = new ArrayList<>();
        List<String[]> files = corpus.table("valid.tsv");
        for (String[] columns : files) {
            differ(columns[0], Arrays.asList(columns).subList(1, 8), header(corpus, columns[0]), differences);
        }
        assertThat(differences).isEmpty();
        assertThat(files).hasSizeGreaterThan(700);
    }

    private static List<String> header(Corpus corpus, String name) {
        try {
            NpyHeader header = Npy.header(corpus.file(name));
            return List.of(
                    "" + header.major(),
                    header.dtype().descr(),
                    header.dtype().toString(),
                    "" + header.dtype().itemsize(),
                    commas(header.shape()),
                    header.order() == Order.FORTRAN ? "F" : "C",
                    "" + header.dataOffset());
        } catch (Exception e) {
            return List.of(e.toString());
        }
    }

    @Test
    void everyMalformedFileIsRefusedForItsReasonAndAtLittleCost() throws Exception {
        Corpus corpus = Corpus.make("malformed.py", directory);
        List<String> differences = new ArrayList<>();
        List<String[]> files = corpus.table("malformed.tsv");
        for (String[] columns : files) {
            Path file = corpus.file(columns[0]);
            // The first of its kind also pays for the classes that it loads.
            Exception refusal = refusal(file);
            long before = allocated();
            refusal(file);
            long bytes = allocated() - before;
            if (!isRefusal(refusal, file, columns[1], columns[2])) {
                differences.add(String.join(" | ", columns) + "\n    ours " + refusal);
            }
            if (bytes > MAX_BYTES_BEFORE_REFUSAL) {
                differences.add(columns[0] + " was refused after allocating " + bytes + " bytes");
            }
        }
        assertThat(differences).isEmpty();
        assertThat(files).hasSizeGreaterThan(700);
    }

    private Exception refusal(Path file) {
        try {
            using().open(file).close();
            return null;
        } catch (Exception e) {
            return e;
        }
    }

    private static boolean isRefusal(Exception e, Path file, String position, String words) {
        return e instanceof NpyFormatException refusal
                && (position.equals("-") || refusal.position() == Long.parseLong(position))
                && refusal.getMessage().startsWith(file + ", byte " + refusal.position() + ": expected ")
                && refusal.getMessage().contains(", found ")
                && refusal.getMessage().contains(words);
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static void differ(String name, List<String> numpy, List<String> ours, List<String> differences) {
        if (!numpy.equals(ours)) {
            differences.add(name + "\n    NumPy " + numpy + "\n    ours  " + ours);
        }
    }

    private static String commas(Shape shape) {
        return Arrays.toString(shape.toArray()).replaceAll("[\\[\\] ]", "");
    }

    private Backend using() {
        return Npy.using(backend());
    }
}
