/**
 * Mappings made with {@link java.nio.channels.FileChannel#map}: pure Java, no flags, no warnings, every platform.
 *
 * <p>All but one class is the same on every JDK. {@link io.github.npymap.nio.MappedMemory}, which holds the address
 * space, exists twice in a multi-release jar, and the two differ in what {@code close()} can promise:
 *
 * <ul>
 *   <li><b>JDK 22 and later</b>: one memory segment. When {@code close()} returns, the file is unmapped, and a thread
 *       that was in the middle of an access gets an {@link java.lang.IllegalStateException}.
 *   <li><b>JDK 17 to 21</b>: byte buffers, which cannot be unmapped while somebody may be reading them. {@code close()}
 *       drops them: later accesses get the {@code IllegalStateException}, and address space and file are released when
 *       the garbage collector finds the buffers.
 * </ul>
 *
 * <p>There is no advice, prefetch or residency here: the JDK offers none for mapped files, and the answers say so.
 */
package io.github.npymap.nio;
