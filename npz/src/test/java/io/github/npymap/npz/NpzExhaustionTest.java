package io.github.npymap.npz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Npy;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.support.Scarcity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag(Rounds.TAG)
class NpzExhaustionTest {
    @TempDir
    Path directory;

    @Test
    @EnabledOnOs(OS.LINUX)
    void whereDescriptorsRunOutArchivesNameTheLimitAndNothingLeaks() throws Exception {
        Jvm jvm = Scarcity.modest().after("ulimit -n 100 && ulimit -v 6000000");
        for (String backend : new String[] {"jni", "nio"}) {
            Path folder = Files.createDirectory(directory.resolve(backend));
            Jvm.Result result = jvm.run(Descriptors.class, backend, folder.toString());
            assertThat(result.status()).as(result.output()).isZero();
            assertThat(result.output()).contains("Too many open files", "(ulimit -n) is 100");
        }
    }

    /** Opens and writes archives with no descriptors left, and with a few. */
    static final class Descriptors {
        public static void main(String[] arguments) throws IOException {
            NpzOptions options = NpzOptions.defaults().backend(Npy.using(arguments[0]));
            Path folder = Path.of(arguments[1]);
            Path array = folder.resolve("a.npy");
            Path stored = folder.resolve("stored.npz");
            Path deflated = folder.resolve("deflated.npz");
            Npy.save(array, new int[3]);
            Scarcity.warmUp(Npy.using(arguments[0]), array);
            Map<String, Scarcity.Use> uses = new LinkedHashMap<>();
            uses.put("create", () -> fill(Npz.create(stored)));
            uses.put("create compressed", () -> fill(Npz.create(deflated, ArchiveOption.COMPRESSED)));
            uses.put("open", () -> Npz.open(stored, options).close());
            uses.put("open a stored member", () -> openMember(stored, options));
            uses.put("open a deflated member", () -> openMember(deflated, options.temporaryDirectory(folder)));
            Scarcity.ofDescriptors(uses, array);
            Scarcity.requireNothingIn(folder, false);
        }

        private static void fill(NpzWriter writer) throws IOException {
            try (writer) {
                writer.add("x", new int[3]).commit();
            }
        }

        private static void openMember(Path archive, NpzOptions options) throws IOException {
            try (NpzFile npz = Npz.open(archive, options)) {
                npz.open("x").close();
            }
        }
    }
}
