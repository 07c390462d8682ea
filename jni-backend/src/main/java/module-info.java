/** The jni backend of npymap. */
module io.github.npymap.jni {
    requires io.github.npymap;
    requires com.sun.jna;
    requires jdk.unsupported;
}
