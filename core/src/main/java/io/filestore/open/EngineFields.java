package io.filestore.open;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.filestore.config.CollectionOptions;
import io.filestore.handover.Fields;
import io.filestore.handover.Lease;
import io.filestore.handover.RowWrites;
import io.filestore.handover.RowsThere;
import io.filestore.handover.Whereabouts;
import io.filestore.handover.Whereabouts.State;
import io.filestore.memory.RowTable;
import io.filestore.remote.RemoteCollection;
import io.filestore.remote.RemoteEngine;
import io.filestore.remote.RowChanges;
import io.filestore.row.StoredRow;

/**
 * By which fields an engine has the rows of a collection, and what has to be done, or
 * refused, where they are to be found or unique by others.
 */
final class EngineFields {

    private final EnginePlace place;

    EngineFields(EnginePlace place) {
        this.place = place;
    }

    private Fields wanted() {
        return Fields.of(this.place.options());
    }

    /** Whether rows that are there may be served. */
    void requireUnique(Whereabouts said) {
        Fields there = said.fields();
        if (there != null && !there.unique().equals(wanted().unique())) {
            throw this.place.refusal().otherUnique(there, wanted());
        }
    }

    /** Whether rows may move where other instances may be writing. */
    void requireJoinable(Whereabouts said) {
        if (!this.place.collection().capabilities().versions()) {
            throw this.place.refusal().lastWriteWins(said);
        }
        Fields there = said.fields();
        if (said.state() == State.MOVING_IN && there != null && !there.equals(wanted())) {
            throw this.place.refusal().otherFields(there);
        }
        requireUnique(said);
    }

    /**
     * By which fields rows are there, before any move.
     * @return null if that is not known
     */
    @Nullable Fields before(@Nullable Whereabouts said) {
        if (said == null || said.state() == State.GONE) {
            return null;
        }
        return (said.state() == State.HERE || (said.joined() && said.fields() == null)) ? wanted() : said.fields();
    }

    /** Deletes all that is there, also keys that no row has any more. */
    void clear(RowTable memory, Lease lease) {
        clear(this.place.name(), this.place.collection(), memory, lease);
        RemoteCollection keys = this.place.keys();
        if (keys != null) {
            clear(RemoteEngine.UNIQUE + this.place.name(), keys, memory, lease);
        }
    }

    private void clear(String name, RemoteCollection collection, RowTable memory, Lease lease) {
        RowsThere there = this.place.rows(collection);
        RowChanges changes = new RowChanges(name, CollectionOptions.of(this.place.options().strategy()));
        RowWrites writes = new RowWrites(collection.domain(), changes, collection.capabilities().versions(), there,
                memory, lease);
        List<StoredRow> rows = new ArrayList<>();
        there.forEach(rows::add);
        writes.delete(rows);
    }

}
