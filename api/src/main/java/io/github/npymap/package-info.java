/**
 * NumPy {@code .npy} files as memory-mapped n-dimensional arrays. {@link io.github.npymap.Npy} is where to begin.
 *
 * <p><b>What is promised.</b> Opening a file reads its header and nothing else. Views never copy. Every write to an
 * array of a file that was opened with {@link io.github.npymap.Mode#READ} is an exception. After a file is closed,
 * every use of its arrays is an {@link java.lang.IllegalStateException}, on any thread, and no interleaving of close
 * with other calls harms the process. Results do not depend on the backend.
 *
 * <p><b>What is not.</b> Concurrent accesses to the same element are ordered by nothing but the caller's own
 * synchronisation.
 */
package io.github.npymap;
