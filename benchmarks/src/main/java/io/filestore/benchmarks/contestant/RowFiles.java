package io.filestore.benchmarks.contestant;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

import io.filestore.benchmarks.data.Customer;
import io.filestore.json.PrettyJson;
import io.filestore.row.RowCodec;

/**
 * The files of rows as filestore writes them, with a file for each row, but written like
 * somebody else's: forced by nobody, which takes a fraction of the time. The next start
 * takes them for rows that were edited, and the flush after it records them, so that from
 * then on nothing tells them from its own.
 */
public final class RowFiles {

    private static final RowCodec codec = new RowCodec();

    private RowFiles() {
    }

    /** Writes rows 0 to count below the empty directory of a store. */
    public static void write(Path store, int count) throws IOException {
        Path folder = Files.createDirectories(store.resolve(FilestoreContestant.NAME));
        IntStream.range(0, count).parallel().forEach((i) -> {
            try (OutputStream out = Files.newOutputStream(folder.resolve(Customer.id(i) + ".json"))) {
                out.write(text(Customer.number(i)));
            }
            catch (IOException ex) {
                throw new UncheckedIOException(ex);
            }
        });
    }

    private static byte[] text(Customer row) {
        byte[] pretty = PrettyJson.format(codec.encode(row));
        byte[] text = Arrays.copyOf(pretty, pretty.length + 1);
        text[pretty.length] = '\n';
        return text;
    }

}
