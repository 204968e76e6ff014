package io.filestore.cassandra;

import io.filestore.config.CollectionOptions;

/** Collections with tables of their own. */
class RowContractIT extends CassandraContract {

    RowContractIT() {
        super((options) -> options);
    }

    @Override
    CollectionOptions unique() {
        return ROWS;
    }

    @Override
    protected Opened openUnique() {
        return open(ROWS.withUnique("email"));
    }

}
