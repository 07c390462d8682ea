package io.github.npymap.jni;

/** The same with the classes for this JDK, which only the packaged jar shows. */
class TruncationIT extends TruncationTest {}
