/**
 * NumPy {@code .npz} archives, which are ZIP archives of {@code .npy} files. {@link io.github.npymap.npz.Npz} opens and
 * creates them.
 *
 * <p>A member that is stored as it is, as {@code np.savez} does, is mapped inside the archive by whatever backend is
 * selected. A compressed one, as {@code np.savez_compressed} makes, is unpacked into a temporary file and mapped there.
 */
package io.github.npymap.npz;
