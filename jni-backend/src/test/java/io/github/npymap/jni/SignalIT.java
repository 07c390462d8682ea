package io.github.npymap.jni;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The classes for this JDK, which only the packaged jar shows. */
@EnabledOnOs(OS.LINUX)
class SignalIT extends SignalSpec {}
