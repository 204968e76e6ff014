package io.filestore.process;

import java.util.ArrayList;
import java.util.List;

import io.filestore.RowCollection;
import io.filestore.Store;
import io.filestore.query.QueryCheck;
import io.filestore.row.RowEntry;

import static io.filestore.query.Query.all;
import static io.filestore.query.Query.where;

/** What is in a store of the {@link Layout}, as lines for the oracle. */
final class StoreDump {

    private StoreDump() {
    }

    static List<String> of(Store store) {
        List<String> lines = new ArrayList<>();
        for (String name : Layout.owned()) {
            RowCollection<NumberedRow> collection = store.collection(name, NumberedRow.class);
            collection.stream().forEach((row) -> lines.add(line(collection, row)));
            lines.addAll(flaws(store, name));
        }
        List<RowEntry<Account>> accounts = store.collection(Layout.ACCOUNTS, Account.class).stream().toList();
        lines.add("SUM " + accounts.size() + " " + accounts.stream().mapToInt((row) -> row.value().balance()).sum());
        return lines;
    }

    /** Of queries, and the orders that they make, which writers are then to keep. */
    private static List<String> flaws(Store store, String name) {
        try {
            QueryCheck.of(store.collection(name)).all("writer", "tag");
            return List.of();
        }
        catch (AssertionError ex) {
            return List.of("X " + ex.getMessage().replace('\n', ' '));
        }
    }

    private static String line(RowCollection<NumberedRow> collection, RowEntry<NumberedRow> row) {
        String name = collection.name() + " " + row.id();
        if (!row.value().isWhole(row.id())) {
            return "X not whole: " + name + " " + row.value();
        }
        boolean found = collection.find("tag", row.value().tag()).equals(List.of(row))
                && collection.find("writer", row.value().writer()).contains(row)
                && collection.find(where("number").is(row.value().number()).and("tag").is(row.value().tag()))
                    .equals(List.of(row))
                && collection.find(all().orderBy("writer").orderBy("number")).contains(row);
        return found ? "ROW " + name + " " + row.value().number() + " " + row.version() : "X not indexed: " + name;
    }

    /** What money is moved between. */
    record Account(int balance) {
    }

}
