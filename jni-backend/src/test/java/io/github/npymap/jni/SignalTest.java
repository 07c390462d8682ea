package io.github.npymap.jni;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;

/** The classes for JDK 17, on the JDKs that they are for. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(max = JRE.JAVA_21)
class SignalTest extends SignalSpec {}
