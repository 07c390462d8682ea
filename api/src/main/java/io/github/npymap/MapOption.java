package io.github.npymap;

import io.github.npymap.types.Mode;

/** What else opening an existing file may do. */
public enum MapOption {
    /**
     * Lengthens a file that is shorter than its header says, with zeros that have their place on the disk, as NumPy's
     * mode {@code 'r+'} does unasked; without this such a file is refused. Only for {@link Mode#READ_WRITE}.
     */
    EXTEND
}
