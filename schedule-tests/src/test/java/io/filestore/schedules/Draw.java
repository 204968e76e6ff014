package io.filestore.schedules;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What a thread of a simulation draws: few rows and few values, so that they meet.
 */
final class Draw {

    private static final List<String> IDS = List.of("a", "b", "c");

    private static final int NUMBERS = 3;

    private static final int KEYS = 5;

    /** One in so many rows is large enough to fill a segment with two others. */
    private static final int LARGE = 8;

    private final String name;

    private final List<String> favourites;

    private final SplittableRandom random;

    private int marks;

    /**
     * @param name what no other thread has
     * @param favourites the collections that are drawn mostly
     */
    Draw(String name, List<String> favourites, SplittableRandom random) {
        this.name = name;
        this.favourites = favourites;
        this.random = random;
    }

    int below(int bound) {
        return this.random.nextInt(bound);
    }

    <T> T any(List<T> some) {
        return some.get(below(some.size()));
    }

    String collection() {
        return (below(4) > 0) ? any(this.favourites) : any(Setup.NAMES);
    }

    String loggedCollection() {
        String collection = collection();
        while (!Setup.isLogged(collection)) {
            collection = collection();
        }
        return collection;
    }

    RowName row(String collection) {
        return new RowName(collection, any(IDS));
    }

    Item item() {
        String key = (below(2) == 0) ? key() : null;
        return Item.of(this.name + "." + this.marks++, below(NUMBERS), key, "x".repeat((below(LARGE) == 0) ? 1500 : 0));
    }

    private String key() {
        return "k" + below(KEYS);
    }

    /** A value of a field, as somebody would look for it. */
    Object value(String field) {
        return field.equals("n") ? (Object) below(NUMBERS) : key();
    }

}
