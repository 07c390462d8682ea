package io.github.npymap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.npymap.CreateOption;
import io.github.npymap.NpyArray;
import io.github.npymap.NpyFile;
import io.github.npymap.types.DType;
import io.github.npymap.types.Mode;
import io.github.npymap.types.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files that take no space, since nearly all of them are holes. */
abstract class HugeContract extends Contract {
    private static final long GIB = 1L << 30;

    @Test
    void aRawFileOf5GibIsOneArray() throws IOException {
        Path path = fresh();
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(5 * GIB);
        }
        NpyArray array = closing(
                        backend().raw(path, DType.UINT8).mode(Mode.READ_WRITE).open())
                .array();
        assertThat(array.size()).isEqualTo(5 * GIB);
        long[] places = {0, GIB - 1, GIB, 2 * GIB - 1, 2 * GIB, 2 * GIB + 1, 4 * GIB - 1, 4 * GIB, 5 * GIB - 1};
        for (int k = 0; k < places.length; k++) {
            array.setInt(places[k], 200 + k);
        }
        int[] gathered = new int[places.length];
        array.gather(places, gathered);
        try (FileChannel channel = FileChannel.open(path)) {
            for (int k = 0; k < places.length; k++) {
                assertThat(array.getInt(places[k])).isEqualTo(200 + k);
                assertThat(gathered[k]).isEqualTo(200 + k);
                ByteBuffer one = ByteBuffer.allocate(1);
                channel.read(one, places[k]);
                assertThat(Byte.toUnsignedInt(one.get(0))).isEqualTo(200 + k);
            }
        }
        short[] across = new short[4];
        array.read(2 * GIB - 2, across, 0, 4);
        assertThat(across).containsExactly((short) 0, (short) 203, (short) 204, (short) 205);
        assertThat(array.slice(2 * GIB - 2 + ":" + (2 * GIB + 2)).sumLong()).isEqualTo(612);
        assertThat(array.slice("-1:-4:-1").toIntArray()).containsExactly(208, 0, 0);
        assertThat(array.slice("::" + GIB).toIntArray()).containsExactly(200, 202, 204, 0, 207);
        assertThat(array.reshape(5, -1).getInt(4, GIB - 1)).isEqualTo(208);
        byte[] run = new byte[100_000];
        Arrays.fill(run, (byte) 3);
        array.write(4 * GIB - 50_000, run, 0, run.length);
        assertThat(array.slice(4 * GIB - 50_001 + ":" + (4 * GIB + 50_001)).sumLong())
                .isEqualTo(300_000);
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(array::toShortArray);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.getInt(5 * GIB));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.read(new short[10]));
    }

    @Test
    void aMatrixOf70000By70000IsIndexedToItsLastCorner() throws IOException {
        Path path = fresh();
        long n = 70_000;
        try (NpyFile file = backend().create(path, DType.INT8, Shape.of(n, n), CreateOption.SPARSE)) {
            NpyArray array = file.array();
            assertThat(array.size()).isEqualTo(4_900_000_000L);
            array.setInt(n - 1, n - 1, 11);
            array.setInt(30_679, 0, 12);
            array.setInt(n - 1, 0, 13);
            array.slice("50000, 10:20:3").write(new byte[] {1, 2, 3, 4});
            array.write(60_000 * n + 7, new byte[] {21, 22}, 0, 2);
        }
        NpyArray array = open(path, Mode.READ).array();
        assertThat(array.getInt(n - 1, n - 1)).isEqualTo(11);
        assertThat(array.getInt(30_679, 0)).isEqualTo(12);
        assertThat(array.getInt(60_000, 8)).isEqualTo(22);
        assertThat(array.transpose().getInt(8, 60_000)).isEqualTo(22);
        assertThat(array.reshape(-1).getInt(60_000 * n + 7)).isEqualTo(21);
        assertThat(array.at(n - 1).sumLong()).isEqualTo(24);
        assertThat(array.at(n - 1).slice("::-69999").toByteArray()).containsExactly(11, 13);
        assertThat(array.slice("50000, 10:20").toByteArray()).containsExactly(1, 0, 0, 2, 0, 0, 3, 0, 0, 4);
        assertThat(array.slice(":, -1").getInt(n - 1)).isEqualTo(11);
        assertThat(array.slice("69900:, 0").sumLong()).isEqualTo(13);
        byte[] gathered = new byte[3];
        array.gather(new long[] {n * n - 1, 60_000 * n + 8, 30_679 * n}, gathered);
        assertThat(gathered).containsExactly(11, 22, 12);
        array.transpose().gather(new long[] {n * n - 1, 8 * n + 60_000, 30_679}, gathered);
        assertThat(gathered).containsExactly(11, 22, 12);
        byte[] rows = new byte[2 * (int) n];
        array.gatherRows(new long[] {n - 1, 60_000}, rows);
        assertThat(rows[0]).isEqualTo((byte) 13);
        assertThat(rows[(int) n - 1]).isEqualTo((byte) 11);
        assertThat(rows[(int) n + 8]).isEqualTo((byte) 22);
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> array.getInt(n, 0));
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> array.gather(new long[] {n * n}, gathered));
    }
}
