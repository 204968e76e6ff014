package io.filestore.kotlin

import io.filestore.Store
import io.filestore.data.mapping.Collection
import io.filestore.data.repository.FileStoreRepository
import io.filestore.row.Row
import io.filestore.test.DataFileStoreTest
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.dao.DataIntegrityViolationException
import org.springframework.dao.EmptyResultDataAccessException
import org.springframework.data.annotation.Id
import org.springframework.data.repository.findByIdOrNull

@SpringBootApplication
class PeopleApplication

@Collection("people")
data class Person(
    @Id val id: String? = null,
    val name: String,
    val nick: String? = null,
    val visits: Int = 0,
    val tags: List<String> = emptyList(),
)

interface People : FileStoreRepository<Person, String> {

    fun findByName(name: String): Person?

    fun getByNick(nick: String): Person

    fun findByVisitsGreaterThan(visits: Int): List<Person>

}

@DataFileStoreTest
class PeopleTests(@Autowired val people: People, @Autowired val store: Store) {

    @Test
    fun `what is saved without an id is a copy with one`() {
        val ada = Person(name = "Ada")
        val saved = people.save(ada)
        assertThat(saved.id).isNotNull()
        assertThat(saved).isEqualTo(ada.copy(id = saved.id))
        assertThat(ada.id).isNull()
        assertThat(people.findByIdOrNull(saved.id!!)).isEqualTo(saved)
    }

    @Test
    fun `the id is no field of the row`() {
        val saved = people.save(Person(name = "Ada", visits = 2, tags = listOf("a")))
        assertThat(store.collection("people").get(saved.id!!))
            .contains(Row.parse("""{"name": "Ada", "nick": null, "visits": 2, "tags": ["a"]}"""))
    }

    @Test
    fun `fields that a row has not have their defaults`() {
        store.collection("people").put("ada", Row.parse("""{"name": "Ada"}"""))
        assertThat(people.findByIdOrNull("ada")).isEqualTo(Person("ada", "Ada", null, 0, emptyList()))
    }

    @Test
    fun `a row without what must not be null is refused with its id and field`() {
        store.collection("people").put("ada", Row.parse("""{"name": null}"""))
        assertThatExceptionOfType(DataIntegrityViolationException::class.java).isThrownBy { people.findByIdOrNull("ada") }
            .withMessageContaining("ada").withMessageContaining("name")
    }

    @Test
    fun `queries answer with null or an exception as their types say`() {
        people.save(Person(name = "Ada", visits = 3))
        assertThat(people.findByName("Ada")?.visits).isEqualTo(3)
        assertThat(people.findByName("Bob")).isNull()
        assertThatExceptionOfType(EmptyResultDataAccessException::class.java).isThrownBy { people.getByNick("x") }
        assertThat(people.findByVisitsGreaterThan(2)).hasSize(1)
    }

}
