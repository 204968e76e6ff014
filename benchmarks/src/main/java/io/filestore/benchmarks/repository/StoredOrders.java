package io.filestore.benchmarks.repository;

import java.util.List;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.ListPagingAndSortingRepository;

/**
 * The repository, the same over each store.
 */
interface StoredOrders
        extends ListCrudRepository<StoredOrder, String>, ListPagingAndSortingRepository<StoredOrder, String> {

    List<StoredOrder> findByUserId(String userId);

    List<StoredOrder> findTop20ByUserIdOrderByCreatedAtDesc(String userId);

    List<StoredOrder> findTop20ByCreatedAtGreaterThanEqualOrderByCreatedAt(String createdAt);

    Page<StoredOrder> findByStatus(String status, Pageable page);

    long countByUserId(String userId);

}
