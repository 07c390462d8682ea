package io.github.npymap.jni;

/** Whether a module may call native code without a warning of the JVM. */
final class NativeAccess {
    private NativeAccess() {}

    static boolean isGranted(Module module) {
        return module.isNativeAccessEnabled();
    }
}
