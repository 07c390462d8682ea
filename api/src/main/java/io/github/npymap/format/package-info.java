/**
 * The {@code .npy} format: from the bytes of a header to its values and back. Nothing here touches array data, keeps
 * state, or reads more than a header.
 *
 * <p>Reading goes through one room after the other, each refusing before the next spends anything:
 *
 * <ol>
 *   <li>{@link io.github.npymap.format.HeaderReader} leads the way: magic, version, and a bound on the header's length
 *       before a byte of it is read; what is no {@code .npy} file is named by {@link
 *       io.github.npymap.internal.file.FileKind};
 *   <li>{@link io.github.npymap.internal.python.LiteralParser} turns the text into a {@link
 *       io.github.npymap.internal.python.PythonLiteral}, nested at most 64 deep;
 *   <li>{@link io.github.npymap.format.HeaderDictionary} finds the three entries, {@link
 *       io.github.npymap.internal.descr.DescrReader} makes the type and {@link io.github.npymap.internal.descr.ShapeReader} the shape,
 *       in exact arithmetic;
 *   <li>{@link io.github.npymap.format.NpyHeader#requireFits} compares the result with the file's size.
 * </ol>
 *
 * <p>{@link io.github.npymap.format.HeaderWriter} goes the other way, through {@link
 * io.github.npymap.types.DescrWriter}.
 *
 * <p>The reader takes what NumPy takes, except where taking it could only be a mistake: negative or boolean axes,
 * nesting beyond 64, NumPy's comma strings, {@code \N{name}} escapes. It reads {@code np.int64(3)} in a shape, which
 * NumPy once wrote by mistake and does not read.
 */
package io.github.npymap.format;
