package io.filestore.open;

import org.jspecify.annotations.Nullable;

import io.filestore.catalog.Layout;
import io.filestore.engine.OpenCollections;
import io.filestore.error.InvalidConfigurationException;
import io.filestore.error.RowMigrationException;
import io.filestore.handover.Comparison;
import io.filestore.handover.Fields;
import io.filestore.handover.Whereabouts;
import io.filestore.io.FileNames;

/**
 * Why a collection cannot go to an engine, be served from it or come back, and what to
 * do.
 */
final class EngineRefusal {

    private final String collection;

    private final String strategy;

    /** Where the engine has it. */
    private final Layout there;

    /** What the note is called. */
    private final String note;

    EngineRefusal(String collection, String strategy, Layout there, String note) {
        this.collection = collection;
        this.strategy = strategy;
        this.there = there;
        this.note = note;
    }

    InvalidConfigurationException elsewhere(Layout rows) {
        return refusal("The rows of this collection are in " + rows + ", and would have to move to " + this.there
                + ", which is not done from one engine or one place of it to another. Set strategy, group and coordinates back; "
                + "then go by way of a local strategy: set one, start once, and set this one.");
    }

    InvalidConfigurationException elsewhere(String otherNote) {
        return refusal("The rows of this collection are in another place than " + this.there + ", as is noted in '"
                + otherNote
                + "', and would not be seen. Set the group back that other instances have. To change it, go by way of a local strategy: set one, start once, and set this one.");
    }

    InvalidConfigurationException occupied(Layout here, long count) {
        return refusal("The collection has " + count + " rows in " + here + ", and others are in " + this.there
                + ", of which nothing says where they come from. They are not put together. Empty " + this.there
                + " if they are not needed, or take the local files out of the directory.");
    }

    InvalidConfigurationException inTwoPlaces(Layout here, long count, Whereabouts said) {
        return refusal("The collection has " + count + " rows in " + here + ", but its rows are in " + this.there
                + " since " + said.when() + ", as " + said.who() + " has noted in '" + this.note
                + "'. They are neither put together nor hidden. If those in this directory are not needed, take their files out of it and start again; "
                + "if they are, start in another directory with the old strategy and put them by the application.");
    }

    InvalidConfigurationException gone(Whereabouts said) {
        return refusal("The rows of this collection are not in " + this.there + " any more: since " + said.when()
                + " they are in the files of " + said.who() + ", as is noted in '" + this.note
                + "'. Give this instance the strategy that it has there, in a directory of its own; or start that store with strategy "
                + this.strategy + ", and they move back.");
    }

    InvalidConfigurationException interrupted(Whereabouts said) {
        return refusal("The rows of this collection are on their way between " + this.there + " and the files of "
                + said.who() + " since " + said.when() + ", as is noted in '" + this.note
                + "', and nobody goes on with that. Start that store, which does. If its directory is lost, empty "
                + this.there + " and take the note away: then the collection begins anew.");
    }

    InvalidConfigurationException interruptedOut(Whereabouts said) {
        return refusal("The rows of this collection are in " + this.there
                + ", all of them, and on their way to the files of " + said.who() + " since " + said.when()
                + ", as is noted in '" + this.note
                + "', and nobody goes on with that. Start that store, which does, or an instance that may write, which serves them from there again.");
    }

    InvalidConfigurationException otherUnique(Fields there, Fields wanted) {
        return refusal("unique", wanted.uniqueNames(), "The rows in " + this.there + " have been written with "
                + there.uniqueNames() + " unique, as is noted in '" + this.note + "', and would have to be with "
                + wanted.uniqueNames()
                + ", which is not held against rows that are there already. Set unique back. To change it, stop all instances, give the collection a local strategy, start one of them so that the rows come back, and then set the strategy "
                + this.strategy + " again.");
    }

    InvalidConfigurationException otherFields(Fields there) {
        return refusal("indexed", null, "Rows of this collection are on their way to " + this.there + ", indexed by "
                + there.indexed() + " and with " + there.uniqueNames()
                + " unique, and other instances may have it open, so that they are not written anew. Set indexed and unique as they were until the rows are there.");
    }

    InvalidConfigurationException lastWriteWins(Whereabouts said) {
        return refusal("The rows of this collection would have to move to " + this.there
                + ", where other instances may have it open since " + said.when() + ", as " + said.who()
                + " has noted in '" + this.note
                + "'; where the last write wins, what they write meanwhile would be overwritten. Stop all of them, leave writes out, start this instance once, and set it again.");
    }

    InvalidConfigurationException lost(Whereabouts said) {
        if (said.state() == Whereabouts.State.MOVING_OUT) {
            return interruptedOut(said);
        }
        return refusal("The rows of this collection were in this directory since " + said.when() + ", as is noted in '"
                + this.note
                + "', but it has none, and its catalog does not know them. Restore the directory from a backup. "
                + "If they are not needed, empty " + this.there + " and take the note away.");
    }

    InvalidConfigurationException nothingThere() {
        return refusal("The rows of this collection were in " + this.there
                + ", but nothing is there now, and no note. If that is another cluster or keyspace, give the right one. "
                + "To begin without rows, set the strategy back and start once; then set this one.");
    }

    InvalidConfigurationException unlike(Comparison difference) {
        return refusal("Rows that moved to " + this.there + " are not as they are here: " + difference.told()
                + ". They are not overwritten, since another instance may have written them. Stop the other instances; "
                + "if the rows there are not needed, empty " + this.there + "; then start again.");
    }

    InvalidConfigurationException changedMeanwhile(Comparison difference) {
        return refusal("Rows have changed in " + this.there + " while they were read: " + difference.told()
                + ". Another instance serves them. Stop the other instances, and start again; until then they stay there.");
    }

    InvalidConfigurationException overtaken() {
        return refusal("The note '" + this.note
                + "' was changed while the rows of this store moved: by another start of it, as its directory may have been copied, or by an instance to which this one seemed not to be alive. Look for a copy that runs, and start again.");
    }

    RowMigrationException shape(int shape, int newest) {
        return new RowMigrationException(this.collection, null, "Its rows in " + this.there + " are of shape " + shape
                + ", and the application works with shape " + newest
                + ((shape > newest)
                        ? ". Start the application that belongs to these rows, or a later one; rows do not go back."
                        : ". Rows that an engine has are not migrated when one of several instances starts: give the collection a local strategy, start once so that they come back and are migrated, and then set the strategy "
                                + this.strategy + " again."),
                null);
    }

    InvalidConfigurationException values(long count) {
        return refusal("There are " + count + " values in " + FileNames.VALUES
                + ", and values do not move by themselves. Leave the strategy of the values out, or take them out of there by the application, which puts them where they are to be.");
    }

    private InvalidConfigurationException refusal(String reason) {
        return refusal("strategy", this.strategy, reason);
    }

    private InvalidConfigurationException refusal(String option, @Nullable Object value, String reason) {
        return new InvalidConfigurationException(option(this.collection) + "." + option, value, reason);
    }

    static String option(String collection) {
        return collection.equals(OpenCollections.VALUES) ? "values" : "collections." + collection;
    }

}
