package io.github.npymap.npz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.Npy;
import io.github.npymap.NpyFile;
import io.github.npymap.support.Corpus;
import io.github.npymap.support.CorpusElements;
import io.github.npymap.support.MalformedFile;
import io.github.npymap.support.NumPy;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every file of the corpus as a member of an archive: what it says of itself, and what it is refused for, stay. */
@Timeout(60)
class NpzCorpusTest {

    @TempDir
    static Path directory;

    private static Corpus valid;
    private static Corpus malformed;

    @BeforeAll
    static void makeArchives() throws IOException {
        NumPy.require();
        valid = Corpus.make("valid.py", directory.resolve("valid"));
        malformed = Corpus.make("malformed.py", directory.resolve("malformed"));
        Corpus.run("archive.py", valid.directory());
        Corpus.run("archive.py", malformed.directory());
    }

    @ParameterizedTest
    @CsvSource({"stored.npz,nio", "stored.npz,jni", "deflated.npz,nio", "deflated.npz,jni"})
    void everyValidMemberIsWhatItIsInNumPy(String archive, String backend) throws IOException {
        List<String> differences = new ArrayList<>();
        try (NpzFile npz = open(valid, archive, backend)) {
            assertThat(npz.names()).hasSizeGreaterThan(700);
            for (String[] columns : valid.table("valid.tsv")) {
                try (NpyFile file = npz.open(columns[0])) {
                    List<String> ours =
                            new ArrayList<>(Corpus.describe(file.header().orElseThrow()));
                    ours.add(CorpusElements.sha256(CorpusElements.littleEndian(file.array())));
                    List<String> numpy = Arrays.asList(columns).subList(1, 9);
                    if (!ours.equals(numpy)) {
                        differences.add(columns[0] + "\n    NumPy " + numpy + "\n    ours  " + ours);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"stored.npz,nio", "stored.npz,jni", "deflated.npz,nio", "deflated.npz,jni"})
    void everyMalformedMemberIsRefusedForItsReason(String archive, String backend) throws IOException {
        List<String> differences = new ArrayList<>();
        try (NpzFile npz = open(malformed, archive, backend)) {
            assertThat(npz.names()).hasSizeGreaterThan(700);
            for (MalformedFile file : MalformedFile.all(malformed)) {
                NpzMember member = npz.member(file.name());
                Exception refusal = refusal(member);
                if (!file.isRefusedBy(refusal, member.source())) {
                    differences.add(file + "\n    ours " + refusal);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static NpzFile open(Corpus corpus, String archive, String backend) throws IOException {
        return Npz.open(corpus.file(archive), NpzOptions.defaults().backend(Npy.using(backend)));
    }

    private static Exception refusal(NpzMember member) {
        try {
            member.open(Mode.READ).close();
            return null;
        } catch (Exception e) {
            return e;
        }
    }
}
