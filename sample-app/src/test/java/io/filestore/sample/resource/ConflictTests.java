package io.filestore.sample.resource;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.resilience.retry.MethodRetryEvent;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

import io.filestore.data.event.AfterConvertEvent;
import io.filestore.data.transaction.FileStoreTransactionManager;
import io.filestore.sample.HttpApi;

import static org.assertj.core.api.Assertions.assertThat;

/** Two requests on one project that have both done their work when the first commits. */
class ConflictTests extends HttpApi {

    private final AtomicInteger conflicts = new AtomicInteger();

    private final ApplicationListener<MethodRetryEvent> listener = (event) -> {
        if (event.getFailure() instanceof ConcurrencyFailureException) {
            this.conflicts.incrementAndGet();
        }
    };

    @Autowired
    private FileStoreTransactionManager transactions;

    @Autowired
    private ConfigurableApplicationContext context;

    @Autowired
    private Resources resources;

    private Collection<TransactionExecutionListener> before = List.of();

    private String owner = "";

    private String project = "";

    @BeforeEach
    void project(TestInfo info) {
        String name = info.getTestMethod().orElseThrow().getName();
        this.owner = id("/api/users", "{\"email\":\"" + name + "@c.example\",\"username\":\"" + name + "\"}");
        this.project = id("/api/projects", "{\"ownerId\":\"" + this.owner + "\",\"slug\":\"c\",\"name\":\"C\"}");
        this.before = this.transactions.getTransactionExecutionListeners();
        this.transactions.setTransactionExecutionListeners(List.of(new BothBeforeTheFirst()));
        this.context.addApplicationListener(this.listener);
    }

    @AfterEach
    void asItWas() {
        this.context.removeApplicationListener(this.listener);
        this.transactions.setTransactionExecutionListeners(this.before);
    }

    private String id(String path, String json) {
        return json(post(path, json)).path("id").asString();
    }

    private int add() {
        return post("/api/projects/" + this.project + "/resources", "{\"name\":\"R\",\"status\":\"open\"}")
            .statusCode();
    }

    private static List<Integer> atOnce(Supplier<Integer> one, Supplier<Integer> other) {
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(one);
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(other);
        return List.of(first.join(), second.join());
    }

    private long resources() {
        return this.resources.countByProjectId(this.project);
    }

    private List<String> lines() {
        return json(get("/api/audit?userId=" + this.owner)).path("items")
            .valueStream()
            .map((line) -> line.path("action").asString())
            .toList();
    }

    @Test
    void oneOfTwoWhoAddAResourceRunsAgain() {
        assertThat(atOnce(this::add, this::add)).containsExactly(201, 201);
        assertThat(this.conflicts).hasValue(1);
        assertThat(resources()).isEqualTo(2);
        assertThat(lines()).containsExactly("resource added", "resource added", "project created", "user created");
    }

    @Test
    void noResourceIsAddedToAProjectThatIsDeletedMeanwhile() {
        List<Integer> answers = atOnce(this::add, () -> delete("/api/projects/" + this.project).statusCode());
        assertThat(answers).isIn(List.of(201, 204), List.of(404, 204));
        assertThat(this.conflicts).hasValue(1);
        assertThat(resources()).isZero();
        assertThat(lines().contains("resource added")).isEqualTo(answers.get(0) == 201);
    }

    @Test
    void noProjectIsCreatedForAUserWhoIsDeletedMeanwhile() {
        String json = "{\"ownerId\":\"" + this.owner + "\",\"slug\":\"d\",\"name\":\"D\"}";
        List<Integer> answers = atOnce(() -> post("/api/projects", json).statusCode(),
                () -> delete("/api/users/" + this.owner).statusCode());
        assertThat(answers).isIn(List.of(201, 204), List.of(404, 204));
        assertThat(this.conflicts).hasValue(1);
        assertThat(json(get("/api/projects?ownerId=" + this.owner)).path("total").asInt()).isZero();
    }

    @Test
    void resourceThatIsChangedBetweenReadAndWriteIsMovedAllTheSame() {
        this.transactions.setTransactionExecutionListeners(this.before);
        String resources = "/api/projects/" + this.project + "/resources";
        String hoe = id(resources, "{\"name\":\"Hoe\",\"status\":\"open\"}");
        String to = id("/api/projects", "{\"ownerId\":\"" + this.owner + "\",\"slug\":\"to\",\"name\":\"To\"}");
        AtomicBoolean first = new AtomicBoolean(true);
        ApplicationListener<AfterConvertEvent<Resource>> faster = (event) -> {
            if (event.getSource() instanceof Resource && first.getAndSet(false)) {
                CompletableFuture.runAsync(() -> put(resources + "/" + hoe, "{\"name\":\"Rake\",\"status\":\"open\"}"))
                    .join();
            }
        };
        this.context.addApplicationListener(faster);
        try {
            String move = "{\"to\":\"" + to + "\",\"resources\":[\"" + hoe + "\"]}";
            assertThat(post(resources + "/move", move).statusCode()).isBetween(200, 204);
        }
        finally {
            this.context.removeApplicationListener(faster);
        }
        assertThat(this.conflicts).hasValue(1);
        assertThat(this.resources.findById(hoe).orElseThrow()).extracting(Resource::projectId, Resource::name)
            .containsExactly(to, "Rake");
    }

    @Test
    void versionThatIsStaleIsRefusedAtOnce() {
        this.transactions.setTransactionExecutionListeners(this.before);
        String hoe = "/api/projects/" + this.project + "/resources/"
                + id("/api/projects/" + this.project + "/resources", "{\"name\":\"Hoe\",\"status\":\"open\"}");
        String change = "{\"name\":\"Rake\",\"status\":\"open\",\"version\":0}";
        assertThat(put(hoe, change).statusCode()).isEqualTo(200);
        AtomicInteger reads = new AtomicInteger();
        ApplicationListener<AfterConvertEvent<Resource>> listener = (event) -> {
            if (event.getSource() instanceof Resource) {
                reads.incrementAndGet();
            }
        };
        this.context.addApplicationListener(listener);
        try {
            problem(put(hoe, change), 409, "/problems/conflict");
        }
        finally {
            this.context.removeApplicationListener(listener);
        }
        assertThat(reads).hasValue(1);
    }

    /** Lets the first two transactions commit when both want to. */
    private static final class BothBeforeTheFirst implements TransactionExecutionListener {

        private final AtomicInteger commits = new AtomicInteger();

        private final CyclicBarrier barrier = new CyclicBarrier(2);

        @Override
        public void beforeCommit(TransactionExecution transaction) {
            if (this.commits.incrementAndGet() <= 2) {
                try {
                    this.barrier.await(30, TimeUnit.SECONDS);
                }
                catch (Exception ex) {
                    throw new IllegalStateException(ex);
                }
            }
        }

    }

}
