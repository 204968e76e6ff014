package io.filestore.query;

import io.filestore.json.Elements;

/** Whether a value fulfils something. */
@FunctionalInterface
interface ValuePredicate {

    /**
     * @param json canonical JSON that has the value
     * @param at its first byte, {@link ValueOrder#MISSING} if there is none
     */
    boolean test(byte[] json, int at);

    /** Of an array one of the elements that are no arrays. */
    default boolean any(byte[] json, int at) {
        if (at == ValueOrder.MISSING || json[at] != '[') {
            return test(json, at);
        }
        for (int element = Elements.first(at); !Elements.isEnd(json, element); element = Elements.next(json, element)) {
            if (json[element] != '[' && test(json, element)) {
                return true;
            }
        }
        return false;
    }

}
