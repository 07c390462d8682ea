# Read by bin/npymap and lib/prepare, with lib set. Sets java, and where there is or could be a file that speeds up
# the start of this JVM: start its name, feature the Java version (0: this JVM has none).

if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
else
    java=$(command -v java)
fi
if [ ! -x "$java" ]; then
    echo "npymap: no Java: set JAVA_HOME to a JDK or JRE from 17 on, or put java on the PATH" >&2
    exit 1
fi

# Every JDK says in this file what it is. Without it, everything works and starts slower.
home=$(readlink -f "$java")
home=${home%/bin/java}
version=
if [ -r "$home/release" ]; then
    while IFS='="' read -r name _ value _; do
        case $name in
            JAVA_VERSION) version=${version:-$value} ;;
            JAVA_RUNTIME_VERSION) version=$value ;;
        esac
    done < "$home/release"
fi
feature=${version%%[!0-9]*}
feature=${feature:-0}
if [ "$feature" -ge 25 ]; then
    start=$lib/start-$version.aot
elif [ "$feature" -ge 17 ]; then
    start=$lib/start-$version.jsa
else
    feature=0
    start=
fi
