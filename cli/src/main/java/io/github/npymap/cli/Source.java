package io.github.npymap.cli;

import io.github.npymap.npz.NpzMember;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One array to be read.
 *
 * @param file where it is
 * @param member which it is, in an archive
 */
record Source(Path file, Optional<NpzMember> member) {

    static Source of(Path file) {
        return new Source(file, Optional.empty());
    }

    static Source of(Path file, NpzMember member) {
        return new Source(file, Optional.of(member));
    }

    /** @throws IOException if the elements are compressed, so that those in memory are a copy and not the file's */
    void requireInPlace() throws IOException {
        if (member.isPresent() && !member.get().isMappable()) {
            throw new IOException(
                    this
                            + ": compressed, so that it is unpacked and not mapped; 'npymap convert' writes it so that it can be");
        }
    }

    /** The start of what a program is told about it. */
    JsonLine json() {
        JsonLine line = new JsonLine().with("file", file);
        return member.map(part -> line.with("member", part.name())).orElse(line);
    }

    @Override
    public String toString() {
        return member.map(NpzMember::source).orElseGet(file::toString);
    }
}
