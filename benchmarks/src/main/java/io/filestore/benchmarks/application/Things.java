package io.filestore.benchmarks.application;

import java.util.List;
import java.util.Optional;

import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.ListPagingAndSortingRepository;
import org.springframework.data.repository.NoRepositoryBean;

/**
 * What each of the twenty repositories has.
 *
 * @param <T> the class of its entities
 */
@NoRepositoryBean
interface Things<T> extends ListCrudRepository<T, String>, ListPagingAndSortingRepository<T, String> {

    Optional<T> findByName(String name);

    List<T> findByStatusOrderByCreatedAtDesc(String status);

    Page<T> findByTotalGreaterThan(int total, Pageable page);

    long countByStatus(String status);

}
