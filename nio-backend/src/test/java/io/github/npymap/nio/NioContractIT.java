package io.github.npymap.nio;

/** The same with the classes for this JDK, which only the packaged jar shows. */
class NioContractIT extends NioContractTest {
    @Override
    protected long allocatedPerMove() {
        return Runtime.version().feature() >= 22 ? 0 : super.allocatedPerMove();
    }

    /** Eight elements are a segment of 40 bytes, which the compiler does not always do without. */
    @Override
    protected long allocatedPerSummed() {
        return Runtime.version().feature() >= 22 ? 5 : 0;
    }
}
