package io.github.npymap.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.support.Rounds;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A little of what the fuzzer does, in every build: everything that it begins with, whole and cut short. */
@Tag(Rounds.TAG)
class FuzzRegressionTest {
    private static final int CUTS = 16;

    @ParameterizedTest
    @EnumSource
    void nothingButDocumentedExceptionsComesOutOfSeedsAndFindings(Target target) throws Exception {
        List<byte[]> seeds = Seeds.of(target);
        assertThat(seeds).isNotEmpty();
        for (byte[] seed : seeds) {
            target.take(seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingButDocumentedExceptionsComesOutOfSeedsCutShort(Target target) throws Exception {
        for (byte[] seed : Seeds.of(target)) {
            for (int cut = 0; cut < CUTS; cut++) {
                target.take(Arrays.copyOf(seed, seed.length * cut / CUTS));
            }
        }
    }
}
