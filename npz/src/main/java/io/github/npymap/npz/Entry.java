package io.github.npymap.npz;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * One entry of an archive's directory.
 *
 * @param zip as the ZIP library knows it
 * @param name as Python knows it
 * @param end the byte of the archive where something else begins
 */
record Entry(ZipArchiveEntry zip, String name, long end) {
    /** What names are in that do not say otherwise. */
    private static final Charset ORIGINAL_CHARSET = Charset.forName("IBM437");

    static Entry of(ZipArchiveEntry zip, long end) {
        Charset charset = zip.getGeneralPurposeBit().usesUTF8ForNames() ? StandardCharsets.UTF_8 : ORIGINAL_CHARSET;
        String name = new String(zip.getRawName(), charset);
        int nul = name.indexOf('\0');
        return new Entry(zip, nul < 0 ? name : name.substring(0, nul), end);
    }

    int method() {
        return zip.getMethod();
    }

    String methodName() {
        ZipMethod method = ZipMethod.getMethodByCode(zip.getMethod());
        return method == null || method == ZipMethod.UNKNOWN
                ? "method " + zip.getMethod()
                : method.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    long size() {
        return zip.getSize();
    }

    long compressedSize() {
        return zip.getCompressedSize();
    }

    long crc() {
        return zip.getCrc();
    }

    long headerOffset() {
        return zip.getLocalHeaderOffset();
    }

    long disk() {
        return zip.getDiskNumberStart();
    }

    boolean isEncrypted() {
        return zip.getGeneralPurposeBit().usesEncryption();
    }

    boolean isDirectory() {
        return name.endsWith("/");
    }
}
