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
import java.util.Optional;

/** The C library: whether there is one for this platform, and loading it, once, for JNA and for JNI. */
final class CLibrary {
    private static final String NAME = "npymap";

    /** JNA's name for the folder that it unpacks libraries to. */
    private static final String TEMPORARY = "jna.tmpdir";

    private CLibrary() {}

    /** Loads nothing unless the JVM allows it without a word. */
    static Availability availability() {
        try {
            if (!isPresent()) {
                return Availability.unavailable(absent());
            }
            Optional<String> objection = NativeAccess.objection(CLibrary.class.getModule(), Native.class.getModule());
            if (objection.isPresent()) {
                return Availability.onRequest(objection.get());
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

    /** Initialised by the first who needs the library; what went wrong then is not tried again. */
    private static final class Loaded {
        @SuppressWarnings("StaticAssignmentOfThrowable") // never thrown: it is told why, over and over
        static final Throwable FAILURE = load();

        /**
         * Without an entry in the table of users, as containers often are, a user's folder is "?", and JNA would unpack
         * libraries to a folder of that name where the program runs.
         */
        private static void requireFolder() {
            if (System.getProperty(TEMPORARY) == null && !new File(System.getProperty("user.home", "?")).isAbsolute()) {
                System.setProperty(TEMPORARY, System.getProperty("java.io.tmpdir"));
            }
        }

        private static Throwable load() {
            try {
                requireFolder();
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
                        NativeLibrary.getInstance(
                                file.getAbsolutePath(), Map.of(Library.OPTION_FUNCTION_MAPPER, names)));
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
