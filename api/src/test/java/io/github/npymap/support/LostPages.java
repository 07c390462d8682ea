package io.github.npymap.support;

/** How exactly a backend answers where a page is gone. */
public enum LostPages {
    /** Every access throws the exception that names the file. */
    EXACT,
    /**
     * All but accesses to single elements do. HotSpot leaves these with a value that nobody put there, and has an error
     * that comes later: at the latest with the thread's next bulk move, flush or close.
     */
    EXACT_IN_RANGES,
    /**
     * The same, but at a safepoint before JDK 22 HotSpot's error passes by the handlers of the method that it finds
     * running, so that it may come as it is out of any access.
     */
    LATE
}
