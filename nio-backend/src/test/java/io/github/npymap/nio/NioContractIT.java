package io.github.npymap.nio;

/** The same with the classes for this JDK, which only the packaged jar shows. */
class NioContractIT extends NioContractTest {
    @Override
    protected long allocatedPerMove() {
        return Runtime.version().feature() >= 22 ? 0 : super.allocatedPerMove();
    }
}
