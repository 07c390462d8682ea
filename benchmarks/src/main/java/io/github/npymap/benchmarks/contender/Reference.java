package io.github.npymap.benchmarks.contender;

import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Path;

/** The same work in C, compiled with {@code -O3 -march=native -ffast-math}; and what only C can do to a file. */
public final class Reference implements AutoCloseable {
    static {
        load();
    }

    private final long handle;

    public Reference(Path path, int itemsize) throws IOException {
        handle = open(path.toString(), itemsize);
        // User addresses are positive; errors are small and negative.
        check(handle < 0 ? (int) handle : 0, "map " + path);
    }

    private static void load() {
        try {
            System.load(Native.extractFromResourcePath("npymap_reference", Reference.class.getClassLoader())
                    .getPath());
        } catch (IOException e) {
            throw new IllegalStateException("this jar was built without the C reference (-Dnative.skip?)", e);
        }
    }

    public double sum() {
        return sum(handle);
    }

    double pick(long stride, long[] rows, long[] columns) {
        return pick(handle, stride, rows, columns);
    }

    void gather(long[] indices, double[] out) {
        gather(handle, indices, out);
    }

    void gather(long[] indices, float[] out) {
        gather(handle, indices, out);
    }

    public double rows(double[] row) {
        return rows(handle, row);
    }

    public double rows(float[] row) {
        return rows(handle, row);
    }

    void adviseRandom() throws IOException {
        check(adviseRandom(handle), "advise");
    }

    @Override
    public void close() {
        close(handle);
    }

    /** Drops the file from the page cache; works only while nobody maps it. */
    public static void evict(Path path) throws IOException {
        check(evict(path.toString()), "evict " + path);
    }

    /** The part of the file that is in the page cache, from 0 to 1. */
    public static double resident(Path path) throws IOException {
        double fraction = resident(path.toString());
        check(fraction < 0 ? (int) fraction : 0, "look for the pages of " + path);
        return fraction;
    }

    /** Has the system find as much free memory as the file will need, so that no sample pays for that. */
    public static void condition(long bytes) throws IOException {
        check(conditionMemory(bytes), "allocate " + bytes + " bytes");
    }

    private static void check(int result, String action) throws IOException {
        if (result < 0) {
            throw new IOException("cannot " + action + ": errno " + -result);
        }
    }

    private static native long open(String path, int itemsize);

    private static native void close(long handle);

    private static native int adviseRandom(long handle);

    private static native int evict(String path);

    private static native double resident(String path);

    private static native int conditionMemory(long bytes);

    private static native double sum(long handle);

    private static native double pick(long handle, long stride, long[] rows, long[] columns);

    private static native void gather(long handle, long[] indices, Object out);

    private static native double rows(long handle, Object row);
}
