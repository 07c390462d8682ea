package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.program.JvmOptionsProbe;
import io.github.npymap.support.Access;
import io.github.npymap.support.Environment;
import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import io.github.npymap.types.DType;
import io.github.npymap.types.Order;
import io.github.npymap.types.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is promised does not depend on when the JVM compiles, nor on its garbage collector, be it one that collects nothing. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Tag(Rounds.TAG)
abstract class JvmOptionsContract extends Contract {
    @ParameterizedTest
    @ValueSource(strings = {"-Xcomp", "-XX:+UseSerialGC", "-XX:+UnlockExperimentalVMOptions -XX:+UseEpsilonGC"})
    void everyAccessClosingAndATruncationAreTheSameWhateverTheOptionsOfTheJvm(String options) throws Exception {
        long[] ones = new long[Access.SHARED_ROWS * Access.COLUMNS];
        Arrays.fill(ones, Double.doubleToRawLongBits(1));
        Path path = write(DType.FLOAT64, Order.C, Shape.of(Access.SHARED_ROWS, Access.COLUMNS), ones);
        Path truncated = Files.copy(path, path.resolveSibling("truncated.npy"));
        Jvm jvm = Jvm.granted().with("-Xmx1g").with(options.split(" "));
        // A platform's JVM may lack a collector.
        Environment.require(jvm.run(JvmOptionsProbe.class, "nothing").status() == 0, "no JVM with " + options);
        Jvm.Result result = jvm.run(JvmOptionsProbe.class, backend().name(), path.toString(), truncated.toString());
        assertThat(result.output()).as(options).endsWith(JvmOptionsProbe.RIGHT + System.lineSeparator());
        assertThat(result.status()).as(result.output()).isZero();
    }
}
