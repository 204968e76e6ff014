package io.filestore.process;

import java.nio.file.Path;

import io.filestore.Store;
import io.filestore.config.CollectionOptions;
import io.filestore.error.StoreException;
import io.filestore.row.Row;

/** Opens a store and does what the parent asks, a line each, and says what came of it. */
final class PermissionChild {

    private PermissionChild() {
    }

    public static void main(String[] args) throws Exception {
        try (Store store = Store.builder(Path.of(args[0]))
            .automaticFlush(false)
            .collection("records", CollectionOptions.filePerRecord())
            .open()) {
            Report.line("opened " + store.collection("records").count());
            int command;
            while ((command = System.in.read()) >= 0) {
                if (command == 'p') {
                    say(() -> store.collection("records").put("r" + System.nanoTime(), Row.parse("{}")));
                }
                if (command == 'f') {
                    say(store::flush);
                }
            }
        }
        catch (StoreException ex) {
            Report.line(text(ex));
        }
    }

    private static void say(Runnable work) {
        try {
            work.run();
            Report.line("done");
        }
        catch (StoreException ex) {
            Report.line(text(ex));
        }
    }

    private static String text(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            text.append(cause).append(" / ");
        }
        return text.toString().replace('\n', ' ');
    }

}
