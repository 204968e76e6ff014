package io.filestore.data.repository;

import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.ListPagingAndSortingRepository;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.query.ListQueryByExampleExecutor;

/**
 * A repository over one collection of a {@link io.filestore.Store}. Methods may be added
 * whose names say what they find, as Spring Data describes, or whose {@link Query} does;
 * each is looked at when the context starts.
 *
 * <p>
 * {@code saveAll} and {@code deleteAll} of several entities are one transaction each. All
 * methods take part in the transaction of their thread.
 *
 * @param <T> the class of the entities, one of whose properties is marked
 * {@link org.springframework.data.annotation.Id}
 * @param <ID> the type of that property: String, UUID, Long or Integer
 */
@NoRepositoryBean
public interface FileStoreRepository<T, ID>
        extends ListCrudRepository<T, ID>, ListPagingAndSortingRepository<T, ID>, ListQueryByExampleExecutor<T> {

}
