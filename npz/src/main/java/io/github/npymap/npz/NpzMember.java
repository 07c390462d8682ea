package io.github.npymap.npz;

import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.format.FilePart;
import io.github.npymap.format.NpyFormatException;
import io.github.npymap.format.NpyHeader;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.function.LongConsumer;
import java.util.zip.ZipEntry;

/** One member of an archive, as the archive's directory describes it; its own bytes are read only when asked for. */
public final class NpzMember {
    private static final String SUFFIX = ".npy";

    private final Archive archive;
    private final Entry entry;

    NpzMember(Archive archive, Entry entry) {
        this.archive = archive;
        this.entry = entry;
    }

    /** What NumPy calls it: the entry's name without one suffix {@code .npy}. */
    public String name() {
        String entryName = entryName();
        return entryName.endsWith(SUFFIX) ? entryName.substring(0, entryName.length() - SUFFIX.length()) : entryName;
    }

    /** The name in the archive. */
    public String entryName() {
        return entry.name();
    }

    /** What messages call it: {@code archive.npz:name}. */
    public String source() {
        return archive.path() + ":" + Archive.printable(name());
    }

    /** How it is packed: {@code stored}, {@code deflated}, {@code bzip2} and so on. */
    public String compression() {
        return entry.methodName();
    }

    /** Bytes in the archive. */
    public long compressedSize() {
        return entry.compressedSize();
    }

    /** Bytes when unpacked, the npy header included. */
    public long size() {
        return entry.size();
    }

    /** Whether it is stored as it is and therefore mapped in place; other members are unpacked when they are opened. */
    public boolean isMappable() {
        return entry.method() == ZipEntry.STORED && !entry.isEncrypted() && !entry.isDirectory();
    }

    /**
     * Reads the header of the array, and unpacks no more than that.
     *
     * @throws NpyFormatException if this is no npy file, is shorter than its header says, or cannot be unpacked
     * @throws io.github.npymap.format.UnsupportedDTypeException if it holds Python objects, which only Python can read
     * @throws IOException if it cannot be read
     * @throws IllegalStateException if the archive is closed
     */
    public NpyHeader header() throws IOException {
        requireReadable();
        NpyHeader header;
        int limit = archive.options().maxHeaderSize().characters();
        if (isMappable()) {
            header = archive.header(part());
        } else {
            try (InputStream content = content()) {
                header = NpyHeader.read(Channels.newChannel(content), source(), limit);
            }
        }
        header.requireFits(source(), size());
        return header;
    }

    /**
     * Opens the array. A member that {@link #isMappable} is mapped inside the archive, unchecked: {@link #verify}
     * compares its checksum. Another is unpacked into a temporary file first, and its checksum compared; the file is gone
     * at the latest when the array is closed.
     *
     * @param mode {@link Mode#READ} or {@link Mode#COPY_ON_WRITE}
     * @throws IllegalArgumentException for {@link Mode#READ_WRITE}, which would break the archive's checksum
     * @throws NpyFormatException if this is no complete npy file, is damaged or encrypted, or is larger unpacked than
     *     {@link NpzOptions#maxUnpackedSize} allows
     * @throws io.github.npymap.format.UnsupportedDTypeException if it holds Python objects, which only Python can read
     * @throws IOException if it cannot be read or mapped
     * @throws IllegalStateException if the archive is closed
     */
    public NpyFile open(Mode mode) throws IOException {
        return open(mode, done -> {});
    }

    /**
     * {@link #open(Mode)} for those who watch. What they throw is passed on, and the temporary file is gone.
     *
     * @param mode {@link Mode#READ} or {@link Mode#COPY_ON_WRITE}
     * @param progress told the number of bytes unpacked so far, which become {@link #size}, after every block of at most
     *     64 KiB; never told anything of a member that {@link #isMappable}. Bytes, unlike the elements of
     *     {@link NpzWriter#add(String, NpyArray, LongConsumer)}, since the header is unpacked too
     * @throws IllegalArgumentException for {@link Mode#READ_WRITE}, which would break the archive's checksum
     * @throws NpyFormatException if this is no complete npy file, is damaged or encrypted, or is larger unpacked than
     *     {@link NpzOptions#maxUnpackedSize} allows
     * @throws io.github.npymap.format.UnsupportedDTypeException if it holds Python objects, which only Python can read
     * @throws IOException if it cannot be read or mapped
     * @throws IllegalStateException if the archive is closed
     */
    public NpyFile open(Mode mode, LongConsumer progress) throws IOException {
        if (mode == Mode.READ_WRITE) {
            throw new IllegalArgumentException(
                    source() + ": a member of an archive opens with READ or COPY_ON_WRITE; writing to it in place would"
                            + " make the archive's checksum wrong");
        }
        // Before anything is unpacked: most of what is wrong shows here.
        header();
        return isMappable() ? archive.map(part(), mode) : Unpacking.open(this, archive.options(), mode, progress);
    }

    /**
     * Reads all of the member, and compares its size and checksum with the archive's directory.
     *
     * @throws NpyFormatException if they differ, or if it cannot be unpacked
     * @throws IOException if it cannot be read
     * @throws IllegalStateException if the archive is closed
     */
    public void verify() throws IOException {
        requireReadable();
        try (InputStream content = content()) {
            content.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The unpacked bytes, whose size and checksum are compared at the end. */
    InputStream content() throws IOException {
        return archive.content(entry, source());
    }

    /** Name, packing and size. */
    @Override
    public String toString() {
        return source() + ": " + compression() + ", " + size() + " bytes";
    }

    private FilePart part() throws IOException {
        return new FilePart(archive.path(), archive.dataOffset(entry, source()), size(), source());
    }

    private void requireReadable() throws NpyFormatException {
        archive.requireOpen();
        if (entry.isDirectory()) {
            throw unreadable("a directory", "");
        }
        if (entry.isEncrypted()) {
            throw unreadable(
                    "an encrypted member", "Decrypt the archive first, with a program that asks for its password.");
        }
        if (entry.disk() != 0) {
            throw unreadable("a member in another part of a split archive", "Join the parts first: zip -s 0.");
        }
        if (entry.method() == ZipEntry.STORED && entry.size() != entry.compressedSize()) {
            throw unreadable(
                    "a member of " + entry.size() + " bytes, stored in " + entry.compressedSize() + " bytes",
                    "The archive is damaged; copy or save it again.");
        }
        requireKnownCompression();
    }

    private void requireKnownCompression() throws UnsupportedCompressionException {
        if (!archive.canUnpack(entry)) {
            throw new UnsupportedCompressionException(
                    source(),
                    entry.headerOffset(),
                    "a member that is stored, or compressed by a known method",
                    "one that is compressed by " + compression(),
                    "Pack it anew: np.savez(path, **np.load(archive)); stored members are mapped in place.");
        }
    }

    private NpyFormatException unreadable(String found, String remedy) {
        return new NpyFormatException(source(), 0, "an npy file", found, remedy);
    }
}
