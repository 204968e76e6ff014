package io.filestore.autoconfigure.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.filestore.report.RemoteStats;
import io.filestore.report.StoreStats;

/** What health says of the collections that engines keep. */
final class RemoteHealth {

    private RemoteHealth() {
    }

    static List<String> reasonsToBeOutOfService(StoreStats stats) {
        return stats.remote()
            .values()
            .stream()
            .filter((collection) -> !collection.status().available())
            .map((collection) -> "Collection '" + collection.name() + "' cannot be read and written: "
                    + replicas(collection) + ".")
            .toList();
    }

    /** One copy alone is what its configuration wants. */
    static List<String> reasonsToLook(StoreStats stats) {
        return stats.remote()
            .values()
            .stream()
            .filter((collection) -> collection.status().available() && collection.status().replicasNeeded() > 1
                    && collection.status().replicasAlive() == collection.status().replicasNeeded())
            .map((collection) -> "Collection '" + collection.name() + "' has no copy to spare: " + replicas(collection)
                    + ".")
            .toList();
    }

    private static String replicas(RemoteStats collection) {
        RemoteStats.Status status = collection.status();
        return collection.strategy() + " has " + status.replicasAlive()
                + ((status.replicasAlive() == 1) ? " copy" : " copies") + " of some row of " + status.place()
                + " up, and " + status.replicasNeeded() + " must answer";
    }

    static Map<String, Object> details(StoreStats stats) {
        Map<String, Object> details = new TreeMap<>();
        stats.remote().forEach((name, collection) -> details.put(name, details(collection)));
        return details;
    }

    private static Map<String, Object> details(RemoteStats collection) {
        RemoteStats.Status status = collection.status();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("strategy", collection.strategy());
        details.put("place", status.place());
        if (collection.group() != null) {
            details.put("group", collection.group());
        }
        details.put("available", status.available());
        details.put("replicasNeeded", status.replicasNeeded());
        details.put("replicasAlive", status.replicasAlive());
        details.putAll(status.details());
        return details;
    }

}
