package io.filestore.sample.resource;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import io.filestore.row.Row;
import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class ResourceTests extends HttpApi {

    private String owner;

    private String here;

    private String there;

    @BeforeEach
    void twoProjects(TestInfo info) {
        String name = info.getTestMethod().orElseThrow().getName();
        String user = "{\"email\":\"" + name + "@r.example\",\"username\":\"" + name + "\"}";
        this.owner = json(post("/api/users", user)).path("id").asString();
        this.here = project("here");
        this.there = project("there");
    }

    private String project(String slug) {
        String project = "{\"ownerId\":\"" + this.owner + "\",\"slug\":\"" + slug + "\",\"name\":\"N\"}";
        return "/api/projects/" + json(post("/api/projects", project)).path("id").asString();
    }

    private static String id(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private HttpResponse<String> add(String project, String name, String status) {
        return post(project + "/resources", "{\"name\":\"" + name + "\",\"status\":\"" + status + "\"}");
    }

    private String added(String project, String name) {
        return add(project, name, "open").headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> move(String... resources) {
        return post(this.here + "/resources/move", "{\"to\":\"" + id(this.there) + "\",\"resources\":["
                + List.of(resources).stream().map((id) -> "\"" + id + "\"").collect(Collectors.joining(",")) + "]}");
    }

    private List<String> in(String project) {
        return json(get(project + "/resources?sort=name")).path("items")
            .valueStream()
            .map((resource) -> resource.path("name").asString())
            .toList();
    }

    private List<String> lines() {
        return json(get("/api/audit?userId=" + this.owner)).path("items")
            .valueStream()
            .map((line) -> line.path("action").asString())
            .toList();
    }

    @Test
    void newResourceIsAtItsLocation() {
        HttpResponse<String> added = add(this.here, "Rake", "open");
        assertThat(added.statusCode()).isEqualTo(201);
        String location = added.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(this.here + "/resources/");
        assertThat(get(location).body()).isEqualTo(added.body())
            .isEqualTo("{\"id\":\"" + id(location) + "\",\"projectId\":\"" + id(this.here)
                    + "\",\"name\":\"Rake\",\"status\":\"open\",\"version\":0}");
        problem(get(this.there + "/resources/" + id(location)), 404, "/problems/no-such-resource", id(location));
    }

    @Test
    void statusIsOneOfTwo() {
        problem(add(this.here, "Rake", "broken"), 400, "/problems/invalid-request", "'status' must be open or closed");
        problem(post(this.here + "/resources", "{\"name\":\"Rake\"}"), 400, "/problems/invalid-request", "'status'");
    }

    @Test
    void resourcesAreListedByStatusAndPageByPage() {
        for (int i = 0; i < 4; i++) {
            add(this.here, "r-" + i, (i % 2 == 0) ? "open" : "closed");
        }
        add(this.there, "r-9", "open");
        assertThat(in(this.here)).containsExactly("r-0", "r-1", "r-2", "r-3");
        assertThat(json(get(this.here + "/resources?status=open&sort=name,desc")).path("items"))
            .extracting((resource) -> resource.path("name").asString())
            .containsExactly("r-2", "r-0");
        String next = json(get(this.here + "/resources?status=closed&size=1&sort=name")).path("next").asString();
        assertThat(json(get(next)).path("items")).extracting((resource) -> resource.path("name").asString())
            .containsExactly("r-3");
        problem(get("/api/projects/nowhere/resources"), 404, "/problems/no-such-project", "nowhere");
    }

    @Test
    void changedAndRemovedResourcesAreInTheAuditLog() {
        String url = added(this.here, "Hoe");
        assertThat(json(put(url, "{\"name\":\"Old hoe\",\"status\":\"closed\"}")).path("name").asString())
            .isEqualTo("Old hoe");
        assertThat(delete(url).statusCode()).isEqualTo(204);
        problem(get(url), 404, "/problems/no-such-resource");
        problem(delete(url), 404, "/problems/no-such-resource");
        assertThat(lines()).startsWith("resource removed", "resource changed", "resource added");
    }

    @Test
    void changeOfWhatSomebodyElseHasChangedIs409UntilItIsReadAgain() {
        String url = added(this.here, "Hoe");
        assertThat(json(put(url, "{\"name\":\"Red hoe\",\"status\":\"open\",\"version\":0}")).path("version").asInt())
            .isOne();
        List<String> before = lines();
        problem(put(url, "{\"name\":\"Blue hoe\",\"status\":\"open\",\"version\":0}"), 409, "/problems/conflict");
        assertThat(json(get(url)).path("name").asString()).isEqualTo("Red hoe");
        assertThat(lines()).isEqualTo(before);
        assertThat(put(url, "{\"name\":\"Blue hoe\",\"status\":\"open\",\"version\":1}").statusCode()).isEqualTo(200);
        assertThat(json(put(url, "{\"name\":\"Hoe\",\"status\":\"open\"}")).path("version").asInt()).isEqualTo(3);
    }

    @Test
    void rowThatWasPutByHandIsAResource() {
        String row = "{\"projectId\":\"" + id(this.here) + "\",\"name\":\"By hand\",\"status\":\"open\"}";
        put("/api/collections/resources/rows/by-hand", row);
        assertThat(
                json(put(this.here + "/resources/by-hand", "{\"name\":\"Hand\",\"status\":\"closed\"}")).path("version")
                    .asInt())
            .isOne();
        put("/api/collections/resources/rows/nameless", "{\"projectId\":\"" + id(this.here) + "\"}");
        problem(move("by-hand", "nameless"), 400, "/problems/invalid-row", "'nameless'", "name");
        assertThat(move("by-hand").statusCode()).isEqualTo(204);
        assertThat(in(this.there)).containsExactly("Hand");
    }

    @Test
    void resourcesMoveToAnotherProjectTogetherOrNotAtAll() {
        String first = id(added(this.here, "a"));
        String second = id(added(this.here, "b"));
        added(this.here, "c");
        List<String> before = lines();
        problem(move(first, "unknown", second), 404, "/problems/no-such-resource", "'unknown'", "Nothing was changed");
        assertThat(in(this.here)).containsExactly("a", "b", "c");
        assertThat(in(this.there)).isEmpty();
        assertThat(lines()).isEqualTo(before);
        assertThat(move(first, second).statusCode()).isEqualTo(204);
        assertThat(in(this.here)).containsExactly("c");
        assertThat(in(this.there)).containsExactly("a", "b");
        assertThat(lines()).startsWith("resource moved", "resource moved").hasSize(before.size() + 2);
        problem(move(), 400, "/problems/invalid-request", "'resources'");
    }

    @Test
    void projectHasRoomForSoManyHoweverManyAskAtOnce() {
        for (int i = 0; i < ResourceService.ROOM - 3; i++) {
            this.store.collection("resources")
                .put(id(this.here) + i, Row.of("projectId", id(this.here), "name", "n", "status", "open"));
        }
        List<CompletableFuture<Integer>> answers = IntStream.range(0, 8)
            .mapToObj((i) -> CompletableFuture.supplyAsync(() -> add(this.here, "more-" + i, "open").statusCode()))
            .collect(Collectors.toCollection(ArrayList::new));
        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(201, 409)
            .filteredOn((code) -> code == 201)
            .hasSize(3);
        problem(add(this.here, "one more", "open"), 409, "/problems/project-full", "room for 100");
        assertThat(json(get(this.here + "/resources")).path("total").asInt()).isEqualTo(ResourceService.ROOM);
    }

}
