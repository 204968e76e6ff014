package io.filestore.sample.project;

import java.net.http.HttpResponse;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

class ProjectTests extends HttpApi {

    private static final String PATH = "/api/projects";

    private String owner(String name) {
        return json(post("/api/users", "{\"email\":\"" + name + "@example.org\",\"username\":\"" + name + "\"}"))
            .path("id")
            .asString();
    }

    private HttpResponse<String> create(String owner, String slug) {
        return post(PATH,
                "{\"ownerId\":\"" + owner + "\",\"slug\":\"" + slug + "\",\"name\":\"Name of " + slug + "\"}");
    }

    private List<String> lines(String owner) {
        return json(get("/api/audit?userId=" + owner)).path("items")
            .valueStream()
            .map((line) -> line.path("action").asString() + " " + line.path("about").asString())
            .toList();
    }

    @Test
    void newProjectIsAtItsLocationAndInTheAuditLog() {
        String owner = owner("p-ann");
        HttpResponse<String> created = create(owner, "garden");
        assertThat(created.statusCode()).isEqualTo(201);
        String id = json(created).path("id").asString();
        assertThat(created.headers().firstValue("Location")).hasValue(PATH + "/" + id);
        assertThat(get(PATH + "/" + id).body()).isEqualTo("{\"id\":\"" + id + "\",\"ownerId\":\"" + owner
                + "\",\"slug\":\"garden\",\"name\":\"Name of garden\"}");
        assertThat(lines(owner)).containsExactly("project created projects/" + id, "user created users/" + owner);
    }

    @Test
    void projectOfNobodyIs404AndNoProject() {
        problem(create("nobody-at-all", "castle"), 404, "/problems/no-such-user", "nobody-at-all");
        assertThat(json(get(PATH + "?ownerId=nobody-at-all")).path("total").asInt()).isZero();
        assertThat(lines("nobody-at-all")).isEmpty();
    }

    @Test
    void slugIsOnlyOnceWithItsOwnerAndWhatIsRefusedLeavesNoLine() {
        String owner = owner("p-ben");
        assertThat(create(owner, "house").statusCode()).isEqualTo(201);
        List<String> before = lines(owner);
        problem(create(owner, "house"), 409, "/problems/duplicate-key", "house");
        assertThat(lines(owner)).isEqualTo(before);
        assertThat(create(owner("p-eve"), "house").statusCode()).isEqualTo(201);
    }

    @Test
    void slugIsFitForAUrl() {
        JsonNode problem = problem(create("p", "No Slug"), 400, "/problems/invalid-request", "'slug'");
        assertThat(problem.path("fields").path("slug").asString()).contains("small letters");
        problem(post(PATH, "{\"slug\":\"a\"}"), 400, "/problems/invalid-request", "'name'", "'ownerId'");
    }

    @Test
    void projectsOfAnOwnerAreListedPageByPage() {
        String owner = owner("p-cid");
        for (int i = 0; i < 5; i++) {
            create(owner, "s-" + i);
        }
        JsonNode first = json(get(PATH + "?size=2&sort=slug,desc&ownerId=" + owner));
        assertThat(first.path("total").asInt()).isEqualTo(5);
        JsonNode second = json(get(first.path("next").asString()));
        assertThat(second.path("items")).extracting((project) -> project.path("slug").asString())
            .containsExactly("s-2", "s-1");
    }

    @Test
    void projectIsDeletedWithItsResources() {
        String owner = owner("p-dot");
        String id = json(create(owner, "shed")).path("id").asString();
        String resource = json(post(PATH + "/" + id + "/resources", "{\"name\":\"Spade\",\"status\":\"open\"}"))
            .path("id")
            .asString();
        assertThat(delete(PATH + "/" + id).statusCode()).isEqualTo(204);
        problem(get(PATH + "/" + id), 404, "/problems/no-such-project", id);
        problem(delete(PATH + "/" + id), 404, "/problems/no-such-project", id);
        assertThat(this.store.collection("resources").contains(resource)).isFalse();
        assertThat(lines(owner)).startsWith("project deleted projects/" + id);
    }

}
