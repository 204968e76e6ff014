package io.filestore.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.error.InvalidRowException;
import io.filestore.json.CanonicalJson;
import io.filestore.json.JsonText;
import io.filestore.json.NotJsonException;
import io.filestore.row.RowIds;
import io.filestore.storage.DiskForm.DiskRow;
import io.filestore.storage.PlacedInput.Place;

/**
 * Reads a file that is one JSON object once. An entry that is no row is set aside alone,
 * as long as it is clear where it ends: of what follows an entry that is no JSON at all,
 * nothing counts unless the rest of the file can be read to its end.
 */
final class MapLoad {

    private static final Logger logger = LoggerFactory.getLogger(MapLoad.class);

    private final String collection;

    private final Path file;

    private final MapEntries entries;

    private final RowSink sink;

    private final JsonMapReader reader;

    private final Set<String> ids = new HashSet<>();

    /** Where the first entry starts that is no JSON. */
    private @Nullable Place doubt;

    private String doubtReason = "";

    /** What is to be done with it, and what follows it, if all can be read. */
    private final List<Runnable> doubtful = new ArrayList<>();

    private int held;

    private boolean rewrite;

    MapLoad(CollectionPlace place, MapEntries entries, RowSink sink, JsonMapReader reader) {
        this.collection = place.collection();
        this.file = place.path();
        this.entries = entries;
        this.sink = sink;
        this.reader = reader;
    }

    /**
     * Reads as much as can be read.
     * @return why not everything can be, and how much is left out; null if all was read
     */
    @Nullable String read() throws IOException {
        try {
            boolean more = this.reader.next();
            while (more) {
                slip();
                entry();
                more = this.reader.next();
            }
            slip();
            this.rewrite |= this.reader.hasZeros();
            this.doubtful.forEach(Runnable::run);
            return null;
        }
        catch (MalformedContentException ex) {
            Place from = (this.doubt != null) ? this.doubt : this.reader.entryPlace();
            long left = this.reader.bytesFrom(from);
            return this.doubtReason + ex.getMessage()
                    + ((left == 0) ? "" : " " + left + " bytes from " + from + " on are left out"
                            + ((this.held == 0) ? "." : ", with " + this.held + " entries that look whole."));
        }
    }

    /** Whether there is something in the file that should not stay there. */
    boolean isRewriteDue() {
        return this.rewrite;
    }

    private void slip() {
        String slip = this.reader.slip();
        if (slip != null) {
            this.rewrite = true;
            logger.warn("Collection '{}': {}: {} Nothing is lost by that, and the next flush writes the file anew",
                    this.collection, this.file, slip);
        }
    }

    private void entry() {
        Place place = this.reader.entryPlace();
        String id = null;
        DiskRow row;
        try {
            id = id();
            row = this.entries.read(this.reader.value(), 0, this.reader.valueLength());
        }
        catch (InvalidRowException ex) {
            unreadable(place, id, ex);
            return;
        }
        String rowId = id;
        Runnable take = () -> take(place, rowId, row);
        if (this.doubt != null) {
            this.doubtful.add(take);
            this.held++;
        }
        else {
            take.run();
        }
    }

    private String id() {
        byte[] name = this.reader.name();
        return RowIds.require(JsonText.unquote(CanonicalJson.value(name, 0, name.length)));
    }

    private void take(Place place, String id, DiskRow row) {
        this.sink.row(id, row.json(), row.expiresAt());
        if (!this.ids.add(id)) {
            logger.warn("Collection '{}': {} has two entries \"{}\", the second in line {}: the last one counts",
                    this.collection, this.file, id, place.line());
        }
    }

    private void unreadable(Place place, @Nullable String id, InvalidRowException reason) {
        this.rewrite = true;
        Place start = (id != null) ? this.reader.valuePlace() : place;
        InvalidRowException there = (reason instanceof NotJsonException no) ? no.within(start.line(), start.column())
                : reason;
        String text = ((id != null) ? "Entry '" + id + "': " : "An entry whose name is no row id: ")
                + there.getMessage();
        byte[] entry = this.reader.entry();
        Runnable setAside = () -> this.sink.damaged(this.file, place.line(), entry, text);
        boolean json = DiskJson.isWellFormed(this.reader.value(), 0, this.reader.valueLength());
        if (!json && this.doubt == null) {
            this.doubt = place;
            this.doubtReason = text + ". ";
        }
        if (this.doubt != null) {
            this.doubtful.add(setAside);
        }
        else {
            setAside.run();
        }
    }

}
