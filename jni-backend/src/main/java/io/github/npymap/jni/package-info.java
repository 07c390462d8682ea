/**
 * Mappings made by a small C library, which is called in two ways. What is rare and talks to the system goes through
 * JNA ({@link io.github.npymap.jni.SystemCalls}); what is frequent and touches data goes through JNI ({@link
 * io.github.npymap.jni.Kernels}), at a twentieth of the price per call. Single elements need neither: the address is
 * known, and {@link io.github.npymap.jni.Memory} reads it.
 *
 * <p>{@link io.github.npymap.jni.JniMapping} says how a mapping can be closed under its readers, and what reading costs
 * for it: nothing, as long as the value is not zero.
 *
 * <p>Not promised: that a file which another process truncates can be read safely element by element. Whole ranges end
 * in an exception that names the file; a single element ends in HotSpot's {@link java.lang.InternalError}.
 */
package io.github.npymap.jni;
