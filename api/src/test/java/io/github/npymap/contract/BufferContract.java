package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.npymap.CreateOption;
import io.github.npymap.Npy;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Buffers on the memory of a mapping. */
abstract class BufferContract extends Contract {
    private static final int LENGTH = 10_000;
    private static final int ROUNDS = 30;

    private Path ones() throws IOException {
        Path path = fresh();
        double[] values = new double[LENGTH];
        Arrays.fill(values, 1);
        Npy.save(path, values, 100, 100);
        return path;
    }

    @Test
    void aBufferHasTheElementsInTheOrderOfTheDtype() throws IOException {
        NpyArray array = zeros(DType.FLOAT32.bigEndian(), Shape.of(5, 3));
        array.setFloat(2, 1, 2.5f);
        array.setFloat(4, 2, -1);

        ByteBuffer row = array.at(2).asByteBuffer();
        assertThat(row.remaining()).isEqualTo(12);
        assertThat(row.asFloatBuffer().get(1)).isEqualTo(2.5f);
        assertThat(array.asByteBuffer().asFloatBuffer().get(14)).isEqualTo(-1);
        assertThat(array.at(2).at(1).asByteBuffer().getFloat()).isEqualTo(2.5f);
    }

    @Test
    void whatIsWrittenToABufferIsInTheFileAndTheOtherWayRound() throws IOException {
        NpyArray array = zeros(DType.INT32, Shape.of(10));
        ByteBuffer buffer = array.asByteBuffer();

        buffer.putInt(12, 7);
        array.setInt(4, 8);

        assertThat(array.getInt(3)).isEqualTo(7);
        assertThat(buffer.getInt(16)).isEqualTo(8);
    }

    @Test
    void privateChangesStayPrivate() throws IOException {
        Path path = ones();
        NpyArray array = open(path, Mode.COPY_ON_WRITE).array();
        ByteBuffer buffer;
        try {
            buffer = array.asByteBuffer();
        } catch (UnsupportedOperationException e) {
            abort(e.getMessage());
            return;
        }

        buffer.putDouble(80, 5);

        assertThat(array.getDouble(0, 10)).isEqualTo(5);
        assertThat(open(path, Mode.READ).array().getDouble(0, 10)).isEqualTo(1);
    }

    @Test
    void aBufferOfAFileThatIsReadCannotBeWrittenTo() throws IOException {
        ByteBuffer buffer = open(ones(), Mode.READ).array().asByteBuffer();

        assertThat(buffer.isReadOnly()).isTrue();
        assertThatExceptionOfType(ReadOnlyBufferException.class).isThrownBy(() -> buffer.put(0, (byte) 1));
    }

    @Test
    void whatIsNoSingleRunOfBytesOrTooLengthyhasNoBuffer() throws IOException {
        NpyArray array = open(ones(), Mode.READ).array();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> array.transpose().asByteBuffer())
                .withMessageContaining("read");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> array.slice(":, 0").asByteBuffer());
        assertThat(array.slice("0:0").asByteBuffer().capacity()).isZero();
        NpyArray lengthy = zeros(DType.INT8, Shape.of(1L << 31), CreateOption.SPARSE);
        assertThatIllegalArgumentException().isThrownBy(lengthy::asByteBuffer).withMessageContaining("slice");
        assertThat(lengthy.slice("-5:").asByteBuffer().capacity()).isEqualTo(5);
    }

    @Test
    void afterCloseABufferThrowsOrShowsTheFile() throws IOException {
        NpyFile file = open(ones(), Mode.READ);
        ByteBuffer buffer = file.array().asByteBuffer();
        ByteBuffer view = buffer.slice(80, 800).asReadOnlyBuffer().order(buffer.order());
        file.close();

        assertThatIllegalStateException().isThrownBy(file.array()::asByteBuffer);
        assertThatIllegalStateException().isThrownBy(() -> file.array().getDouble(0, 10));
        for (int k = 0; k < 1000; k++) {
            assertThat(oneOrClosed(view, 8 * (k % 100))).isTrue();
        }
    }

    @Test
    void aBufferKeepsItsMemoryWhenNobodyKnowsTheFile() throws IOException {
        ByteBuffer view = forgotten(ones());
        for (int round = 0; round < 5; round++) {
            System.gc();
            for (int at = 0; at < view.capacity(); at += Double.BYTES) {
                assertThat(view.getDouble(at)).isEqualTo(1);
            }
        }
    }

    /** Opened past {@link #open}, which would keep it. */
    @SuppressWarnings("resource")
    private ByteBuffer forgotten(Path path) throws IOException {
        ByteBuffer buffer = backend().open(path, Mode.READ).array().asByteBuffer();
        return buffer.slice().order(buffer.order());
    }

    @Test
    void closingUnderAReaderOfABufferHarmsNobody() throws Exception {
        Path path = ones();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                NpyFile file = open(path, Mode.READ);
                ByteBuffer buffer = file.array().asByteBuffer();
                CountDownLatch reading = new CountDownLatch(1);
                Future<Boolean> result = reader.submit(() -> {
                    boolean right = true;
                    try {
                        for (int k = 0; k < 50 * LENGTH && right; k++) {
                            right = buffer.getDouble(8 * (k % LENGTH)) == 1;
                            reading.countDown();
                        }
                    } catch (IllegalStateException e) {
                        return right; // it is being closed
                    }
                    return right;
                });
                assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
                file.close();
                assertThat(result.get(60, TimeUnit.SECONDS)).isTrue();
            }
        } finally {
            reader.shutdownNow();
        }
    }

    private static boolean oneOrClosed(ByteBuffer buffer, int at) {
        try {
            return buffer.getDouble(at) == 1;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
