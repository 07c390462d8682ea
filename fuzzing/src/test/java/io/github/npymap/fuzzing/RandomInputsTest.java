package io.github.npymap.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.support.Jvm;
import io.github.npymap.support.Rounds;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random inputs in a JVM whose heap an input that is believed would fill at once. */
@Tag(Rounds.TAG)
class RandomInputsTest {
    private static final String HEAP = "-Xmx64m";

    @Test
    void nothingButDocumentedExceptionsComesOutOfRandomInputs() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>();
        arguments.add(Long.toString(new SecureRandom().nextLong()));
        for (Target target : Target.values()) {
            arguments.add(target.title() + "=" + Rounds.of(target.soakRounds / 2000, target.soakRounds));
        }
        Jvm.Result result = Jvm.granted().with(HEAP).run(RandomInputs.class, arguments.toArray(String[]::new));
        Rounds.report("random inputs in 64 MB\n" + result.output(), 1);
        assertThat(result.status()).as("%s: %s", arguments, result.output()).isZero();
    }
}
