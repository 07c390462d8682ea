package io.github.npymap.jni;

import com.sun.jna.FunctionMapper;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.github.npymap.spi.Availability;
import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The C library: whether there is one for this platform, and loading it, once, for JNA and for JNI. */
final class CLibrary {
    private static final String NAME = "npymap";

    private CLibrary() {}

    /** Loads nothing unless the JVM allows it without a word. */
    static Availability availability() {
        try {
            if (!isPresent()) {
                return Availability.unavailable(absent());
            }
            Module[] users = {CLibrary.class.getModule(), Native.class.getModule()};
            if (!Stream.of(users).allMatch(NativeAccess::isGranted)) {
                return Availability.onRequest("the JVM would warn of native access; start it with " + grant(users));
            }
            return Loaded.FAILURE == null
                    ? Availability.READY
                    : Availability.unavailable(LoadFailure.describe(Loaded.FAILURE));
        } catch (LinkageError e) {
            return Availability.unavailable(LoadFailure.describe(e));
        }
    }

    /** Makes {@link SystemCalls} and {@link Kernels} callable, or says why they are not. */
    static void load() throws IOException {
        Throwable failure;
        try {
            failure = isPresent() ? Loaded.FAILURE : new IOException(absent());
        } catch (LinkageError e) {
            failure = e;
        }
        if (failure != null) {
            throw new IOException("the jni backend is unavailable: " + LoadFailure.describe(failure), failure);
        }
    }

    private static boolean isPresent() {
        String resource = Platform.RESOURCE_PREFIX + "/" + System.mapLibraryName(NAME);
        return CLibrary.class.getClassLoader().getResource(resource) != null;
    }

    private static String absent() {
        return "there is no C library for " + Platform.RESOURCE_PREFIX + " in this build of npymap";
    }

    /** The option of the JVM by which the modules get native access. */
    private static String grant(Module... users) {
        return Stream.of(users)
                .map(module -> module.isNamed() ? module.getName() : "ALL-UNNAMED")
                .distinct()
                .collect(Collectors.joining(",", "--enable-native-access=", ""));
    }

    /** Initialised by the first who needs the library; what went wrong then is not tried again. */
    private static final class Loaded {
        @SuppressWarnings("StaticAssignmentOfThrowable") // never thrown: it is told why, over and over
        static final Throwable FAILURE = load();

        private static Throwable load() {
            try {
                // A file of its own if the library is in a jar, and then the same one for both: two copies would have
                // two signal handlers.
                File file = Native.extractFromResourcePath(NAME, CLibrary.class.getClassLoader());
                if (file == null) {
                    return new IOException("it may not be unpacked from its jar: -Djna.nounpack is set");
                }
                ElfFile.requireWhole(file.toPath());
                FunctionMapper names = (library, method) -> NAME + "_"
                        + method.getName().replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
                Native.register(
                        SystemCalls.class,
                        NativeLibrary.getInstance(file.getPath(), Map.of(Library.OPTION_FUNCTION_MAPPER, names)));
                System.load(file.getAbsolutePath());
                // Refused where native access is denied: better here than at the first element.
                MethodHandles.lookup().ensureInitialized(Memory.class);
                return null;
            } catch (IOException | IllegalAccessException | LinkageError | RuntimeException e) {
                return e;
            }
        }
    }
}
