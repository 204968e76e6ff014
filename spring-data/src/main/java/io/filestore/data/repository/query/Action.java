package io.filestore.data.repository.query;

import org.springframework.data.repository.query.parser.PartTree;

import io.filestore.error.InvalidQueryException;

/** What a method does with the rows of its query. */
enum Action {

    FIND, COUNT, EXISTS, DELETE;

    static Action of(PartTree tree) {
        if (tree.isDelete()) {
            return DELETE;
        }
        if (tree.isCountProjection()) {
            return COUNT;
        }
        return tree.isExistsProjection() ? EXISTS : FIND;
    }

    static Action of(io.filestore.data.repository.Query annotation) {
        int said = (annotation.count() ? 1 : 0) + (annotation.exists() ? 1 : 0) + (annotation.delete() ? 1 : 0);
        if (said > 1) {
            throw new InvalidQueryException(
                    "Its @Query should do several things. Say one of count, exists and delete.");
        }
        if (annotation.delete()) {
            return DELETE;
        }
        if (annotation.count()) {
            return COUNT;
        }
        return annotation.exists() ? EXISTS : FIND;
    }

}
