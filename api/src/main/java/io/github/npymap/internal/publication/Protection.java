package io.github.npymap.internal.publication;

import io.github.npymap.spi.Availability.Status;
import io.github.npymap.spi.BackendProvider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Which users may read and write a file: mode, group, owner and access control list. */
final class Protection {
    private static final System.Logger LOG = System.getLogger(Protection.class.getName());

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private Protection() {}

    /**
     * Gives a new file what protects the file that it is about to replace. Where the group or the access control list
     * cannot be kept, only the owner may use the new file: the bits of the others were given in view of what is lost. If
     * the old file is gone, the new one stays as it is.
     *
     * @throws IOException if the mode cannot be read or set
     */
    static void copy(Path from, Path to) throws IOException {
        PosixFileAttributeView source =
                Files.getFileAttributeView(from, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        PosixFileAttributeView target =
                Files.getFileAttributeView(to, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (source == null || target == null || !Files.isRegularFile(from, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        PosixFileAttributes old = source.readAttributes();
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(old.permissions());
        boolean sameGroup = keepsGroup(old, target);
        // Bits of the group are the mask of a list: without them and those of others, a list changes nothing.
        if (!OWNERS.containsAll(permissions) && !(sameGroup && keepsAccess(from, to))) {
            permissions.retainAll(OWNERS);
        }
        keepOwner(old, target);
        target.setPermissions(permissions);
    }

    private static boolean keepsGroup(PosixFileAttributes old, PosixFileAttributeView target) throws IOException {
        if (old.group().equals(target.readAttributes().group())) {
            return true;
        }
        try {
            target.setGroup(old.group());
            return true;
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "the group " + old.group() + " cannot be kept", e);
            return false;
        }
    }

    private static boolean keepsAccess(Path from, Path to) {
        try {
            for (BackendProvider provider : BackendProviders.found().all()) {
                if (provider.availability().status() == Status.READY && provider.copyAccess(from, to)) {
                    break;
                }
            }
            return true;
        } catch (IOException | LinkageError e) {
            // Classes of a backend cannot be loaded where the process has no descriptor left.
            LOG.log(Level.DEBUG, () -> "the access control list of " + from + " cannot be kept", e);
            return false;
        }
    }

    /** Only root may give a file away; to any other user a file of another owner becomes one of their own. */
    private static void keepOwner(PosixFileAttributes old, PosixFileAttributeView target) throws IOException {
        if (!old.owner().equals(target.readAttributes().owner())) {
            try {
                target.setOwner(old.owner());
            } catch (IOException e) {
                LOG.log(Level.DEBUG, () -> "the owner " + old.owner() + " cannot be kept", e);
            }
        }
    }
}
