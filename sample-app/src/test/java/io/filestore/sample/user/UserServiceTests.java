package io.filestore.sample.user;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.web.ErrorResponseException;

import io.filestore.Store;
import io.filestore.sample.audit.AuditLog;
import io.filestore.test.DataFileStoreTest;

import static io.filestore.query.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Repository and service without the web, each test in a transaction that is undone. */
@DataFileStoreTest
@Import({ UserService.class, AuditLog.class })
@RecordApplicationEvents
class UserServiceTests {

    @Autowired
    private Users users;

    @Autowired
    private UserService service;

    @Autowired
    private Store store;

    @Autowired
    private ApplicationEvents events;

    private User created(String name) {
        return this.service.create(new User(null, name + "@Example.COM", name));
    }

    @Test
    void newUserHasAnIdAndAnAddressInSmallLetters() {
        User user = created("Alice");
        assertThat(user.id()).isNotNull();
        assertThat(user.email()).isEqualTo("alice@example.com");
        assertThat(this.users.findAll()).containsExactly(user);
        assertThat(this.store.collection("auditLogs").count()).isOne();
    }

    @Test
    void beginningOfANameFindsUsersInOrderByItsIndex() {
        created("alma");
        created("alan");
        created("bert");
        Pageable page = PageRequest.of(0, 10, Sort.by("username"));
        assertThat(this.users.findByUsernameStartingWith("al", page)).extracting(User::username)
            .containsExactly("alan", "alma");
        assertThat(this.store.collection("users").explain(where("username").startsWith("al")).steps()).first()
            .asString()
            .startsWith("SEARCH users USING username");
    }

    @Test
    void whoHasSomethingOfAUserIsToldThatItGoes() {
        String id = created("alice").id();
        this.service.delete(id);
        assertThat(this.events.stream(UserDeleted.class)).containsExactly(new UserDeleted(id));
        assertThatExceptionOfType(ErrorResponseException.class).isThrownBy(() -> this.service.get(id));
    }

}
