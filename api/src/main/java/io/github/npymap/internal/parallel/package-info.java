/** One operation on several threads. */
package io.github.npymap.internal.parallel;
