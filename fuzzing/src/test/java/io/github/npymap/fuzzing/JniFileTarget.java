package io.github.npymap.fuzzing;

import io.github.npymap.Backend;
import io.github.npymap.BackendStatus;
import io.github.npymap.Npy;
import io.github.npymap.spi.Availability;
import java.io.IOException;

/** Whole files, opened by the backend {@code jni}, whose kernels run in C; by no backend where that is not available. */
public final class JniFileTarget {
    private static final Backend JNI = Npy.backends().stream()
                    .filter(backend -> backend.name().equals("jni"))
                    .map(BackendStatus::availability)
                    .anyMatch(availability -> availability.status() != Availability.Status.UNAVAILABLE)
            ? Npy.using("jni")
            : null;

    private JniFileTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (JNI != null) {
            FileTarget.read(input, JNI);
        }
    }
}
