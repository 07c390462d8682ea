package io.github.npymap.npz;

import io.github.npymap.NpyFile;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;

/**
 * An open archive: NumPy's {@code NpzFile}. Its members are opened one by one, and each is its own file: it stays open
 * when the archive is closed, and the other way round. All methods may be used by many threads.
 *
 * <p>A member {@code x.npy} is called {@code x} as well as {@code x.npy}. Where one member is called what another is
 * called without its suffix, the exact name wins; of members with the same name, the last.
 *
 * <p>Names are looked up and nothing else; no member ever becomes a file of that name.
 */
public final class NpzFile implements AutoCloseable {
    private static final int NAMES_IN_MESSAGE = 10;

    private final Archive archive;
    private final List<NpzMember> members;
    private final Map<String, NpzMember> byName;

    NpzFile(Archive archive) {
        this.archive = archive;
        members = archive.entries().stream()
                .map(entry -> new NpzMember(archive, entry))
                .toList();
        byName = new HashMap<>();
        members.forEach(member -> byName.put(member.name(), member));
        members.forEach(member -> byName.put(member.entryName(), member));
    }

    /** The path that the archive was opened by. */
    public Path path() {
        return archive.path();
    }

    /** The members' names without the suffix {@code .npy}, in the order of the archive: NumPy's {@code files}. */
    public List<String> names() {
        return members.stream().map(NpzMember::name).toList();
    }

    /** All members in the order of the archive, also those that others of the same name hide, or that are no arrays. */
    public List<NpzMember> members() {
        return members;
    }

    /** Whether there is a member of this name, with or without its suffix {@code .npy}. */
    public boolean contains(String name) {
        return byName.containsKey(name);
    }

    /**
     * The member of this name, with or without its suffix {@code .npy}.
     *
     * @throws NoSuchElementException if there is none
     */
    public NpzMember member(String name) {
        NpzMember member = byName.get(name);
        if (member == null) {
            throw new NoSuchElementException(
                    path() + " has no member \"" + Archive.printable(name) + "\"; " + summary());
        }
        return member;
    }

    /**
     * Opens a member for reading: {@code np.load(path)[name]}, but mapped.
     *
     * @throws NoSuchElementException if there is none of this name
     * @throws IOException as {@link NpzMember#open}
     * @throws IllegalStateException if the archive is closed
     */
    public NpyFile open(String name) throws IOException {
        return open(name, Mode.READ);
    }

    /**
     * Opens a member.
     *
     * @param mode {@link Mode#READ} or {@link Mode#COPY_ON_WRITE}
     * @throws IllegalArgumentException for {@link Mode#READ_WRITE}, which would break the archive's checksum
     * @throws NoSuchElementException if there is none of this name
     * @throws IOException as {@link NpzMember#open}
     * @throws IllegalStateException if the archive is closed
     */
    public NpyFile open(String name, Mode mode) throws IOException {
        return member(name).open(mode);
    }

    /** Whether {@link #close} has not been called. */
    public boolean isOpen() {
        return archive.isOpen();
    }

    /** Lets go of the archive. Members that were opened stay open. */
    @Override
    public void close() throws IOException {
        archive.close();
    }

    /** Path and names. */
    @Override
    public String toString() {
        return path() + ": " + summary();
    }

    private String summary() {
        if (members.isEmpty()) {
            return "no members";
        }
        String names = members.stream()
                .limit(NAMES_IN_MESSAGE)
                .map(member -> Archive.printable(member.name()))
                .collect(Collectors.joining(", "));
        return members.size()
                + (members.size() == 1 ? " member: " : " members: ")
                + names
                + (members.size() > NAMES_IN_MESSAGE ? ", …" : "");
    }
}
