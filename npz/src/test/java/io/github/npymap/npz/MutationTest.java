package io.github.npymap.npz;

import static io.github.npymap.npz.Archives.archive;
import static io.github.npymap.npz.Archives.npy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.npymap.NpyFile;
import io.github.npymap.contract.Rounds;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes bytes of archives at random: whatever comes of it, nothing is thrown but what names the damage. */
@Tag(Rounds.TAG)
class MutationTest {
    private static final int MUTATIONS = 2000;
    private static final int[] NASTY = {0, 1, 0x7f, 0x80, 0xff};

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void damage_is_named_or_does_no_harm(int seed) throws IOException {
        byte[] whole = archive()
                .stored("a.npy", npy(1, 2, 3))
                .deflated("b.npy", npy(4, 5, 6))
                .stored("c.txt", (byte) 'c')
                .bytes();
        Random random = new Random(seed);
        NpzOptions options = NpzOptions.defaults().maxUnpackedSize(1 << 20).temporaryDirectory(directory);
        int opened = 0;
        int refused = 0;
        for (int k = 0; k < MUTATIONS; k++) {
            byte[] mutated = whole.clone();
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                mutated[random.nextInt(mutated.length)] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : NASTY[random.nextInt(NASTY.length)]);
            }
            Path path = Files.write(directory.resolve(k + ".npz"), mutated);
            try (NpzFile npz = Npz.open(path, options)) {
                for (NpzMember member : npz.members()) {
                    try (NpyFile file = member.open(Mode.READ)) {
                        assertThat(file.array().size()).isNotNegative();
                        member.verify();
                        opened++;
                    } catch (NpyFormatException e) {
                        refused++;
                    }
                }
            } catch (NpyFormatException e) {
                refused++;
            } catch (IOException | RuntimeException | Error e) {
                Path kept = Files.write(Files.createTempFile("mutated-", ".npz"), mutated);
                fail("seed " + seed + ", mutation " + k + ", kept as " + kept, e);
            }
            Files.delete(path);
        }
        assertThat(opened).isPositive();
        assertThat(refused).isPositive();
        assertThat(directory).isEmptyDirectory();
    }
}
