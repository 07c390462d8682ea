/** Files: limits, free space, kinds, temporary files that take their place when they are complete. */
package io.github.npymap.internal.file;
