package io.filestore.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Lines to the parent process, each on its way before the call returns. */
final class Report {

    private static final FileOutputStream OUT = new FileOutputStream(FileDescriptor.out);

    private Report() {
    }

    static void line(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (OUT) {
            try {
                OUT.write(bytes);
            }
            catch (IOException ex) {
                // The parent is gone, and with it the purpose of this process.
                Runtime.getRuntime().halt(3);
            }
        }
    }

}
