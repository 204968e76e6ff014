package io.filestore.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import io.filestore.io.AppendFile;
import io.filestore.io.Content;
import io.filestore.io.FileModes;
import io.filestore.io.StoreDirectory;

/**
 * The real disk, up to the n-th call of a kind: before that, or half way through it, the
 * calling thread stops for ever and reports so, to be killed there.
 */
final class StoppingDirectory extends WrappedDirectory {

    private final Pattern kind;

    private final AtomicInteger left;

    /**
     * @param kind of the call and its file, such as {@code "rename .*\\.json"}
     * @param number which call of this kind, from 1
     */
    StoppingDirectory(Path root, String kind, int number) {
        super(StoreDirectory.at(root, FileModes.ownerOnly()));
        this.kind = Pattern.compile(kind);
        this.left = new AtomicInteger(number);
    }

    private boolean isDue(String call, Path file) {
        return this.kind.matcher(call + " " + file.getFileName()).matches() && this.left.decrementAndGet() == 0;
    }

    private static void stop(String call, Path file) {
        Report.line("STOP " + call + " " + file.getFileName());
        while (true) {
            LockSupport.park();
        }
    }

    @Override
    protected void before(String call, Path file) {
        if (isDue(call, file)) {
            stop(call, file);
        }
    }

    @Override
    public long write(Path file, Content content) throws IOException {
        if (!isDue("write", file)) {
            return super.write(file, content);
        }
        return super.write(file, (out) -> content.writeTo(new HalfOutput(out, () -> stop("write", file))));
    }

    @Override
    protected void append(AppendFile to, Path file, byte[] bytes, int offset, int length, int reserve)
            throws IOException {
        if (isDue("append", file)) {
            to.append(bytes, offset, length / 2);
            stop("append", file);
        }
        to.append(bytes, offset, length, reserve);
    }

}
