package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.program.DirtyPagesProbe;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.MemoryGroup;
import io.github.npymap.support.Rounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A file is written through a mapping in a control group that has less memory than the file. */
@EnabledOnOs(OS.LINUX)
@Tag(Rounds.TAG)
abstract class DirtyPagesContract extends Contract {
    private static final int MEMORY = 100;

    @Test
    void aFileThatIsLargerThanTheMemoryOfTheControlGroupIsWrittenAsAWhole() throws Exception {
        Environment.require(
                !directory
                        .getFileSystem()
                        .provider()
                        .getFileStore(directory)
                        .type()
                        .equals("tmpfs"),
                "files in the temporary folder are memory");
        int size = Rounds.of(200, 2000);
        try (MemoryGroup group = MemoryGroup.of((long) MEMORY << 20)) {
            Jvm.Result result = group.jvm()
                    .with("-Xmx24m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                    .run(DirtyPagesProbe.class, backend().name(), fresh().toString(), Integer.toString(size));
            assertThat(result.status()).as(result.output()).isZero();
        }
        Rounds.report(
                "MiB written with " + MEMORY + " MiB of memory, " + backend().name(), size);
    }
}
