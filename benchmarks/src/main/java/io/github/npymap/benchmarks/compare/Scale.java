package io.github.npymap.benchmarks.compare;

import io.github.npymap.benchmarks.contender.DataFile;
import io.github.npymap.types.DType;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How much of everything.
 *
 * @param warmUpMillis how long each contender runs before it is measured
 * @param turnMillis how long each contender measures before it is the next one's turn
 * @param leastLimit the least memory that a process gets in the scan with limited memory: a JVM needs some for itself
 */
record Scale(
        long matrixRows,
        int matrixColumns,
        long embeddingRows,
        int embeddingColumns,
        int picks,
        int coldPicks,
        int rowPicks,
        int columnPicks,
        int warmRounds,
        int coldRounds,
        int limitedRounds,
        int processRounds,
        int warmUpMillis,
        int turnMillis,
        long leastLimit) {
    private static final long LEAST_LIMIT = 128L << 20;
    private static final long MOST_COPIED = 256L << 20;

    /** What the bars are for. */
    static final Scale FULL =
            new Scale(2000, 100_000, 500_000, 768, 1_000_000, 4000, 4096, 256, 11, 5, 5, 15, 800, 60, LEAST_LIMIT);

    /** Whether everything runs; the figures mean nothing. */
    static final Scale QUICK = new Scale(200, 10_000, 5000, 768, 10_000, 400, 256, 64, 3, 2, 1, 2, 0, 0, LEAST_LIMIT);

    DataFile generate(Row.Source source, Path directory) throws IOException {
        return switch (source) {
            case MATRIX -> DataFile.make(directory, DType.FLOAT64, matrixRows, matrixColumns);
            case EMBEDDINGS -> DataFile.make(directory, DType.FLOAT32, embeddingRows, embeddingColumns);
            case BIG_ENDIAN -> DataFile.make(directory, DType.FLOAT64.bigEndian(), matrixRows / 4, matrixColumns);
            case HALF -> DataFile.make(directory, DType.FLOAT16, matrixRows / 4, matrixColumns);
        };
    }

    /** The same for a file of any shape: batches that fit into an array. */
    Scale fitting(DataFile file) {
        long row = (long) file.columns() * file.dtype().itemsize();
        long column = file.rows() * file.dtype().itemsize();
        return new Scale(
                file.rows(),
                file.columns(),
                embeddingRows,
                embeddingColumns,
                picks,
                coldPicks,
                (int) Math.max(1, Math.min(rowPicks, MOST_COPIED / row)),
                (int) Math.max(1, Math.min(columnPicks, MOST_COPIED / column)),
                warmRounds,
                coldRounds,
                limitedRounds,
                processRounds,
                warmUpMillis,
                turnMillis,
                leastLimit);
    }
}
