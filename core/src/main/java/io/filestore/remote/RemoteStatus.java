package io.filestore.remote;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How a collection stands where it is kept.
 *
 * @param available whether every row of it can be read and written now
 * @param place where it is kept, such as {@code shop.orders}
 * @param group the group whose rows change together, null for none
 * @param replicasNeeded how many copies of a row must answer
 * @param replicasAlive how many are up, of the row that has the fewest
 * @param details what else there is to know, such as how late changes of others are told
 */
public record RemoteStatus(boolean available, String place, @Nullable String group, int replicasNeeded,
        int replicasAlive, Map<String, Object> details) {

    public RemoteStatus {
        details = Map.copyOf(details);
    }

}
