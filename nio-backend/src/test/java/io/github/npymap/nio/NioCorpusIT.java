package io.github.npymap.nio;

/** The same with the classes for this JDK, which only the packaged jar shows. */
class NioCorpusIT extends NioCorpusTest {}
