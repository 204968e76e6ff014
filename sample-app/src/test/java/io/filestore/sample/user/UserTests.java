package io.filestore.sample.user;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class UserTests extends HttpApi {

    private static final String PATH = "/api/users";

    private HttpResponse<String> create(String email, String username) {
        return post(PATH, user(email, username));
    }

    private static String user(String email, String username) {
        return "{\"email\":\"" + email + "\",\"username\":\"" + username + "\"}";
    }

    private String id(String name) {
        return json(create(name.replace(' ', '.') + "@example.com", name)).path("id").asString();
    }

    private static List<String> names(JsonNode page) {
        return page.path("items").valueStream().map((user) -> user.path("username").asString()).toList();
    }

    @Test
    void newUserIsAtItsLocationAndARowOfItsCollection() {
        HttpResponse<String> created = create("alice@example.com", "alice");
        assertThat(created.statusCode()).isEqualTo(201);
        String id = json(created).path("id").asString();
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location).isEqualTo(PATH + "/" + id);
        assertThat(get(location).body()).isEqualTo(created.body());
        assertThat(json(get("/api/collections/users/rows/" + id)).path("email").asString())
            .isEqualTo("alice@example.com");
    }

    @Test
    void rowThatWasPutByHandIsAUser() {
        put("/api/collections/users/rows/by-hand", user("hand@example.com", "hand"));
        assertThat(get(PATH + "/by-hand").body())
            .isEqualTo("{\"id\":\"by-hand\",\"email\":\"hand@example.com\",\"username\":\"hand\"}");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void addressThatSomebodyHasIs409AndNothingToLog(CapturedOutput output) {
        String holder = id("bob");
        JsonNode problem = problem(create("Bob@Example.COM", "another bob"), 409, "/problems/duplicate-key",
                "bob@example.com");
        assertThat(problem.path("field").asString()).isEqualTo("email");
        assertThat(problem.path("holder").asString()).isEqualTo(holder);
        assertThat(json(get(PATH + "?username=another%20bob")).path("total").asInt()).isZero();
        problem(put(PATH + "/" + id("not-bob"), user("bob@example.com", "bob")), 409, "/problems/duplicate-key");
        assertThat(output).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void fieldsThatAreWrongAreNamed(CapturedOutput output) {
        JsonNode problem = problem(post(PATH, "{\"email\":\"nobody\",\"username\":\" \"}"), 400,
                "/problems/invalid-request", "The field 'email' must be a well-formed email address.",
                "The field 'username' must not be blank.");
        assertThat(problem.path("fields").toString())
            .isEqualTo("{\"email\":\"must be a well-formed email address\",\"username\":\"must not be blank\"}");
        assertThat(problem.path("instance").asString()).isEqualTo(PATH);
        problem(post(PATH, "{}"), 400, "/problems/invalid-request", "'email'", "'username'");
        problem(put(PATH + "/x", user("a@example.com", "x".repeat(101))), 400, "/problems/invalid-request", "100");
        assertThat(output).doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"email": 5, "username": []} | line 1, column
            [{}]                         | line 1, column 1
            {"email"                     | Not valid JSON
            null                         | Send a JSON object
            ``                           | Send a JSON object
            """)
    void bodyThatIsNoUserIs400(String body, String detail) {
        problem(post(PATH, body), 400, "/problems/unreadable-body", detail);
    }

    @Test
    void bodyIsJsonAndHasABound() {
        problem(send("POST", PATH, "a=b", "Content-Type", "application/x-www-form-urlencoded"), 415, "about:blank",
                "application/json");
        problem(create("large@example.com", "x".repeat(20_000)), 413, "/problems/too-large", "16384");
    }

    @Test
    void idInABodyIsNotTaken() {
        String id = id("carol");
        String json = "{\"id\":\"" + id + "\",\"email\":\"mallory@example.com\",\"username\":\"mallory\"}";
        assertThat(json(post(PATH, json)).path("id").asString()).isNotEqualTo(id);
        assertThat(json(get(PATH + "/" + id)).path("username").asString()).isEqualTo("carol");
    }

    @Test
    void usersAreListedPageByPage() {
        for (int i = 0; i < 7; i++) {
            id("paged-" + i);
        }
        List<String> found = new ArrayList<>();
        String next = PATH + "?username=paged-&size=3&sort=username,desc";
        for (int pages = 0; pages < 3; pages++) {
            JsonNode page = json(get(next));
            assertThat(page.path("total").asInt()).isEqualTo(7);
            found.addAll(names(page));
            next = page.path("next").asString(null);
        }
        assertThat(next).isNull();
        assertThat(found).containsExactly("paged-6", "paged-5", "paged-4", "paged-3", "paged-2", "paged-1", "paged-0");
        assertThat(names(json(get(PATH + "?username=paged-&page=9")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "nope", "email,ignorecase" })
    void orderThatThereIsNotIs400(String sort) {
        id("sorted-by-" + sort.replace(',', '-'));
        problem(get(PATH + "?sort=" + sort), 400, "/problems/invalid-query", sort.split(",")[0]);
    }

    @Test
    void nextPageIsAskedForAsTheFirstWas() {
        id("like this 1");
        id("like this 2");
        String next = json(get(PATH + "?size=1&username=like%20this&sort=username")).path("next").asString();
        assertThat(next).startsWith(PATH + "?").contains("username=like%20this", "page=1", "size=1");
        assertThat(names(json(get(next)))).containsExactly("like this 2");
    }

    @Test
    void userWhoIsNotThereIs404() {
        problem(get(PATH + "/nobody"), 404, "/problems/no-such-user", "nobody");
        problem(put(PATH + "/nobody", user("nobody@example.com", "nobody")), 404, "/problems/no-such-user");
        problem(delete(PATH + "/nobody"), 404, "/problems/no-such-user");
        assertThat(this.store.collection("users").contains("nobody")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "..%2F..%2Fetc", "%01", "%20", "%F0%9F%98%80" })
    void idOfAnyKindIs404(String id) {
        problem(get(PATH + "/" + id), 404, "/problems/no-such-user");
        problem(get(PATH + "/" + "x".repeat(1000)), 404, "/problems/no-such-user");
    }

    @Test
    void callsOfRepositoriesAreTimed() {
        get(PATH);
        assertThat(json(get("/actuator/metrics/spring.data.repository.invocations?tag=repository:Users"))
            .at("/measurements/0/value")
            .asInt()).isPositive();
    }

    @Test
    void rowThatIsNoUserIsNamedAndNotTheFaultOfWhoAsks() {
        put("/api/collections/users/rows/odd", "{\"email\":5}");
        problem(get(PATH + "/odd"), 500, "/problems/unreadable-row", "'odd'", "'email'");
        delete("/api/collections/users/rows/odd");
    }

    @Test
    void changedUserIsAsItWasSent() {
        String id = id("dave");
        assertThat(json(put(PATH + "/" + id, user("david@example.com", "david"))).path("id").asString()).isEqualTo(id);
        assertThat(get(PATH + "/" + id).body())
            .isEqualTo("{\"id\":\"" + id + "\",\"email\":\"david@example.com\",\"username\":\"david\"}");
        assertThat(create("dave@example.com", "another dave").statusCode()).isEqualTo(201);
    }

    @Test
    void userIsDeletedWithProjectsAndResources() {
        String id = id("erin");
        List<String> projects = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            String project = json(
                    post("/api/projects", "{\"ownerId\":\"" + id + "\",\"slug\":\"p-" + i + "\",\"name\":\"P\"}"))
                .path("id")
                .asString();
            projects.add(project);
            json(post("/api/projects/" + project + "/resources", "{\"name\":\"R\",\"status\":\"open\"}"));
        }
        long resources = this.store.collection("resources").count();
        assertThat(delete(PATH + "/" + id).statusCode()).isEqualTo(204);
        problem(get(PATH + "/" + id), 404, "/problems/no-such-user");
        assertThat(projects)
            .allSatisfy((project) -> problem(get("/api/projects/" + project), 404, "/problems/no-such-project"));
        assertThat(this.store.collection("resources").count()).isEqualTo(resources - 2);
        assertThat(json(get("/api/audit?size=3&userId=" + id)).path("items"))
            .extracting((line) -> line.path("action").asString())
            .containsExactlyInAnyOrder("user deleted", "project deleted", "project deleted");
    }

}
