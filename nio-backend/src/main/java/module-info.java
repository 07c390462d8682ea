/** The nio backend of npymap. */
module io.github.npymap.nio {
    requires io.github.npymap;
}
