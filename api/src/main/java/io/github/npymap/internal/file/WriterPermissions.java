package io.github.npymap.internal.file;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Permissions of a lock file: the owner's at first, then those of all users that may write the protected file. These are
 * refused because of the lock, and may lock the file again that a killed process left.
 */
public final class WriterPermissions {
    private static final System.Logger LOG = System.getLogger(WriterPermissions.class.getName());

    private WriterPermissions() {}

    /** For a new file: only the owner may open it. None where the file system has no such permissions. */
    public static FileAttribute<?>[] ownerOnly(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(ownerOnly())}
                : new FileAttribute<?>[0];
    }

    /** Does nothing where the lock file belongs to another user, or the file system has no such permissions. */
    static void copy(Path file, Path lockFile) {
        try {
            PosixFileAttributes protects = view(file).readAttributes();
            PosixFileAttributeView lock = view(lockFile);
            Set<PosixFilePermission> permissions = ownerOnly();
            if (protects.permissions().contains(PosixFilePermission.GROUP_WRITE) && setGroup(lock, protects.group())) {
                permissions.add(PosixFilePermission.GROUP_READ);
                permissions.add(PosixFilePermission.GROUP_WRITE);
            }
            if (protects.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
                permissions.add(PosixFilePermission.OTHERS_READ);
                permissions.add(PosixFilePermission.OTHERS_WRITE);
            }
            // By the path: the view does not follow links, opens the file therefore, and releases the lock by closing
            // it.
            Files.setPosixFilePermissions(lockFile, permissions);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.DEBUG, () -> "the permissions of " + lockFile + " stay what they are", e);
        }
    }

    private static PosixFileAttributeView view(Path path) {
        PosixFileAttributeView view =
                Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            throw new UnsupportedOperationException("no POSIX permissions: " + path);
        }
        return view;
    }

    private static boolean setGroup(PosixFileAttributeView view, GroupPrincipal group) throws IOException {
        if (!view.readAttributes().group().equals(group)) {
            try {
                view.setGroup(group);
            } catch (FileSystemException e) {
                LOG.log(Level.DEBUG, () -> "this process is not in the group " + group, e);
                return false;
            }
        }
        return true;
    }

    private static Set<PosixFilePermission> ownerOnly() {
        return EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
}
