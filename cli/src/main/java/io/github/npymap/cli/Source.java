package io.github.npymap.cli;

import io.github.npymap.npz.NpzMember;
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

    /** Whether it is a copy in memory that is read rather than the file. */
    boolean isUnpacked() {
        return member.map(part -> !part.isMappable()).orElse(false);
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
