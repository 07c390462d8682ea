package io.github.npymap.npz;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** An entry as Python makes it, but for the alignment: the same arrays make the same archive at any time and place. */
final class NewEntry extends ZipArchiveEntry {
    /** What NumPy aligns data to; the length of its headers is a multiple of it. */
    private static final int ALIGNMENT = 64;

    private static final int OWNER_ONLY = 0600;
    /** The second moment that ZIP knows: what the library makes of the first depends on where it runs. */
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

    private NewEntry(String name) {
        setUnixMode(OWNER_ONLY);
        // Not through the constructor, which would take it for a name from DOS and turn its backslashes around.
        setName(name);
        setTime(LONG_AGO.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
    }

    /** An entry whose bytes can be mapped. */
    static NewEntry stored(String name, long size) {
        NewEntry entry = new NewEntry(name);
        entry.setMethod(ZipArchiveOutputStream.STORED);
        entry.setSize(size);
        entry.setAlignment(ALIGNMENT);
        return entry;
    }

    /** An entry to be compressed, whose size in the archive nobody knows before. */
    static NewEntry deflated(String name) {
        NewEntry entry = new NewEntry(name);
        entry.setMethod(ZipArchiveOutputStream.DEFLATED);
        return entry;
    }
}
