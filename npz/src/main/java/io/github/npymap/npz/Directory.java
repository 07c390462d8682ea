package io.github.npymap.npz;

import io.github.npymap.format.NpyFormatException;
import io.github.npymap.internal.file.FileKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The directory of an archive.
 *
 * @param zip the archive as the ZIP library knows it
 * @param entries in the order of the directory
 */
record Directory(ZipFile zip, List<Entry> entries) {
    private static final String EXPECTED = "a ZIP archive, with a complete directory at its end";

    /** Reads it, and finds out first whether this is an archive at all. */
    static Directory read(ArchiveChannel channel, String source) throws IOException {
        requireZip(channel, source);
        long size = channel.size();
        Optional<EndRecord> end = Damage.guard(channel, source, size, EXPECTED, () -> EndRecord.find(channel));
        if (end.isEmpty()) {
            throw Damage.refusal(source, size, EXPECTED, "no directory");
        }
        if (end.get().disks() != 1) {
            throw new NpyFormatException(
                    source, 0, "a whole ZIP archive", "one that is split into parts", "Join them first: zip -s 0.");
        }
        ZipFile zip = Damage.guard(
                channel,
                source,
                size,
                EXPECTED,
                () -> ZipFile.builder()
                        .setSeekableByteChannel(channel)
                        .setIgnoreLocalFileHeader(true)
                        .get());
        channel.endOfDirectory();
        List<Entry> entries = entries(Collections.list(zip.getEntries()), size);
        if (!end.get().counts(entries.size())) {
            throw Damage.refusal(
                    source,
                    size,
                    "a directory of " + end.get().entries() + " members",
                    entries.size() + " that can be read");
        }
        return new Directory(zip, entries);
    }

    private static void requireZip(ArchiveChannel channel, String source) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(FileKind.SNIFFED_BYTES);
        while (start.hasRemaining() && channel.read(start) > 0) {
            // Until there is no more, or enough.
        }
        FileKind kind = FileKind.of(Arrays.copyOf(start.array(), start.position()));
        if (kind != FileKind.ZIP) {
            throw new NpyFormatException(
                    source, 0, "an npz file, which is a ZIP archive", kind.description(), kind.remedy());
        }
    }

    /** Python's rule: a member ends where the next begins, so that no byte is unpacked twice. */
    private static List<Entry> entries(List<ZipArchiveEntry> found, long size) {
        List<ZipArchiveEntry> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingLong(ZipArchiveEntry::getLocalHeaderOffset));
        IdentityHashMap<ZipArchiveEntry, Long> ends = new IdentityHashMap<>();
        long end = size;
        for (int k = sorted.size() - 1; k >= 0; k--) {
            ends.put(sorted.get(k), end);
            end = sorted.get(k).getLocalHeaderOffset();
        }
        return found.stream().map(entry -> Entry.of(entry, ends.get(entry))).toList();
    }
}
