package io.github.npymap.benchmarks.contender;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.util.passthrough.PassthroughNDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.jetbrains.bio.npy.NpyArray;
import org.jetbrains.bio.npy.NpyFile;

/** Other libraries for the JVM that read npy files; all of them copy the data to the heap. */
public final class Libraries {
    /** The size of the pieces that it maps; its own default. */
    private static final int STEP = 1 << 18;

    private Libraries() {}

    public static Object readByJetBrains(DataFile data) {
        NpyArray array = NpyFile.read(data.path(), STEP);
        return data.isDouble() ? array.asDoubleArray() : array.asFloatArray();
    }

    public static Object readByDjl(DataFile data) throws IOException {
        try (InputStream in = Files.newInputStream(data.path())) {
            NDArray array = NDList.decode(PassthroughNDManager.INSTANCE, in).singletonOrThrow();
            return data.isDouble() ? array.toDoubleArray() : array.toFloatArray();
        }
    }
}
