/** Files: limits, free space, kinds. */
package io.github.npymap.internal.file;
