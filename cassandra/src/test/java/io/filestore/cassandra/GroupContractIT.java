package io.filestore.cassandra;

import io.filestore.config.CollectionOptions;

/** Collections of one group. */
class GroupContractIT extends CassandraContract {

    GroupContractIT() {
        super((options) -> options.withGroup("all"));
    }

    @Override
    CollectionOptions unique() {
        return ROWS.withUnique("email");
    }

}
