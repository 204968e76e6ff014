package io.filestore.data;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Several entities on their way into their rows, in one transaction.
 *
 * @param <T> the class of the entities
 */
final class SaveAll<T> {

    private final List<Save<T>> saves = new ArrayList<>();

    /** Of each entity that was given, in its place. */
    private final List<Save<T>> places = new ArrayList<>();

    private final Map<T, Save<T>> objects = new IdentityHashMap<>();

    void add(EntityRows<T> rows, T entity) {
        Save<T> known = this.objects.get(entity);
        if (known == null) {
            known = new Save<>(rows, entity, rows.isNew(entity));
            this.saves.add(known);
            known.prepare();
            // Given again, an object that can be changed is the same entity.
            if (known.value() == entity) {
                this.objects.put(entity, known);
            }
        }
        this.places.add(known);
    }

    @Nullable Void write() {
        this.saves.forEach(Save::write);
        return null;
    }

    List<T> end() {
        this.saves.forEach(Save::end);
        return new ArrayList<>(this.places.stream().map(Save::value).toList());
    }

    void undo() {
        this.saves.forEach(Save::undo);
    }

}
