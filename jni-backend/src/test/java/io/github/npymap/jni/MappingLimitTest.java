package io.github.npymap.jni;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that has as many mappings as it may have. */
@Tag(Rounds.TAG)
class MappingLimitTest {
    /** What is over in a few seconds; the usual limit is half of it. */
    private static final int MOST = 1 << 17;

    @TempDir
    Path directory;

    @BeforeEach
    void requireLibrary() {
        Mappings.requireLibrary();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatIsMappedCanBeClosedAllTheSame() throws Exception {
        String most = Files.readString(Path.of("/proc/sys/vm/max_map_count")).strip();
        assumeTrue(Long.parseLong(most) <= MOST, "a process may have " + most + " mappings here");
        Path file = Files.write(directory.resolve("data"), new byte[] {7});
        Jvm jvm = Jvm.granted().with("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-Xint");
        Jvm.Result result = jvm.run(Collector.class, file.toString());
        assertThat(result.output()).endsWith("at the limit: 0 refusals to close, 0 bytes left\n");
        assertThat(result.status()).isZero();
    }

    /** Maps until the system refuses, and asks for nothing else until all is closed again. */
    static final class Collector {
        private static final int MORE_THAN_ENOUGH = 2 * MOST;

        public static void main(String[] arguments) throws Exception {
            CLibrary.load();
            int file = SystemCalls.open(NativePath.of(Path.of(arguments[0])), Code.of(Mode.READ));
            long[] addresses = new long[MORE_THAN_ENOUGH];
            // What the JVM loads for it, it could not load at the limit.
            System.out.println(collect(file, addresses, 100));
            System.out.println(collect(file, addresses, MORE_THAN_ENOUGH));
        }

        private static String collect(int file, long[] addresses, int most) {
            int mode = Code.of(Mode.READ);
            int count = 0;
            long address = 0;
            while (count < most && address >= 0) {
                address = SystemCalls.map(file, mode, 0, 1);
                addresses[count++] = address;
            }
            int refusals = 0;
            int left = 0;
            for (int k = 0; k < count; k++) {
                if (addresses[k] > 0) {
                    refusals += SystemCalls.retire(addresses[k], 1, mode) == 0 ? 0 : 1;
                    left += Memory.getByte(addresses[k]);
                    int unusedResult = SystemCalls.unmap(addresses[k], 1);
                }
            }
            boolean isRefused = address < 0 && new SystemFailure((int) -address).kind() == SystemFailure.Kind.NO_MEMORY;
            return (isRefused ? "at the limit" : "below") + ": " + refusals + " refusals to close, " + left
                    + " bytes left";
        }
    }
}
