/**
 * NumPy {@code .npy} files as memory-mapped n-dimensional arrays. {@link io.github.npymap.Npy} is where to begin.
 *
 * <p><b>What is promised.</b> Opening a file reads its header and nothing else. Views never copy. Every write to an
 * array of a file that was opened with {@link io.github.npymap.types.Mode#READ} is an exception. After a file is closed,
 * every use of its arrays is an {@link java.lang.IllegalStateException}, on any thread, and no interleaving of close
 * with other calls harms the process. Results do not depend on the backend.
 *
 * <p><b>Between threads.</b> All objects of this package but {@link io.github.npymap.NpyAppender} and {@link
 * io.github.npymap.RawBuilder} may be used by any number of threads. Of these:
 *
 * <ul>
 *   <li>An element is read and assigned as a plain field is. Who learns of an assignment through synchronisation of the
 *       caller's, such as a volatile field, sees it, also in another mapping of the same file, and in other processes.
 *   <li>A call that overlaps {@link io.github.npymap.NpyFile#close} does what it would have done before, or throws. Reads
 *       return what is in the file; an assignment that returns has reached the file. Who has got the exception once gets
 *       it ever after, and so does everybody who knows that {@code close} has returned.
 *   <li>{@link io.github.npymap.NpyFile#flush} and {@code close} order nothing between threads: who does not know that
 *       they have returned may see older elements.
 * </ul>
 *
 * <p><b>What is not promised.</b> Concurrent accesses to the same element are ordered by nothing but the caller's own
 * synchronisation. Bulk moves and reductions are not atomic: they may see some of another thread's assignments and miss
 * others, and one that throws may have done part of its work. There are no volatile or atomic accesses.
 */
package io.github.npymap;
