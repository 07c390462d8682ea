/** The backend with a C library: one mmap for a whole file, advice, and kernels. Found by {@link java.util.ServiceLoader}. */
module io.github.npymap.jni {
    requires io.github.npymap;
    requires com.sun.jna;
    requires jdk.unsupported;

    provides io.github.npymap.spi.BackendProvider with
            io.github.npymap.jni.JniBackendProvider;
}
