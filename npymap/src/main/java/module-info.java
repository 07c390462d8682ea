/** The usual set: whoever requires this has the api, and at run time both backends. */
module io.github.npymap.all {
    requires transitive io.github.npymap;
}
