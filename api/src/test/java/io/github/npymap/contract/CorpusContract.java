package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.npymap.Backend;
import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.support.Corpus;
import io.github.npymap.support.CorpusAssignment;
import io.github.npymap.support.CorpusElements;
import io.github.npymap.support.CorpusProbe;
import io.github.npymap.support.MalformedFile;
import io.github.npymap.support.NumPy;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Order;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds a backend against every file of the {@link Corpus}: what NumPy reads is read alike, all else refused. */
@Timeout(60)
@Tag(Rounds.TAG)
public abstract class CorpusContract {

    private static final long MAX_BYTES_BEFORE_REFUSAL = 1 << 20;

    @TempDir
    static Path directory;

    private static Corpus valid;

    protected abstract String backend();

    @BeforeAll
    static void makeValidFiles() throws IOException {
        NumPy.require();
        valid = Corpus.make("valid.py", directory.resolve("valid"));
    }

    @Test
    void everyHeaderSaysWhatNumPySays() throws IOException {
        List<String> differences = new ArrayList<>();
        List<String[]> files = valid.table("valid.tsv");
        for (String[] columns : files) {
            differ(columns[0], Arrays.asList(columns).subList(1, 8), header(columns[0]), differences);
        }
        assertThat(differences).isEmpty();
        assertThat(files).hasSizeGreaterThan(700);
    }

    @Test
    void everyArrayHasTheDigestsAndTheSumOfNumPy() throws IOException {
        List<String> differences = new ArrayList<>();
        for (String[] columns : valid.table("valid.tsv")) {
            try (NpyFile file = using().open(valid.file(columns[0]))) {
                NpyArray array = file.array();
                NpyArray turned =
                        array.ndim() == 0 ? array : array.slice("..., ::-2").transpose();
                List<String> ours = List.of(
                        CorpusElements.sha256(CorpusElements.littleEndian(array)),
                        CorpusElements.sha256(CorpusElements.bytes(array)),
                        CorpusElements.sha256(CorpusElements.bytes(turned)),
                        shapeAsBytes(array),
                        columns[12].equals("-") ? "-" : array.statistics().sum().toString());
                differ(columns[0], Arrays.asList(columns).subList(8, 13), ours, differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    /** The shape of the bytes as an array; they are the same bytes, or it is no view. */
    private static String shapeAsBytes(NpyArray array) {
        try {
            NpyArray bytes = array.viewAs(DType.UINT8);
            assertThat(CorpusElements.bytes(bytes)).isEqualTo(CorpusElements.bytes(array));
            return Corpus.commas(bytes.shape());
        } catch (IllegalArgumentException e) {
            return "-";
        }
    }

    @Test
    void everyFieldIsWrittenThroughItsView() throws IOException {
        List<String> differences = new ArrayList<>();
        for (String[] columns : valid.table("valid.tsv")) {
            try (NpyFile file = using().open(valid.file(columns[0]))) {
                NpyArray copy =
                        NpyArray.zeros(file.array().dtype(), file.array().shape());
                CorpusElements.copyFields(file.array(), copy);
                String ours = CorpusElements.sha256(CorpusElements.littleEndian(copy));
                differ(columns[0], List.of(columns[8]), List.of(ours), differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void everyElementIsWhatItIsInNumPy() throws IOException {
        Map<String, List<CorpusProbe>> files = probes();
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, List<CorpusProbe>> entry : files.entrySet()) {
            try (NpyFile file = using().open(valid.file(entry.getKey()))) {
                for (CorpusProbe probe : entry.getValue()) {
                    String ours = answer(probe, file.array());
                    if (!ours.equals(probe.answer())) {
                        differences.add(probe + "\n    ours " + ours);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(files).hasSizeGreaterThan(600);
    }

    @Test
    void everyElementTakesItsValueFromNumPy() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Map.Entry<String, List<CorpusProbe>> entry : probes().entrySet()) {
            try (NpyFile file = using().open(valid.file(entry.getKey()), Mode.COPY_ON_WRITE)) {
                entry.getValue().stream()
                        .filter(CorpusAssignment::isPossible)
                        .filter(probe -> !CorpusAssignment.restores(probe, file.array()))
                        .forEach(probe -> differences.add(probe.toString()));
            }
        }
        assertThat(differences).isEmpty();
    }

    private static Map<String, List<CorpusProbe>> probes() throws IOException {
        return valid.table("probes.tsv").stream()
                .map(CorpusProbe::of)
                .collect(Collectors.groupingBy(CorpusProbe::file, LinkedHashMap::new, Collectors.toList()));
    }

    private static String answer(CorpusProbe probe, NpyArray array) {
        try {
            return probe.ask(array);
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    @Test
    void everyCopyIsTheFileThatNumPyWrites() throws IOException {
        Path copies = Files.createDirectory(directory.resolve("copies"));
        List<String[]> files = valid.table("valid.tsv");
        for (String[] columns : files) {
            try (NpyFile file = using().open(valid.file(columns[0]))) {
                NpyHeader header = file.header().orElseThrow();
                CreateOption[] options = header.order() == Order.FORTRAN
                        ? new CreateOption[] {CreateOption.FORTRAN_ORDER}
                        : new CreateOption[0];
                try (NpyFile copy =
                        using().create(copies.resolve(columns[0]), header.dtype(), header.shape(), options)) {
                    byte[] bytes = CorpusElements.bytes(file.array());
                    copy.array().writeBytes(0, bytes, 0, Math.toIntExact(header.size()));
                }
            }
        }
        assertThat(Corpus.run("compare.py", valid.directory(), copies)).containsExactly("" + files.size());
    }

    private static List<String> header(String name) {
        try {
            return Corpus.describe(Npy.header(valid.file(name)));
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }

    @Test
    void everyMalformedFileIsRefusedForItsReasonAndAtLittleCost() throws IOException {
        Corpus corpus = Corpus.make("malformed.py", directory.resolve("malformed"));
        List<String> differences = new ArrayList<>();
        List<MalformedFile> files = MalformedFile.all(corpus);
        for (MalformedFile malformed : files) {
            Path file = corpus.file(malformed.name());
            // The first of its kind also pays for the classes that it loads.
            Exception refusal = refusal(file);
            long before = allocated();
            refusal(file);
            long bytes = allocated() - before;
            if (!malformed.isRefusedBy(refusal, file.toString())) {
                differences.add(malformed + "\n    ours " + refusal);
            }
            if (bytes > MAX_BYTES_BEFORE_REFUSAL) {
                differences.add(file + " was refused after allocating " + bytes + " bytes");
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

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static void differ(String name, List<String> numpy, List<String> ours, List<String> differences) {
        if (!numpy.equals(ours)) {
            differences.add(name + "\n    NumPy " + numpy + "\n    ours  " + ours);
        }
    }

    private Backend using() {
        return Npy.using(backend());
    }
}
