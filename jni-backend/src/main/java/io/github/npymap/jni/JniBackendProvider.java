package io.github.npymap.jni;

import io.github.npymap.spi.Availability;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.OpenFile;
import io.github.npymap.types.Mode;
import java.io.IOException;
import java.nio.file.Path;

/** Offers mappings made by the C library, where it can be loaded. */
public final class JniBackendProvider implements BackendProvider {
    /** What {@link java.util.ServiceLoader} calls. */
    public JniBackendProvider() {}

    @Override
    public String name() {
        return "jni";
    }

    @Override
    public int priority() {
        return 100;
    }

    @Override
    public Availability availability() {
        return CLibrary.availability();
    }

    @Override
    public OpenFile open(Path file, Mode mode) throws IOException {
        CLibrary.load();
        return JniFile.open(file, mode);
    }

    @Override
    public boolean copyAccess(Path from, Path to) throws IOException {
        CLibrary.load();
        int result = SystemCalls.copyAccess(NativePath.of(from), NativePath.of(to));
        if (result == 0) {
            return true;
        }
        SystemFailure failure = new SystemFailure(-result);
        if (failure.kind() == SystemFailure.Kind.UNSUPPORTED) {
            return false;
        }
        throw failure.whileCopyingAccess(from);
    }
}
