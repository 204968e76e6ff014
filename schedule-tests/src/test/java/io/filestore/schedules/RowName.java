package io.filestore.schedules;

/**
 * Which row.
 *
 * @param collection the collection's name
 * @param id the row's id
 */
record RowName(String collection, String id) implements Comparable<RowName> {

    @Override
    public int compareTo(RowName other) {
        int order = this.collection.compareTo(other.collection);
        return (order != 0) ? order : this.id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return this.collection + "/" + this.id;
    }

}
