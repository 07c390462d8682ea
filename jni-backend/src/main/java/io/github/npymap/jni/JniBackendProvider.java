package io.github.npymap.jni;

import io.github.npymap.spi.Availability;
import io.github.npymap.spi.BackendProvider;
import io.github.npymap.spi.MapRequest;
import io.github.npymap.spi.Mapping;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

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
    public Mapping map(MapRequest request) throws IOException {
        CLibrary.load();
        return JniMapping.map(request);
    }

    @Override
    public Optional<Mapping> mapBehind(ByteBuffer before, MapRequest request) throws IOException {
        CLibrary.load();
        return JniMapping.mapBehind(before, request);
    }

    @Override
    public void reserve(Path file, long length) throws IOException {
        CLibrary.load();
        int result = SystemCalls.reserve(NativePath.of(file), length);
        if (result < 0) {
            SystemFailure failure = new SystemFailure(-result);
            if (failure.kind() == SystemFailure.Kind.UNSUPPORTED) {
                BackendProvider.super.reserve(file, length);
            } else {
                throw failure.whileReserving(file, length);
            }
        }
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
