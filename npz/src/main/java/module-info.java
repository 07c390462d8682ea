/** NumPy {@code .npz} archives: members mapped where they lie, and archives written so that they can be. */
module io.github.npymap.npz {
    requires transitive io.github.npymap;
    requires org.apache.commons.compress;

    exports io.github.npymap.npz;
}
