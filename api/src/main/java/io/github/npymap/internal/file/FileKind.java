package io.github.npymap.internal.file;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a file is, judged by its first bytes: so that a message about a file that is no {@code .npy} can say what it is
 * instead, and what reads it.
 */
public enum FileKind {
    NPY("an npy file", "Open it with Npy.open.", "\u0093NUMPY"),
    EMPTY("an empty file", "It was created but never written; save it again."),
    ZEROS(
            "zeros in place of a header",
            "Space was reserved for the file but it was never written; save or download it again."),
    ZIP("a ZIP archive, perhaps an npz file", "Open npz files with the npz module.", "PK\3\4", "PK\5\6", "PK\7\b"),
    PICKLE(
            "a Python pickle",
            "Reading a pickle runs code that it brings along. In Python, if you trust it:"
                    + " a = np.load(path, allow_pickle=True); np.save(path + '.npy', a).",
            "\u0080\2",
            "\u0080\3",
            "\u0080\4",
            "\u0080\5"),
    GZIP("gzip-compressed data", "Unpack it first: gunzip.", "\u001f\u008b"),
    ZSTD("zstd-compressed data", "Unpack it first: unzstd.", "(\u00b5/\u00fd"),
    XZ("xz-compressed data", "Unpack it first: unxz.", "\u00fd7zXZ\0"),
    BZIP2("bzip2-compressed data", "Unpack it first: bunzip2.", "BZh"),
    HDF5("an HDF5 file", "In Python: np.save(path, h5py.File(file)['name'][:]).", "\u0089HDF\r\n\u001a\n"),
    PARQUET("a Parquet file", "In Python: np.save(path, pandas.read_parquet(file).to_numpy()).", "PAR1"),
    ARROW("an Arrow or Feather file", "In Python: np.save(path, pandas.read_feather(file).to_numpy()).", "ARROW1"),
    MATLAB("a MATLAB file", "In Python: np.save(path, scipy.io.loadmat(file)['name']).", "MATLAB "),
    NETCDF("a NetCDF file", "In Python: np.save(path, xarray.open_dataset(file)['name']).", "CDF\1", "CDF\2", "CDF\5"),
    GIT_LFS(
            "a Git LFS pointer in place of the file",
            "Fetch the file itself: git lfs pull.",
            "version https://git-lfs"),
    HTML(
            "a web page, perhaps an error in place of a download",
            "Download the file again.",
            "<!DOCTYPE",
            "<!doctype",
            "<html",
            "<HTML"),
    MANGLED_NPY(
            "an npy file whose first byte was changed, as a conversion of text does",
            "Copy the original again, in binary mode.",
            "NUMPY",
            "?NUMPY",
            "\u00c2\u0093NUMPY",
            "\u00ef\u00bf\u00bdNUMPY"),
    TEXT("text", "In Python, if these are numbers: np.save(path, np.loadtxt(file))."),
    UNKNOWN(
            "bytes of no known format",
            "If these are bare numbers without a header, map them raw: Npy.raw, on the command line --raw.");

    /** How many bytes of a file are enough to judge it by. */
    public static final int SNIFFED_BYTES = 512;

    private final String description;
    private final String remedy;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is as immutable as can be; the type does not say so.
    private final List<String> signatures;

    FileKind(String description, String remedy, String... signatures) {
        this.description = description;
        this.remedy = remedy;
        this.signatures = List.of(signatures);
    }

    /** The kind of a file that begins with these bytes, at best {@link #SNIFFED_BYTES} of them. */
    public static FileKind of(byte[] start) {
        if (start.length == 0) {
            return EMPTY;
        }
        String text = new String(start, StandardCharsets.ISO_8859_1);
        for (FileKind kind : values()) {
            for (String signature : kind.signatures) {
                if (text.startsWith(signature)) {
                    return kind;
                }
            }
        }
        if (text.chars().allMatch(c -> c == 0)) {
            return ZEROS;
        }
        return text.chars().allMatch(FileKind::isTextByte) ? TEXT : UNKNOWN;
    }

    /** What the file is, in a few words: {@code an HDF5 file}. */
    public String description() {
        return description;
    }

    /** What to do with it, in full sentences. */
    public String remedy() {
        return remedy;
    }

    /** Printable ASCII, white space, and what UTF-8 and latin-1 use beyond ASCII. */
    private static boolean isTextByte(int c) {
        boolean space = c >= '\t' && c <= '\r';
        return space || (c >= ' ' && c != 0x7f);
    }
}
