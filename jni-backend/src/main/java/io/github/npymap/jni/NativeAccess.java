package io.github.npymap.jni;

/** Whether a module may call native code without a warning of the JVM. Replaced from JDK 22 on; before, any may. */
final class NativeAccess {
    private NativeAccess() {}

    static boolean isGranted(Module module) {
        return true;
    }
}
