module org.example.means {
    requires io.github.npymap;
}
