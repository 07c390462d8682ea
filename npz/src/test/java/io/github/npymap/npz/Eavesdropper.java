package io.github.npymap.npz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.npymap.support.Environment;
import io.github.npymap.support.NumPy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A process of another user that opens every file that appears or changes in a folder, and reads what it can. */
record Eavesdropper(Process process, Path folder) implements AutoCloseable {
    /**
     * @param read names of the files of which a byte was read, with commas between them
     * @param denied attempts that the permissions of a file ended
     * @param gone attempts that came after the file had been removed or renamed
     */
    record Report(String read, long denied, long gone) {}

    private static final String STOP = "stop";

    /** Files that had no bytes when they were opened are read again later: what is open stays readable. */
    private static final String SCRIPT = """
            import collections, ctypes, os, struct, sys
            MODIFY, ATTRIB, CLOSE_WRITE, MOVED_TO, CREATE = 0x2, 0x4, 0x8, 0x80, 0x100
            folder = sys.argv[1]
            libc = ctypes.CDLL(None, use_errno=True)
            queue = libc.inotify_init1(0)
            try:
                os.setgroups([])
                os.setresgid(12345, 12345, 12345)
                os.setresuid(12345, 12345, 12345)
            except OSError as e:
                sys.exit('no other user: %s' % e)
            if libc.inotify_add_watch(queue, folder.encode(), MODIFY | ATTRIB | CLOSE_WRITE | MOVED_TO | CREATE) < 0:
                sys.exit('cannot watch: %s' % os.strerror(ctypes.get_errno()))
            print('watching', flush=True)
            denied = gone = 0
            read = set()
            opened = collections.deque()
            def again(most):
                while len(opened) > most:
                    name, file = opened.popleft()
                    if os.read(file, 1):
                        read.add(name)
                    os.close(file)
            running = True
            while running:
                events = os.read(queue, 1 << 16)
                at = 0
                while at < len(events):
                    length = struct.unpack_from('iIII', events, at)[3]
                    name = os.fsdecode(events[at + 16:at + 16 + length].rstrip(b'\\0'))
                    at += 16 + length
                    if name == 'stop':
                        running = False
                        break
                    try:
                        file = os.open(folder + '/' + name, os.O_RDONLY | os.O_NONBLOCK)
                        if os.read(file, 1):
                            read.add(name)
                        opened.append((name, file))
                        again(100)
                    except PermissionError:
                        denied += 1
                    except FileNotFoundError:
                        gone += 1
            again(0)
            print(denied, gone, ','.join(sorted(read)))
            """;

    /** Skips the calling test where there cannot be one. The folder may be used by everybody from now on. */
    static Eavesdropper on(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Process process = new ProcessBuilder(NumPy.PYTHON, "-c", SCRIPT, folder.toString())
                .redirectErrorStream(true)
                .start();
        String line = process.inputReader().readLine();
        Environment.require("watching".equals(line), "no process of another user that watches a folder: " + line);
        return new Eavesdropper(process, folder);
    }

    /** Ends it when it has tried everything that has happened until now. */
    Report report() throws IOException, InterruptedException {
        Files.createFile(folder.resolve(STOP));
        BufferedReader output = process.inputReader();
        String[] parts = output.readLine().split(" ", 3);
        assertThat(process.waitFor()).isZero();
        return new Report(parts[2], Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
